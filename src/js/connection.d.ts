import type { ElasticsearchClientError } from "./errors.js";

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
  redaction?: Redaction;
  /** Attached to events and errors; a search's own members come over the client's. */
  context?: Record<string, unknown>;
  /** Gives the search up, its pauses included. */
  signal?: AbortSignal;
}

/** What is kept out of errors and events, beside the credentials. */
export interface Redaction {
  /** `"replace"` puts `[redacted]` in their place, `"remove"` takes headers and options away as well. */
  type?: "replace" | "remove" | "off";
  /** Further names of members whose values are kept out. */
  additionalKeys?: string[];
}

/** A deployment on Elastic Cloud. */
export interface Cloud {
  /** As the deployment's page shows it. */
  id: string;
}

/** Who asks. */
export interface Credentials {
  /** As the option `apiKey`. */
  apiKey?: Supplied<ApiKey>;
  /** A token, without the word `Bearer`. */
  bearer?: Supplied<string>;
  /** A user's name. */
  username?: string;
  /** A user's password. It has no place in a page. */
  password?: string;
}

/** For whom is asked. */
export interface SecondaryCredentials {
  /** An API key. */
  apiKey?: ApiKey;
  /** A token, without the word `Bearer`. */
  bearer?: string;
  /** A user's name. */
  username?: string;
  /** A user's password. */
  password?: string;
}

/** How many answers are kept, and how long. */
export interface CacheOptions {
  /** The largest number of answers. */
  maxEntries: number;
  /** Milliseconds. */
  ttl: number;
}

/** Where searches go, who asks, and how. */
export interface ConnectionOptions extends SharedOptions {
  /** The nodes of the cluster, or proxies in front of them: `https:` URLs; a path prefix is kept. */
  host?: string | URL | (string | URL)[];
  /** A deployment on Elastic Cloud, instead of `host`. */
  cloud?: Cloud;
  /** `"serverless"` asks for that API's version, at the first `host` only. Default `"stack"`. */
  serverMode?: "stack" | "serverless";
  /** The search application's name. */
  searchApplication: string;
  /** A key that may search this application and nothing else: everyone who opens the page can read it. */
  apiKey?: Supplied<ApiKey>;
  /** Another credential. An API key comes before a token, a token before a password. */
  auth?: Credentials;
  /** The header `es-secondary-authorization`: its whole value, or an object like `auth`. */
  secondaryAuthorization?: string | SecondaryCredentials;
  /** As in Search UI's own Elasticsearch connector. */
  connectionOptions?: Pick<SharedOptions, "headers">;
  /** Stands before each `opaqueId`. */
  opaqueIdPrefix?: string;
  /** Hears of each step of each search. What it throws goes to the console. */
  onDiagnostic?: (event: DiagnosticEvent) => void;
  /** Keeps answers, and lets identical searches in flight share one request. Default false. */
  cache?: false | CacheOptions;
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
  /** The answer's body. */
  body: Body;
  /** 0 without an answer. */
  statusCode: number;
  /** Those that may be read: across origins few. */
  headers?: Record<string, string>;
  /** Elasticsearch's own, where the header `warning` may be read. */
  warnings: string[] | null;
  /** How it came about. */
  meta: ExchangeMeta;
}

/** How an exchange came about. */
export interface ExchangeMeta {
  /** The option `context`. */
  context: Record<string, unknown> | null;
  /** What was sent, without the credential. */
  request: ExchangeRequest;
  /** The client's name. */
  name: string;
  /** The node that was asked last. */
  connection: ExchangeNode | null;
  /** How often the search was tried again. */
  attempts: number;
  /** Whether it was given up. */
  aborted: boolean;
}

/** What was sent, without the credential. */
export interface ExchangeRequest {
  /** The request itself. */
  params: RequestParams;
  /** The options of this search. */
  options: Record<string, unknown>;
  /** The option `id`, or a number that counts up. */
  id: unknown;
}

/** A request as it was sent. */
export interface RequestParams {
  /** Always this one. */
  method: "POST";
  /** Without host and query. */
  path: string;
  /** Without its `?`. */
  querystring: string;
  /** JSON text. */
  body: string;
  /** Without the credential. */
  headers?: Record<string, string>;
}

/** A node of the cluster. */
export interface ExchangeNode {
  /** Its address. */
  url: string;
  /** How often it is asked, beside the others. */
  weight: number;
  /** How often in a row it has failed. */
  deadCount: number;
}

/** A step of a search: the client's events, and `retry`, `abort`, `validation` and `cache`. */
export interface DiagnosticEvent {
  /** Which step. */
  name: "serialization" | "request" | "deserialization" | "response" | "retry" | "abort" | "validation" | "cache";
  /** What went wrong in it. */
  error: ElasticsearchClientError | null;
  /** What there is of the exchange so far. */
  result: TransportResult;
  /** `cache`: whether the answer was kept. */
  hit?: boolean;
  /** `cache`: whether another search waits for the same answer. */
  shared?: boolean;
}
