import type { AutocompleteSearchQuery, SearchQuery } from "@elastic/search-ui";
import type { DictionarySchema } from "./index.js";

export { ConfigurationError, ElasticsearchClientError } from "./index.js";

/** What a field holds, as far as filters, facets and sorting are concerned. */
export type FieldType = "keyword" | "text" | "number" | "date" | "boolean" | "geo";

/** A field of objects that are mapped as `nested`. */
export interface NestedField {
  /** What the field holds. */
  type: FieldType;
  /** The path of the nested objects. */
  nested?: string;
}

/** A field's type, and for a field of nested objects their path. */
export type DeclaredField = FieldType | NestedField;

/** What the query config doesn't tell. */
export interface SearchApplicationOptions {
  /** The index or indices that are searched. */
  indices: string | string[];
  /** Search UI's `autocompleteQuery`, if the page has one. */
  autocompleteQuery?: AutocompleteSearchQuery;
  /**
   * Types of fields: those that the page may filter or sort by although they are no facets, and those of facets whose
   * type their config doesn't tell.
   */
  fields?: Record<string, DeclaredField>;
  /** The largest page. Default 100. */
  maxSize?: number;
  /** The index setting `max_result_window`. Default 10,000. */
  maxWindow?: number;
}

/** The body of `PUT _application/search_application/{name}`. */
export interface SearchApplicationRequest {
  /** The indices that are searched. */
  indices: string[];
  /** What a search runs, and which params it takes. */
  template: SearchTemplate;
}

/** A search application's template. */
export interface SearchTemplate {
  /** The query, with places for the params. */
  script: TemplateScript;
  /** The JSON Schema for the params: for the server, and for the page's `dictionary`. */
  dictionary: DictionarySchema;
}

/** The script of a search application's template. */
export interface TemplateScript {
  /** Search applications know no other. */
  lang: "mustache";
  /** The text of the template. */
  source: string;
  /** Values of params that a search leaves out. */
  params?: Record<string, unknown>;
}

/** What a key may search, and for how long. */
export interface ApiKeyOptions {
  /** The search application that the key may search. */
  searchApplication: string;
  /** The key's name. Default: the application's. */
  name?: string;
  /** How long the key is valid, in Elasticsearch's time units. Default `"90d"`. */
  expiration?: string;
  /** Field level security for the key, in Elasticsearch's form (needs a licence for it). */
  fieldSecurity?: FieldSecurity;
  /** Document level security for the key: a query (needs a licence for it). */
  query?: Record<string, unknown>;
}

/** Which fields a key may see; both may have wildcards. */
export interface FieldSecurity {
  /** Those it may see. */
  grant?: string[];
  /** Those of them it may not. */
  except?: string[];
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
 * @throws {ConfigurationError} for an option that can't work.
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
  fields: string[] | Record<string, DeclaredField | null>,
  mappings: Record<string, unknown>,
): Record<string, DeclaredField>;

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
  /** The HTTP method. */
  method: string;
  /** The path, with its `/`. */
  path: string;
  /** JSON text. */
  body?: string;
}

/** What to try with a page's key for this search application: see {@link AuditObservations}. */
export function auditProbes(application: string): AuditProbe[];

/** What was seen of a key. What is missing is reported as unknown. */
export interface AuditObservations {
  /** Where the page sends its searches. */
  url?: string;
  /** The search application's name. */
  application?: string;
  /** The answer to a search with the key. */
  search?: AuditedAnswer;
  /** The status of each answer to `auditProbes`, in their order; `null` where there was none. */
  probes?: (number | null)[];
  /** The answer to a search with a param that no template has. */
  stranger?: AuditedAnswer;
  /** The answer of `GET _security/api_key?id=…`. */
  key?: unknown;
  /** Milliseconds since 1970. */
  now?: number;
  /** `null` if the application has none. */
  dictionary?: DictionarySchema | null;
  /** The origin of a page that is to search. */
  origin?: string;
  /** What a preflight for that origin was answered. */
  preflight?: AuditedPreflight;
}

/** An answer, as far as an audit looks at it. */
export interface AuditedAnswer {
  /** The HTTP status. */
  status: number;
  /** The body, if it was JSON. */
  body?: unknown;
}

/** The answer to a preflight. */
export interface AuditedPreflight {
  /** The HTTP status. */
  status: number;
  /** The header `Access-Control-Allow-Origin`. */
  allowOrigin?: string;
  /** The headers `Access-Control-Allow-Headers`, joined by commas. */
  allowHeaders?: string;
}

/** How a check of a key ended. */
export interface AuditFinding {
  /** What was checked. */
  check: string;
  /** `fail` is to be fixed; of `unknown` nothing could be told. */
  verdict: "pass" | "fail" | "unknown";
  /** What was seen. */
  seen: string;
  /** What to do, unless all is well. */
  fix?: string;
}

/** What the observations say of the key and of the search application, check by check. */
export function auditFindings(observed: AuditObservations): AuditFinding[];
