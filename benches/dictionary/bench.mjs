/**
 * Compares the dictionary with ajv, in one run: compiling the dictionary of Elastic's own client, and checking params by
 * it. Budgets: a twentieth of ajv's time to compile, and 5 µs more than ajv's compiled function to check. The exit code
 * says whether they are kept.
 */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import Ajv from "ajv";
import { Dictionary } from "search-ui-search-application-connector";

const COMPILE_SHARE = 1 / 20;
const VALIDATE_EXTRA_MICROSECONDS = 5;

const require = createRequire(import.meta.url);
const manifest = require.resolve("@elastic/search-application-client/package.json");
const schema = JSON.parse(await readFile(new URL("bin/request_schema.json", `file://${manifest}`), "utf8"));

/** What the client sends for a search with two facets, a filter and a sort. */
const params = {
  query: "star",
  from: 0,
  size: 20,
  _es_filters: {
    bool: {
      must: [
        { bool: { should: [{ term: { "genre.keyword": "Drama" } }, { term: { "genre.keyword": "Comedy" } }] } },
        { range: { rating: { gte: 7, lte: 10 } } },
      ],
    },
  },
  _es_aggs: {
    genre_facet: { terms: { field: "genre.keyword", size: 10, order: { _count: "desc" } } },
    rating_facet: { stats: { field: "rating" } },
  },
  _es_sort_fields: [{ release_date: "desc" }, "_score"],
};

/**
 * The median times of one call of each, in microseconds: over `rounds` of `calls`, after as many to warm up. They take
 * turns, so that whatever else the machine does slows both.
 */
function medians(rounds, calls, ...functions) {
  const times = functions.map(() => []);
  for (let round = 0; round < 2 * rounds; round++) {
    functions.forEach((call, place) => {
      const start = performance.now();
      for (let count = 0; count < calls; count++) call();
      times[place].push(((performance.now() - start) * 1000) / calls);
    });
  }
  return times.map((of) => of.slice(rounds).sort((a, b) => a - b)[Math.floor(rounds / 2)]);
}

const compileAjv = () => new Ajv({ strict: false, allErrors: true }).compile(schema);
const check = compileAjv();
const dictionary = new Dictionary(schema);
if (!check(params)) throw new Error(`ajv refuses the params: ${JSON.stringify(check.errors)}`);
dictionary.validate(params);

const compile = () => new Dictionary(schema);
const validate = () => dictionary.validate(params);
const rows = [
  ["compile", ...medians(31, 3, compile, compileAjv), (ajv) => ajv * COMPILE_SHARE],
  ["validate", ...medians(31, 2000, validate, () => check(params)), (ajv) => ajv + VALIDATE_EXTRA_MICROSECONDS],
];

const cells = (...texts) => texts.map((text) => text.padStart(14)).join("");
console.log("boilerplate dictionary, µs".padEnd(28) + cells("this package", "ajv", "budget"));
for (const [name, ours, ajv, budgetOf] of rows) {
  const budget = budgetOf(ajv);
  const figures = cells(...[ours, ajv, budget].map((time) => time.toFixed(1)));
  console.log(`${name.padEnd(28)}${figures}  ${ours > budget ? "over budget" : "kept"}`);
  if (ours > budget) process.exitCode = 1;
}
