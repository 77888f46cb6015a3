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
export type ApiKey = string | ApiKeyParts;

/** An API key as creating it returned it. */
export interface ApiKeyParts {
  /** Names the key; no secret. */
  id: string;
  /** The secret half. */
  api_key: string;
}

/** What a connector is made of. An option that is not here is refused. */
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
  /**
   * Called by Search UI for each search. The promise rejects with one of the package's error classes, whose `message`
   * is fit to be shown.
   */
  onSearch: (state: RequestState, queryConfig: QueryConfig) => Promise<ResponseState>;
  /** Called by Search UI while a visitor types. The promise never rejects: a failure gives an empty list. */
  onAutocomplete: (state: RequestState, queryConfig: AutocompleteQueryConfig) => Promise<AutocompleteResponseState>;
  /** Called by Search UI; Search Applications record no clicks. */
  onResultClick(params: unknown): void;
  /** Called by Search UI; Search Applications record no clicks. */
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
