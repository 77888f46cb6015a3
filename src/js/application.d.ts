import type { AutocompleteSearchQuery, SearchQuery } from "@elastic/search-ui";
import type { DictionarySchema } from "./index.js";

export { ConfigurationError, ElasticsearchClientError } from "./index.js";

export type FieldType = "keyword" | "text" | "number" | "date" | "boolean" | "geo";

export interface SearchApplicationOptions {
  /** The index or indices that are searched. */
  indices: string | string[];
  /** Search UI's `autocompleteQuery`, if the page has one. */
  autocompleteQuery?: AutocompleteSearchQuery;
  /**
   * Types of fields: those that the page may filter or sort by although they are no facets, and those of facets whose
   * type their config doesn't tell.
   */
  fields?: Record<string, FieldType>;
  /** The largest page. Default 100. */
  maxSize?: number;
  /** The index setting `max_result_window`. Default 10,000. */
  maxWindow?: number;
}

/** The body of `PUT _application/search_application/{name}`. */
export interface SearchApplicationRequest {
  indices: string[];
  template: {
    script: { lang: "mustache"; source: string; params?: Record<string, unknown> };
    dictionary: DictionarySchema;
  };
}

export interface ApiKeyOptions {
  /** The search application that the key may search. */
  searchApplication: string;
  /** The key's name. Default: the application's. */
  name?: string;
  /** How long the key is valid, in Elasticsearch's time units. Default `"90d"`. */
  expiration?: string;
  /** Field level security for the key, in Elasticsearch's form (needs a licence for it). */
  fieldSecurity?: { grant?: string[]; except?: string[] };
  /** Document level security for the key: a query (needs a licence for it). */
  query?: Record<string, unknown>;
}

/**
 * The search application that serves a Search UI query config: a template and a closed dictionary, so that a page can
 * send values and nothing else.
 * @throws {ConfigurationError} naming everything that has to be changed.
 */
export function defineSearchApplication(
  queryConfig: SearchQuery,
  options: SearchApplicationOptions,
): SearchApplicationRequest;

/**
 * The body of `POST _security/api_key`: a key that can search one application and nothing else.
 * @throws {ConfigurationError}
 */
export function apiKeyRequest(options: ApiKeyOptions): Record<string, unknown>;

/**
 * The option `fields`, with the types that the indices' mappings say of the query config's facets and of those fields
 * whose type is left `null`, or that are only listed.
 * @param mappings the answer of `GET {indices}/_mapping`
 * @throws {ConfigurationError} naming each field that no index has, or that can't be filtered by.
 */
export function fieldsOfMappings(
  queryConfig: SearchQuery,
  fields: string[] | Record<string, FieldType | { type: FieldType; nested?: string } | null>,
  mappings: Record<string, unknown>,
): Record<string, FieldType | { type: FieldType; nested: string }>;

/**
 * The source text of a TypeScript module that exports the type of a search application's params, named after the
 * application: `FilmSearchParams` for `film-search`.
 */
export function paramsType(dictionary: DictionarySchema, application: string): string;

/**
 * The lines of `elasticsearch.yml` that let pages of these origins search.
 * @param origins such as `https://www.example.com`
 * @param headers those that the pages send beside the usual ones
 * @throws {ConfigurationError} for what no browser sends as an origin.
 */
export function corsSettings(origins: string[], headers?: string[]): string;

/** A request that a page's key must be refused. None of them changes anything. */
export interface AuditProbe {
  /** What it would do, as in "The key may …". */
  deed: string;
  method: string;
  path: string;
  /** JSON text. */
  body?: string;
}
export function auditProbes(application: string): AuditProbe[];

/** What was seen of a key. What is missing is reported as unknown. */
export interface AuditObservations {
  /** Where the page sends its searches. */
  url?: string;
  application?: string;
  /** The answer to a search with the key. */
  search?: { status: number; body?: unknown };
  /** The status of each answer to `auditProbes`, in their order; `null` where there was none. */
  probes?: (number | null)[];
  /** The answer to a search with a param that no template has. */
  stranger?: { status: number };
  /** The answer of `GET _security/api_key?id=…`. */
  key?: unknown;
  /** Milliseconds since 1970. */
  now?: number;
  /** `null` if the application has none. */
  dictionary?: DictionarySchema | null;
  /** A page's origin, and what a preflight for it was answered. */
  origin?: string;
  preflight?: { status: number; allowOrigin?: string; allowHeaders?: string };
}
export interface AuditFinding {
  check: string;
  verdict: "pass" | "fail" | "unknown";
  seen: string;
  /** What to do, unless all is well. */
  fix?: string;
}
export function auditFindings(observed: AuditObservations): AuditFinding[];
