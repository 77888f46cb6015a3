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
