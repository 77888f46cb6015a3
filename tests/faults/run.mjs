/** One search, as a row of the table says, in Node or in a page, and everything that it shows. */
import { describe } from "./describe.mjs";
import { wasmMemory } from "./memory.mjs";
import { encodedKey } from "./secrets.mjs";
import { rows } from "./table/rows.mjs";

/** Long enough for any answer that comes at all, on a machine with much else to do. */
const TIMEOUT_MS = 15_000;
/** How long after its timeouts a search may settle: no limit to its speed, but the end of the wait for it. */
const GRACE_MS = 10_000;
const POLL_MS = 5;

const originalFetch = globalThis.fetch;

/**
 * @param {number} index which row
 * @param {object} place
 * @param {object} place.library the package
 * @param {string} place.here the fault server
 * @param {string} place.name "node" or "chromium"
 * @param {(value: unknown) => string} [place.inspect] shows a value, beside how it is shown everywhere
 * @param {string} run the number of this run
 * @returns {Promise<object>} what happened, as JSON can say it
 */
export async function run(index, place, run) {
  const row = { ...rows[index], ...rows[index][place.name] };
  const context = contextOf(place, run);
  const restore = watchConsole(context);
  if ("fetch" in row) globalThis.fetch = row.fetch;
  const [begun, memory] = [performance.now(), wasmMemory()];
  let client;
  let outcome;
  try {
    const options = optionsOf(row, context);
    client = new place.library.SearchApplicationClient(options);
    const { requestTimeout } = { ...options, ...row.call };
    outcome = await within(requestTimeout * (row.timeouts ?? 1) + GRACE_MS, search(row, client, context));
  } catch (error) {
    outcome = { error };
  } finally {
    globalThis.fetch = originalFetch;
    restore();
  }
  const [took, grown] = [performance.now() - begun, wasmMemory() - memory];
  const shown = [outcome.error, context.events, context.printed, client];
  const inspected = shown.map((value) => [describe(value), place.inspect?.(value)].join("\n")).join("\n");
  return { ...summaryOf(outcome, place.library), notes: context.notes, took, grown, shown: inspected };
}

async function search(row, client, context) {
  if (row.search) return { body: await row.search(client, context) };
  const call = typeof row.call === "function" ? row.call(context) : row.call;
  return { body: await client.search({ query: "star" }, call) };
}

export function optionsOf(row, context) {
  const host = row.nodes.map((answers, node) => addressOf(row, node, context));
  const own = typeof row.options === "function" ? row.options(context, host) : row.options;
  return {
    host,
    searchApplication: "films",
    apiKey: encodedKey,
    requestTimeout: TIMEOUT_MS,
    maxRetries: 0,
    retryBackoff: () => 0,
    onDiagnostic: (event) => context.events.push(event),
    ...own,
  };
}

/** Where a node of the row is; nothing listens on the second of the loopback addresses. */
function addressOf({ index, nodes }, node, { here, run }) {
  if (nodes[node] === "closed") return here.replace("127.0.0.1", "127.0.0.2");
  if (nodes[node] === "tls") return here.replace("http:", "https:");
  return `${here}/${index}/${run}/${node}`;
}

/** What the functions in a row can use. */
export function contextOf({ here }, run) {
  const waiting = [];
  const context = { here, run, events: [], printed: [], notes: [] };
  /** Keeps what a row's function was told; returns how often it has been told something. */
  context.note = (what) => {
    waiting.splice(0).forEach((resolve) => resolve());
    return context.notes.push(what);
  };
  /** Resolves once something has been noted. */
  context.noted = () => new Promise((resolve) => waiting.push(resolve));
  /** Resolves once the server has been asked. */
  context.asked = async () => {
    for (;;) {
      const seen = await (await originalFetch(`${here}/-/${run}`)).json();
      if (seen.attempts.length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
  return context;
}

function watchConsole({ printed }) {
  const methods = ["log", "info", "warn", "error", "debug", "trace"];
  const originals = methods.map((method) => console[method]);
  for (const method of methods) console[method] = (...args) => void printed.push(args);
  return () => methods.forEach((method, index) => (console[method] = originals[index]));
}

async function within(milliseconds, promise) {
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, milliseconds, { unsettled: true })));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function summaryOf({ body, error, unsettled = false }, { ElasticsearchClientError }) {
  if (unsettled || error === undefined) return { unsettled, found: hitsOf(body) };
  const { name, code, statusCode, message } = error;
  const isOurs = error instanceof Error && error instanceof ElasticsearchClientError;
  return { unsettled, isOurs, name, code, statusCode, message };
}

/** Which documents were found; `null` if it isn't said. */
function hitsOf(body) {
  return body?.hits?.hits?.map(({ _id }) => _id) ?? null;
}
