/**
 * The emulator under load: 200 clients for a minute, each of which asks the demo's search application for the next of a
 * few dozen searches as soon as it has the answer to the last. Prints latencies, throughput and memory; the exit code
 * says whether every answer was right and the memory stayed flat. BENCH_SECONDS and BENCH_CLIENTS choose
 * other figures.
 */
import { readFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { client as connect } from "../../www/scripts/elasticsearch.mjs";
import { APPLICATION, createKey, loadFilms, putApplication } from "../../www/scripts/load.mjs";
import { startEmulator } from "../../tests/support/emulator.mjs";

const SECONDS = Number(process.env.BENCH_SECONDS ?? 60);
const CLIENTS = Number(process.env.BENCH_CLIENTS ?? 200);

/** How much more memory may be in use at the end than after the first quarter, in which buffers and caches fill. */
const GROWTH_MEGABYTES = 32;

const WORDS = ["star", "love", "the", "man", "night", "dead", "american", "day", "girl", "world", "zzz", ""];
const FACETS = [{ of: { genre: true } }, { of: { mpaa_rating: true } }];

/** Words, pages, filters and facets in turn. */
function params(turn) {
  const query = WORDS[turn % WORDS.length];
  return {
    ...(query && { query }),
    from: (turn % 3) * 20,
    size: 20,
    ...(turn % 2 && { facets: FACETS }),
    ...(turn % 5 === 0 && { filters: { genre: { any: { values: ["Drama", "Comedy"] } } } }),
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });

/** @returns {Promise<number>} the status. */
function search(url, apiKey, turn) {
  const body = JSON.stringify({ params: params(turn) });
  const headers = {
    authorization: `ApiKey ${apiKey}`,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: "POST", headers }, (response) => {
      response.on("error", reject).on("end", () => resolve(response.statusCode));
      response.resume();
    });
    sent.on("error", reject).end(body);
  });
}

/** Memory in use by a process, in megabytes. */
async function memory(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024;
}

async function visit(url, apiKey, first, until, latencies, statuses) {
  for (let turn = first; performance.now() < until; turn++) {
    const start = performance.now();
    const status = await search(url, apiKey, turn).catch((error) => error.code ?? error.message);
    latencies.push(performance.now() - start);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
}

const emulator = await startEmulator(["--log", "warn"]);
try {
  const send = connect(emulator);
  await loadFilms(send);
  await putApplication(send);
  const { encoded: apiKey } = await createKey(send);
  const url = `${emulator.url}/_application/search_application/${APPLICATION}/_search`;
  const latencies = [];
  const statuses = new Map();
  const start = performance.now();
  const until = start + SECONDS * 1000;
  const visits = Array.from({ length: CLIENTS }, (_, place) => visit(url, apiKey, place, until, latencies, statuses));
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 250));
  const early = await memory(emulator.pid);
  await Promise.all(visits);
  const seconds = (performance.now() - start) / 1000;
  const late = await memory(emulator.pid);
  latencies.sort((a, b) => a - b);
  const percentile = (share) => `${latencies[Math.floor((latencies.length - 1) * share)].toFixed(1)} ms`;
  console.table({
    clients: CLIENTS,
    seconds: seconds.toFixed(1),
    searches: latencies.length,
    "searches a second": (latencies.length / seconds).toFixed(0),
    p50: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
    "memory after a quarter": `${early.toFixed(0)} MB`,
    "memory at the end": `${late.toFixed(0)} MB`,
    statuses: [...statuses].map(([status, count]) => `${status}: ${count}`).join(", "),
  });
  if (statuses.size !== 1 || !statuses.has(200) || late > early + GROWTH_MEGABYTES) process.exitCode = 1;
} finally {
  agent.destroy();
  emulator.stop();
}
