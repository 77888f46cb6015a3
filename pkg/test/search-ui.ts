/** Compiled, not run: the connector, its hooks and the handler fit Search UI's own types under `strict`. */

import { SearchDriver } from "@elastic/search-ui";
import type {
  APIConnector,
  AutocompleteQueryConfig,
  AutocompleteResponseState,
  QueryConfig,
  RequestState,
  ResponseState,
  SearchDriverOptions,
  SearchQuery,
} from "@elastic/search-ui";
import SearchApplicationConnector from "search-ui-search-application-connector";
import type { ConnectorOptions, ParamsFunction, RequestHook } from "search-ui-search-application-connector";
import { defineSearchApplication } from "search-ui-search-application-connector/application";
import type { FieldType } from "search-ui-search-application-connector/application";
import { createSearchHandler } from "search-ui-search-application-connector/server";
import Slim from "search-ui-search-application-connector/slim";

/** Whether each type may stand for the other; `any` may stand for neither, as it would hide every mistake. */
type Same<A, B> = 0 extends 1 & A ? false : [A, B] extends [B, A] ? true : false;
const holds = <_ extends true>(): void => undefined;

const options: ConnectorOptions = { host: "https://a.example", searchApplication: "films", apiKey: "key" };
const connector = new SearchApplicationConnector(options);

// As a whole, and member by member: a method that took less would still be assignable.
const apiConnector: APIConnector = connector;
new SearchDriver({ apiConnector: connector, searchQuery: {}, alwaysSearchOnInitialLoad: true });
export const driver: SearchDriverOptions = { apiConnector };
holds<Same<Parameters<typeof connector.onSearch>, [state: RequestState, queryConfig: QueryConfig]>>();
holds<Same<Parameters<typeof connector.onAutocomplete>, [state: RequestState, config: AutocompleteQueryConfig]>>();
holds<Same<Awaited<ReturnType<typeof connector.onAutocomplete>>, AutocompleteResponseState>>();
export const found: Promise<ResponseState> = connector.onSearch({ searchTerm: "star" }, {});
export const slim: APIConnector = new Slim(options);

// One query config drives the page and the search application.
const searchQuery: SearchQuery = { facets: { genre: { type: "value" } }, disjunctiveFacets: ["genre"] };
export const template: string = defineSearchApplication(searchQuery, { indices: "films" }).template.script.source;
holds<Same<FieldType, "keyword" | "text" | "number" | "date" | "boolean" | "geo">>();
// @ts-expect-error there is no such type
defineSearchApplication(searchQuery, { indices: "films", fields: { year: "integer" } });

// Functions of the user's own are told what they get.
export const hook: RequestHook<QueryConfig> = async ({ params, requestState, queryConfig }, next) => {
  holds<Same<typeof requestState, RequestState>>();
  holds<Same<typeof queryConfig, QueryConfig>>();
  return next({ ...params, size: 5 });
};
export const params: ParamsFunction = (state, queryConfig, { kind }) => ({ kind, term: state.searchTerm, queryConfig });
new SearchApplicationConnector({ ...options, params, interceptSearchRequest: hook });
new SearchApplicationConnector({ ...options, onResultClick: ({ documentId, page }) => documentId.repeat(page) });
// @ts-expect-error a hook returns the answer
new SearchApplicationConnector({ ...options, interceptSearchRequest: ({ params }, next) => void next(params) });
// @ts-expect-error there is no such convention
new SearchApplicationConnector({ ...options, params: "untyped" });

// The handler is both a Fetch handler and middleware.
const handler = createSearchHandler(connector, { cors: { origins: ["https://www.example.com"] } });
export const answer: Promise<Response> = handler(new Request("https://a.example/api/search"));
export const middleware: Promise<void> = handler(
  { headers: {} },
  { writeHead: () => 0, end: () => 0 },
  () => undefined,
);
// @ts-expect-error `"*"` is no entry of a list, and no other text stands for one
createSearchHandler(connector, { cors: { origins: "https://www.example.com" } });
