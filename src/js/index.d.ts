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
export interface ConnectorOptions extends ApplicationOptions {
  /** The cluster, or a proxy in front of it: an `https:` URL; a path prefix is kept. */
  host: string;
  /** The search application's name. */
  searchApplication: string;
  /** A key that may search this application and nothing else: everyone who opens the page can read it. */
  apiKey: ApiKey;
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
