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

/** What a function may supply: the value or a promise of it. It is asked once, and again after a 401. */
export type Supplied<T> = T | (() => T | Promise<T>);

/** How a search is sent: said once for all searches, or for one of them. */
export interface SharedOptions {
  /** How long an attempt may take, its answer included: milliseconds, or a text such as `"30s"`. Default 30,000. */
  requestTimeout?: number | string;
  /** How often a search is tried again after a connection error, 429, 502, 503 or 504. Default 3. */
  maxRetries?: number;
  /** Whether it is tried again after a timeout too. Default false. */
  retryOnTimeout?: boolean;
  /** Seconds to wait before a retry, whose number counts from 1. Default: 1 to 2, then 2 to 4, at random. */
  retryBackoff?: (min: number, max: number, attempt: number) => number;
  /** The largest answer that is read, in bytes. Default 100,000,000. */
  maxResponseSize?: number;
  /** Sent with each request. Each name must be in the cluster's `http.cors.allow-headers`. */
  headers?: Record<string, string>;
  /** Added to the URL; lists are joined by commas. */
  querystring?: Record<string, unknown>;
  /** Sent as `x-opaque-id`, which the cluster's logs and tasks show. */
  opaqueId?: string;
  /** Sends the search gzipped; the cluster must allow the header `content-encoding`. Default false. */
  compression?: boolean;
  /** What is kept out of errors and events, beside the credentials, which always are. Default `{ type: "replace" }`. */
  redaction?: { type?: "replace" | "remove" | "off"; additionalKeys?: string[] };
  /** Attached to events and errors; a search's own members come over the client's. */
  context?: Record<string, unknown>;
  /** Gives the search up, its pauses included. */
  signal?: AbortSignal;
}

/** Where searches go, who asks, and how. */
export interface ConnectionOptions extends SharedOptions {
  /** The nodes of the cluster, or proxies in front of them: `https:` URLs; a path prefix is kept. */
  host?: string | URL | (string | URL)[];
  /** A deployment on Elastic Cloud, instead of `host`. */
  cloud?: { id: string };
  /** `"serverless"` asks for that API's version, at the first `host` only. Default `"stack"`. */
  serverMode?: "stack" | "serverless";
  /** The search application's name. */
  searchApplication: string;
  /** A key that may search this application and nothing else: everyone who opens the page can read it. */
  apiKey?: Supplied<ApiKey>;
  /** Another credential. An API key comes before a token, a token before a password. */
  auth?: { apiKey?: Supplied<ApiKey>; bearer?: Supplied<string>; username?: string; password?: string };
  /** The header `es-secondary-authorization`: its whole value, or an object like `auth`. */
  secondaryAuthorization?: string | { apiKey: ApiKey } | { bearer: string } | { username: string; password: string };
  /** As in Search UI's own Elasticsearch connector. */
  connectionOptions?: { headers: Record<string, string> };
  /** Stands before each `opaqueId`. */
  opaqueIdPrefix?: string;
  /** Hears of each step of each search. What it throws goes to the console. */
  onDiagnostic?: (event: DiagnosticEvent) => void;
  /** Keeps answers, and lets identical searches in flight share one request. Default false. */
  cache?: false | { maxEntries: number; /** Milliseconds. */ ttl: number };
  /** Permits plain `http:` to another machine. Anyone on the way can then read the key. */
  allowInsecure?: boolean;
  /** In Node: what its `fetch` sends requests through, such as undici's `Agent` or `ProxyAgent`. */
  dispatcher?: unknown;
  /** The application's dictionary. Params that it refuses are refused in the page. `false` or nothing: no check. */
  dictionary?: DictionarySchema | false;
}

/** What may be said for one search alone. */
export interface RequestOptions extends SharedOptions {
  /** What events and errors call the search. Default: a number that counts up. */
  id?: unknown;
  /** HTTP statuses that are no errors. */
  ignore?: number[];
  /** Returns the whole exchange, not the body alone. */
  meta?: boolean;
  /** Returns the body as a stream. */
  asStream?: boolean;
  /** `false`: neither keeps nor takes a kept or shared answer. */
  cache?: boolean;
}

