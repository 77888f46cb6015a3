import type {
  AutocompleteQueryConfig,
  AutocompleteResponseState,
  QueryConfig,
  RequestState,
  ResponseState,
} from "@elastic/search-ui";
import type { ConnectionOptions, DictionarySchema, RequestOptions, TransportResult } from "./connection.js";

export type * from "./connection.js";
export * from "./errors.js";

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
  /** @returns a promise of the whole exchange. */
  search<Body = any>(params: object, options: RequestOptions & { meta: true }): Promise<TransportResult<Body>>;
  /** @returns a promise of the answer's body as a stream. */
  search(params: object, options: RequestOptions & { asStream: true }): Promise<ReadableStream<Uint8Array>>;
  /** @returns a promise of the answer's body that rejects with one of the package's error classes. */
  search<Body = any>(params?: object, options?: RequestOptions): Promise<Body>;
}

/** A dictionary, compiled: what the page checks, for use on its own. */
export class Dictionary {
  /** @throws {ConfigurationError} for a schema that the server would refuse, with the server's messages. */
  constructor(schema: DictionarySchema);
  /** @throws {ValidationError} with the server's message. */
  validate(params: unknown): void;
}
