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

/** What a page is told of a search application. */
export interface ApplicationOptions {
  /** The application's dictionary. Params that it refuses are refused in the page. `false` or nothing: no check. */
  dictionary?: DictionarySchema | false;
  /**
   * Which params the application's template takes: those of `defineSearchApplication` (`"typed"`, the default), those
   * of Elastic's own client (`"boilerplate"`), or what a function makes of Search UI's request state and query config.
   */
  params?: "typed" | "boilerplate" | ParamsFunction;
  /** Where a template of your own puts a facet's aggregation: field to name, `>` between nested names. */
  aggregations?: Record<string, string>;
  /** What is known of the index's fields, name to Elasticsearch type, where the query config doesn't say it. */
  fields?: Record<string, string>;
  /**
   * What the template's highlights put before and after a match, in pairs. All else in a snippet is escaped, unless the
   * template's encoder has done it. Default `["<em>", "</em>"]`.
   */
  highlightTags?: string[];
  /** Gives snippets as they come. A document's own HTML then runs in the page. */
  trustSnippets?: boolean;
}

/** Makes params. `purpose` says for which question: a search, or which part of autocomplete. */
export type ParamsFunction = (state: any, queryConfig: any, purpose: ParamsPurpose) => object | Promise<object>;

/** Which question params are made for. */
export interface ParamsPurpose {
  /** A search, or a part of autocomplete. */
  kind: "search" | "results" | "suggestions";
  /** The kinds of suggestions that are asked for. */
  types?: string[];
}

/** The body of Elasticsearch's answer. */
export type ResponseBody = Record<string, any>;

/** A request that is about to be sent. */
export interface HookedRequest<Config> {
  /** What the convention made of state and config. */
  params: Record<string, any>;
  /** What Search UI asked. */
  requestState: RequestState;
  /** Search UI's `searchQuery` or `autocompleteQuery`. */
  queryConfig: Config;
}

/**
 * Has a request before it is sent. `next` checks and sends params and gives the answer's body; what the hook returns is
 * taken for the answer.
 */
export type RequestHook<Config> = (
  request: HookedRequest<Config>,
  next: (params: Record<string, any>) => Promise<ResponseBody>,
) => ResponseBody | Promise<ResponseBody>;

/** A click as Search UI tells it. */
export interface ResultClick {
  /** The search term. */
  query: string;
  /** The document's id. */
  documentId: string;
  /** Search Applications give none: an empty text. */
  requestId: string;
  /** Those of the view. */
  tags: string[];
  /** The result as `onSearch` gave it. */
  result: Record<string, any>;
  /** The page that it is on, from 1. */
  page: number;
  /** How many results a page has. */
  resultsPerPage: number;
  /** Its place on the page, from 0. */
  resultIndexOnPage: number;
}

/** A click on a suggested result as Search UI tells it. */
export interface AutocompleteResultClick {
  /** The search term. */
  query: string;
  /** The document's id. */
  documentId: string;
  /** Search Applications give none: an empty text. */
  requestId: string;
  /** Those of the view. */
  tags: string[];
  /** The result as `onSearch` gave it. */
  result: Record<string, any>;
  /** Its place among the suggested results, from 0. */
  resultIndex: number;
}

/** Why results are missing from an answer. */
export interface PartialResults {
  /** Time was up on the cluster. */
  timedOut: boolean;
  /** The search was ended before it had seen all documents, as `terminate_after` says. */
  terminatedEarly: boolean;
  /** How many shards gave no answer. */
  failedShards: number;
}

/** What Search UI gets of a search. */
export interface SearchResponse extends ResponseState {
  /** `null` when nothing is missing. */
  partialResults: PartialResults | null;
}

/** What a connector is made of. An option that is not here is refused. */
export interface ConnectorOptions extends ConnectionOptions, ApplicationOptions {
  /** Other search applications that suggestions come from, by name. The key must be allowed to search them. */
  searchApplications?: Record<string, ApplicationOptions>;
  /** Has each search before it is sent. */
  interceptSearchRequest?: RequestHook<QueryConfig>;
  /** Has each request for the results of autocomplete before it is sent. */
  interceptAutocompleteResultsRequest?: RequestHook<AutocompleteQueryConfig>;
  /** Has each request for suggestions before it is sent: one for all completions, one for each kind of results. */
  interceptAutocompleteSuggestionsRequest?: RequestHook<AutocompleteQueryConfig>;
  /** Is told of clicks on results. */
  onResultClick?: (click: ResultClick) => unknown;
  /** Is told of clicks on suggested results. */
  onAutocompleteResultClick?: (click: AutocompleteResultClick) => unknown;
}

/** A Search UI `apiConnector` that searches one Elasticsearch search application. */
export default class SearchApplicationConnector {
  /** @throws {ConfigurationError} at once, when an option can't work. */
  constructor(options: ConnectorOptions);
  /** Settles when the module is ready to search. */
  readonly ready: Promise<void>;
  /**
   * Called by Search UI for each search. Each reading of this property is a function of its own, whose next call gives
   * the one before up: that promise then follows the next one's.
   * @returns a promise that rejects with one of the package's error classes, its `message` fit to be shown.
   */
  onSearch: (state: RequestState, queryConfig: QueryConfig) => Promise<SearchResponse>;
  /**
   * Called by Search UI while a visitor types. Like `onSearch` a function of its own for each reader.
   * @returns a promise that never rejects: a failure gives an empty list.
   */
  onAutocomplete: (state: RequestState, queryConfig: AutocompleteQueryConfig) => Promise<AutocompleteResponseState>;
  /** Called by Search UI with a click on a result: what the option of this name gets. Never throws. */
  onResultClick: (click: any) => void;
  /** Called by Search UI with a choice of a suggested result: what the option of this name gets. Never throws. */
  onAutocompleteResultClick: (click: any) => void;
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
