import type { AutocompleteSearchQuery, SearchQuery } from "@elastic/search-ui";
import type { DictionarySchema } from "./index.js";

export { ConfigurationError, ElasticsearchClientError } from "./index.js";

/** What a field holds, as far as filters, facets and sorting are concerned. */
export type FieldType = "keyword" | "text" | "number" | "date" | "boolean" | "geo";

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
  fields?: Record<string, FieldType>;
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
