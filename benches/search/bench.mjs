/**
 * Compares a search with Search UI's own connector to an index, in one run: the processor's work for one, without the
 * network; the time from a page's first line of code to its first request, in Chromium; and what 100,000 searches leave
 * in memory. The exit code says whether the budgets are kept.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import Ajv from "ajv";
import ElasticsearchAPIConnector from "@elastic/search-ui-elasticsearch-connector";
import SearchApplicationConnector from "search-ui-search-application-connector";
import { firstRequests } from "./cold.mjs";
import { answer, dictionary, ours, params, queryConfig, requestState, theirs } from "./page.mjs";

const SHARE_OF_WORK = 0.8;
const SEARCHES = 100_000;
/** Of the second half: what a leak of 100 bytes a search would take. */
const GROWTH_MEGABYTES = 5;

globalThis.fetch = async () =>
  new Response(answer, { headers: { "content-type": "application/json", "x-elastic-product": "Elasticsearch" } });

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The median microseconds of one search of each. They take turns, so that whatever else the machine does slows both. */
async function work(rounds, searches, ...connectors) {
  const times = connectors.map(() => []);
  for (let round = 0; round < 2 * rounds; round++) {
    for (const [place, search] of connectors.entries()) {
      const start = performance.now();
      for (let count = 0; count < searches; count++) await search();
      times[place].push(((performance.now() - start) * 1000) / searches);
    }
  }
  return times.map((of) => median(of.slice(rounds)));
}

/** How much more memory there is after all searches than after half of them. */
async function growth(search) {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  const used = () => {
    collect();
    const { heapUsed, arrayBuffers, external } = process.memoryUsage();
    return (heapUsed + arrayBuffers + external) / 2 ** 20;
  };
  for (let count = 0; count < SEARCHES / 2; count++) await search();
  const half = used();
  for (let count = 0; count < SEARCHES / 2; count++) await search();
  return used() - half;
}

function print(label, figures, budget, isKept) {
  const cells = figures.map((figure) => figure.padStart(14)).join("");
  console.log(label.padEnd(44) + cells + budget.padStart(14) + (isKept ? "  kept" : "  over budget"));
  if (!isKept) process.exitCode = 1;
}

const mine = new SearchApplicationConnector(ours);
const other = new ElasticsearchAPIConnector(theirs);
const check = new Ajv({ strict: false, allErrors: true }).compile(dictionary);
const searchMine = () => mine.onSearch(requestState, queryConfig);
const searchOther = () => check(params) && other.onSearch(requestState, queryConfig);
for (const search of [searchMine, searchOther]) {
  const { results } = await search();
  if (results.length !== 20) throw new Error(`${results.length} results instead of 20`);
}

console.log("".padEnd(44) + ["this package", "Search UI's", "budget"].map((title) => title.padStart(14)).join(""));

const [work1, work2] = await work(15, 200, searchMine, searchOther);
const limit = work2 * SHARE_OF_WORK;
print("one search without the network, µs", [work1.toFixed(0), work2.toFixed(0)], limit.toFixed(0), work1 <= limit);

const [first1, first2] = (await firstRequests(15)).map(median);
const milliseconds = [first1, first2].map((time) => time.toFixed(1));
print("first request after a cold import, ms", milliseconds, milliseconds[1], first1 <= first2);

const grown = await growth(searchMine);
const budget = GROWTH_MEGABYTES.toFixed(1);
print("memory, searches 50,001 to 100,000, MB", [grown.toFixed(1), ""], budget, grown <= GROWTH_MEGABYTES);
