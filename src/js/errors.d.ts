import type { TransportResult } from "./connection.js";

/** The base of every error that the package throws: the classes of Elasticsearch's JavaScript client. */
export class ElasticsearchClientError extends Error {
  /** The class's name. `instanceof` tells errors of the other build (ESM, CommonJS) too. */
  readonly code: string;
  /** The HTTP status, if there was an answer. */
  readonly statusCode?: number;
  /** The answer's body, if it was JSON. Never holds the credential. */
  readonly body?: unknown;
  /** What is known of the exchange, if there was one. Never holds the credential. */
  readonly meta?: TransportResult;
  /** The answer's headers that may be read. */
  readonly headers?: Record<string, string>;
}
/** The options given to a constructor can't work. */
export class ConfigurationError extends ElasticsearchClientError {}
/** No answer could be had: the network, CORS, or a server that went away. */
export class ConnectionError extends ElasticsearchClientError {}
/** No whole answer within the time allowed. */
export class TimeoutError extends ElasticsearchClientError {}
/** The caller gave the request up. */
export class RequestAbortedError extends ElasticsearchClientError {}
/** There is no node to send the request to. */
export class NoLivingConnectionsError extends ElasticsearchClientError {}
/** What should be sent can't be written as JSON. */
export class SerializationError extends ElasticsearchClientError {}
/** What came back can't be read as the JSON that was expected. */
export class DeserializationError extends ElasticsearchClientError {}
/** The server answered with an error. */
export class ResponseError extends ElasticsearchClientError {}
/** What answered isn't Elasticsearch. */
export class ProductNotSupportedError extends ElasticsearchClientError {}
/** The package itself failed. Searches under way are lost; the next one works. */
export class InternalError extends ElasticsearchClientError {}
/** The dictionary refuses the params; nothing was sent. */
export class ValidationError extends ElasticsearchClientError {
  /** What is wrong, one entry a message. */
  readonly errors: ValidationMessage[];
}

/** One thing that is wrong with the params. */
export interface ValidationMessage {
  /** Where: `$` for the params as a whole, `.name` for a member, `[0]` for an element. */
  path: string;
  /** The keyword of the dictionary that refuses it, such as `maximum`. */
  keyword: string;
  /** The server's words. */
  message: string;
  /** Where the keyword stands in the dictionary. */
  schemaPath: string;
}
