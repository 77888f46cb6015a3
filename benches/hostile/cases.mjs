/**
 * Requests that are made to cost much, each a function that makes its body, which may be too large to keep. Those
 * with a `template` are params for a search application with that template, in which `dictionary` checks them.
 */
import { gzipSync } from "node:zlib";
import { INDEX } from "../../www/scripts/load.mjs";

const MEGABYTE = 1_000_000;

const search = (name, body, headers) => ({ name, path: `${INDEX}/_search`, body, headers });
const query = (name, make) => search(name, () => JSON.stringify({ query: make() }));
const aggregation = (name, make) => search(name, () => JSON.stringify({ size: 0, aggs: { a: make() } }));
const params = (name, template, make, dictionary) => ({
  name,
  template,
  dictionary,
  body: () => JSON.stringify({ params: make() }),
});

const nested = (depth) => `{"query":${'{"bool":{"must":'.repeat(depth)}{"match_all":{}}${"}}".repeat(depth)}}`;
const many = (count, make) => Array.from({ length: count }, (_, place) => make(place));
const term = (place) => ({ term: { genre: `Drama ${place}` } });
const list = many(1000, () => "x");

export const cases = [
  search("900 queries in each other", () => nested(900)),
  search("100,000 queries in each other", () => nested(100_000)),
  search("lists 10 million deep", () => "[".repeat(10 * MEGABYTE)),
  query("a text of 90 MB", () => ({ match: { title: "star ".repeat(18 * MEGABYTE) } })),
  query("a word of 90 MB", () => ({ match: { title: "a".repeat(90 * MEGABYTE) } })),
  search("a body of 105 MB", () => " ".repeat(105 * MEGABYTE)),
  search("1 GB, packed to 1 MB", () => gzipSync(Buffer.alloc(1000 * MEGABYTE, " ")), { "content-encoding": "gzip" }),
  search("5 million members", () => `{${many(5 * MEGABYTE, (place) => `"a${place}":0`).join()}}`),
  query("10,000 filters", () => ({ bool: { filter: many(10_000, term) } })),
  query("10,000 alternatives", () => ({ bool: { should: many(10_000, term) } })),
  query("1 million values", () => ({ terms: { genre: many(MEGABYTE, (place) => `Drama ${place}`) } })),
  aggregation("10,000 filters to count", () => ({ filters: { filters: many(10_000, term) } })),
  aggregation("100,000 ranges to count", () => ({
    range: { field: "imdb_votes", ranges: many(100_000, (place) => ({ from: place })) },
  })),
  aggregation("a day each in 2,000 years", () => ({
    date_histogram: {
      field: "release_date",
      calendar_interval: "day",
      extended_bounds: { min: "0001-01-01", max: "2000-01-01" },
    },
  })),
  aggregation("a pattern that grows", () => ({ terms: { field: "genre", include: "((a{1000}){1000}){1000}" } })),
  aggregation("a pattern that backtracks", () => ({ terms: { field: "genre", include: "(.*)*(.*)*(.*)*x" } })),
  query("200 wildcards", () => ({ query_string: { query: `${"a*".repeat(200)}b`, default_field: "title" } })),
  query("1,000 fuzzy words", () => ({
    match: { title: { query: many(1000, (place) => `word${place}`).join(" "), fuzziness: 2 } },
  })),
  query("a phrase of 10,000 words", () => ({ match_phrase_prefix: { title: "star ".repeat(10_000) } })),
  params("lists in lists in lists of 1,000", "{{#a}}{{#a}}{{#a}}x{{/a}}{{/a}}{{/a}}", () => ({ a: list })),
  params("the same with nothing to print", "{{#a}}{{#a}}{{#a}}{{/a}}{{/a}}{{/a}}", () => ({ a: list })),
  params("a dictionary's pattern that backtracks", "{}", () => ({ q: `${"a".repeat(100_000)}!` }), {
    properties: { q: { pattern: "^(a+)+$" } },
  }),
];