/** An exchange with the cluster, as Elasticsearch's JavaScript client shows it. */
export interface TransportResult<Body = unknown> {
  body: Body;
  /** 0 without an answer. */
  statusCode: number;
  /** Those that may be read: across origins few. */
  headers?: Record<string, string>;
  /** Elasticsearch's own, where the header `warning` may be read. */
  warnings: string[] | null;
  meta: {
    context: Record<string, unknown> | null;
    request: {
      params: { method: "POST"; path: string; querystring: string; body: string; headers?: Record<string, string> };
      options: Record<string, unknown>;
      id: unknown;
    };
    name: string;
    /** The node that was asked last. */
    connection: { url: string; weight: number; deadCount: number } | null;
    /** How often the search was tried again. */
    attempts: number;
    aborted: boolean;
  };
}

/** A step of a search: the client's events, and `retry`, `abort`, `validation` and `cache`. */
export interface DiagnosticEvent {
  name: "serialization" | "request" | "deserialization" | "response" | "retry" | "abort" | "validation" | "cache";
  error: ElasticsearchClientError | null;
  result: TransportResult;
  /** `cache`: whether the answer was kept. */
  hit?: boolean;
  /** `cache`: whether another search waits for the same answer. */
  shared?: boolean;
}

export interface ConnectorOptions extends ConnectionOptions {
  /**
   * Which params the application's template takes: those of `defineSearchApplication` (`"typed"`, the default), those
   * of Elastic's own client (`"boilerplate"`), or what a function makes of Search UI's request state and query config.
   */
  params?: "typed" | "boilerplate" | ((state: any, queryConfig: any) => object | Promise<object>);
  /** Where a template of your own puts a facet's aggregation: field to name, `>` between nested names. */
  aggregations?: Record<string, string>;
  /** What is known of the index's fields, name to Elasticsearch type, where the query config doesn't say it. */
  fields?: Record<string, string>;
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

/** A client of one search application: the connector's transport without Search UI. */
export class SearchApplicationClient {
  /** @throws {ConfigurationError} at once, when an option can't work. */
  constructor(options: ConnectionOptions);
  /** @returns a promise of the answer's body that rejects with one of the error classes below. */
  search<Body = any>(params: object, options: RequestOptions & { meta: true }): Promise<TransportResult<Body>>;
  search(params: object, options: RequestOptions & { asStream: true }): Promise<ReadableStream<Uint8Array>>;
  search<Body = any>(params?: object, options?: RequestOptions): Promise<Body>;
}

/** A dictionary, compiled: what the page checks, for use on its own. */
export class Dictionary {
  /** @throws {ConfigurationError} for a schema that the server would refuse, with the server's messages. */
  constructor(schema: DictionarySchema);
  /** @throws {ValidationError} with the server's message. */
  validate(params: unknown): void;
}

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
export class ConfigurationError extends ElasticsearchClientError {}
export class ConnectionError extends ElasticsearchClientError {}
export class TimeoutError extends ElasticsearchClientError {}
export class RequestAbortedError extends ElasticsearchClientError {}
export class NoLivingConnectionsError extends ElasticsearchClientError {}
export class SerializationError extends ElasticsearchClientError {}
export class DeserializationError extends ElasticsearchClientError {}
export class ResponseError extends ElasticsearchClientError {}
export class ProductNotSupportedError extends ElasticsearchClientError {}
/** The package itself failed. Searches under way are lost; the next one works. */
export class InternalError extends ElasticsearchClientError {}
export class ValidationError extends ElasticsearchClientError {
  /** What is wrong, one entry a message. */
  readonly errors: { path: string; keyword: string; message: string; schemaPath: string }[];
}
