/**
 * The page that the benchmarks of a search measure: 20 hits of 12 fields, searched by this package and by Search UI's own
 * connector to an index, which checks no params, so that a page has ajv check them.
 */
import { defineSearchApplication } from "search-ui-search-application-connector/application";

const FIELDS = Array.from({ length: 12 }, (_, number) => `field_${number}`);

export const queryConfig = {
  search_fields: { field_0: {} },
  result_fields: Object.fromEntries(FIELDS.map((name) => [name, { raw: {}, snippet: {} }])),
};

export const requestState = {
  searchTerm: "star",
  current: 1,
  resultsPerPage: 20,
  filters: [],
  sortList: [],
};

const hit = (number) => ({
  _index: "films",
  _id: `${number}`,
  _score: 1 + number / 100,
  _source: Object.fromEntries(FIELDS.map((name) => [name, `the ${name} of document ${number}, with a star`])),
  highlight: { field_0: [`the field_0 of document ${number}, with a <em>star</em>`] },
});

/** What a cluster answers to either. */
export const answer = JSON.stringify({
  took: 1,
  timed_out: false,
  _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
  hits: { total: { value: 1000, relation: "eq" }, max_score: 1.2, hits: Array.from({ length: 20 }, (_, n) => hit(n)) },
});

export const { dictionary } = defineSearchApplication(queryConfig, {
  indices: "films",
  fields: Object.fromEntries(FIELDS.map((name) => [name, { type: "text" }])),
}).template;

/** What the page sends by it. */
export const params = { query: "star", from: 0, size: 20 };

export const ours = { host: "http://localhost:1", searchApplication: "films", apiKey: "aWQ6a2V5", dictionary };
export const theirs = { host: "http://localhost:1", index: "films", apiKey: "aWQ6a2V5" };
