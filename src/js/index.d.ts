import type {
  AutocompleteQueryConfig,
  AutocompleteResponseState,
  QueryConfig,
  RequestState,
  ResponseState,
} from "@elastic/search-ui";

/** A JSON Schema (draft 7) for the params of a search application, as the server applies it. */
export type DictionarySchema = Record<string, unknown>;

/** An API key: the `encoded` value that creating it returned, or its two halves. */
export type ApiKey = string | { id: string; api_key: string };

export interface ConnectorOptions {
  /** The cluster, or a proxy in front of it: an `https:` URL; a path prefix is kept. */
  host: string;
  /** The search application's name. */
  searchApplication: string;
  /** A key that may search this application and nothing else: everyone who opens the page can read it. */
  apiKey: ApiKey;
  /** The application's dictionary. Params that it refuses are refused in the page. `false` or nothing: no check. */
  dictionary?: DictionarySchema | false;
  /**
   * Which params the application's template takes: those of `defineSearchApplication` (`"typed"`, the default), those
   * of Elastic's own client (`"boilerplate"`), or what a function makes of Search UI's request state and query config.
   */
  params?: "typed" | "boilerplate" | ((state: any, queryConfig: any) => object | Promise<object>);
  /** Where a template of your own puts a facet's aggregation: field to name, `>` between nested names. */
  aggregations?: Record<string, string>;
  /** What is known of the index's fields, name to Elasticsearch type, where the query config doesn't say it. */
  fields?: Record<string, string>;
  /** Sent with each request. Each name must be in the cluster's `http.cors.allow-headers`. */
  headers?: Record<string, string>;
  /** Milliseconds that a request may take, its answer included. Default 30,000. */
  requestTimeout?: number;
  /** Permits plain `http:` to another machine. Anyone on the way can then read the key. */
  allowInsecure?: boolean;
}

/** A Search UI `apiConnector` that searches one Elasticsearch search application. */
export default class SearchApplicationConnector {
  /** @throws {ConfigurationError} at once, when an option can't work. */
  constructor(options: ConnectorOptions);
  /** Settles when the module is ready to search. */
  readonly ready: Promise<void>;
  /** @returns a promise that rejects with one of the error classes below, its `message` fit to be shown. */
  onSearch: (state: RequestState, queryConfig: QueryConfig) => Promise<ResponseState>;
  /** @returns a promise that never rejects: a failure gives an empty list. */
  onAutocomplete: (state: RequestState, queryConfig: AutocompleteQueryConfig) => Promise<AutocompleteResponseState>;
  onResultClick(params: unknown): void;
  onAutocompleteResultClick(params: unknown): void;
}
export { SearchApplicationConnector };

/** A dictionary, compiled: what the page checks, for use on its own. */
export class Dictionary {
  /** @throws {ConfigurationError} for a schema that the server would refuse, with the server's messages. */
  constructor(schema: DictionarySchema);
  /** @throws {ValidationError} with the server's message. */
  validate(params: unknown): void;
}

/** The base of every error that the package throws: the classes of Elasticsearch's JavaScript client. */
export class ElasticsearchClientError extends Error {
  /** The class's name, also where `instanceof` can't tell, as between ESM and CommonJS. */
  readonly code: string;
  /** The HTTP status, if there was an answer. */
  readonly statusCode?: number;
  /** The answer's body, if it was JSON. Never holds the credential. */
  readonly body?: unknown;
}
export class ConfigurationError extends ElasticsearchClientError {}
export class ConnectionError extends ElasticsearchClientError {}
export class TimeoutError extends ElasticsearchClientError {}
export class RequestAbortedError extends ElasticsearchClientError {}
export class NoLivingConnectionsError extends ElasticsearchClientError {}
export class SerializationError extends ElasticsearchClientError {}
export class DeserializationError extends ElasticsearchClientError {}
export class ResponseError extends ElasticsearchClientError {}
export class ProductNotSupportedError extends ElasticsearchClientError {}
export class ValidationError extends ElasticsearchClientError {
  /** What is wrong, one entry a message. */
  readonly errors: { path: string; keyword: string; message: string; schemaPath: string }[];
}
