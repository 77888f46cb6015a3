/**
 * The emulator under load: 200 clients for a minute on the demo's data. Prints latencies, throughput and memory; the exit
 * code says whether every answer was right and the memory stayed flat. BENCH_SECONDS and BENCH_CLIENTS choose other figures.
 */
import { client as connect } from "../../www/scripts/elasticsearch.mjs";
import { APPLICATION, createKey, loadFilms, putApplication } from "../../www/scripts/load.mjs";
import { startEmulator } from "../../tests/support/emulator.mjs";
import { memory } from "../support/process.mjs";
import { visits } from "./clients.mjs";

const SECONDS = Number(process.env.BENCH_SECONDS ?? 60);
const CLIENTS = Number(process.env.BENCH_CLIENTS ?? 200);
const SAMPLES = 6;

/** How much more memory may be in use at the end than half-way, when buffers and caches are full. */
const GROWTH_MEGABYTES = 8;

/** Memory at the start, and at regular times until the end. */
async function sample(pid) {
  const samples = [(await memory(pid)).now];
  for (let count = 1; count < SAMPLES; count++) {
    await new Promise((resolve) => setTimeout(resolve, (SECONDS * 1000) / SAMPLES));
    samples.push((await memory(pid)).now);
  }
  return samples;
}

const emulator = await startEmulator(["--log", "warn"]);
try {
  const send = connect(emulator);
  await loadFilms(send);
  await putApplication(send);
  const { encoded: apiKey } = await createKey(send);
  const url = `${emulator.url}/_application/search_application/${APPLICATION}/_search`;
  const load = { clients: CLIENTS, seconds: SECONDS };
  const [{ latencies, outcomes }, samples] = await Promise.all([visits({ url, apiKey }, load), sample(emulator.pid)]);
  samples.push((await memory(emulator.pid)).now);
  const growth = samples.at(-1) - samples[Math.floor(samples.length / 2)];
  const percentile = (share) => `${latencies[Math.floor((latencies.length - 1) * share)].toFixed(1)} ms`;
  console.table({
    ...load,
    searches: latencies.length,
    "searches a second": (latencies.length / SECONDS).toFixed(0),
    p50: percentile(0.5),
    p90: percentile(0.9),
    p99: percentile(0.99),
    max: percentile(1),
    [`memory, each ${SECONDS / SAMPLES} s`]: `${samples.map((megabytes) => megabytes.toFixed(0)).join(", ")} MB`,
    "growth in the last half": `${growth.toFixed(1)} MB, at most ${GROWTH_MEGABYTES}`,
    outcomes: [...outcomes].map(([outcome, count]) => `${outcome}: ${count}`).join(", "),
  });
  if (outcomes.size !== 1 || !outcomes.has(200) || growth > GROWTH_MEGABYTES) process.exitCode = 1;
} finally {
  emulator.stop();
}
