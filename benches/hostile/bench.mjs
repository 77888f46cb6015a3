/**
 * What hostile requests cost the emulator: each is sent once, to an emulator of its own that has the demo's data. Prints
 * time, work of the processors, memory and status of each; the exit code says whether work and memory stayed within bounds,
 * all were answered, and the emulator answers the next one.
 */
import { client as connect } from "../../www/scripts/elasticsearch.mjs";
import { INDEX, loadFilms } from "../../www/scripts/load.mjs";
import { startEmulator } from "../../tests/support/emulator.mjs";
import { memory, work } from "../support/process.mjs";
import { cases } from "./cases.mjs";

const LIMIT_MILLISECONDS = 10_000;

/** A body of a hundred megabytes, as text and as the smallest JSON values that fit into it. */
const LIMIT_MEGABYTES = 2000;

const APPLICATION = "hostile";

async function putApplication(send, { template, dictionary }) {
  const script = { source: template, lang: "mustache" };
  await send("PUT", `_application/search_application/${APPLICATION}`, {
    indices: [INDEX],
    template: { script, ...(dictionary && { dictionary }) },
  });
}

/** @returns {Promise<string>} the status and the type of the error, or what became of the connection. */
async function ask(emulator, { path, body, headers }) {
  const authorization = `Basic ${btoa(`${emulator.username}:${emulator.password}`)}`;
  const request = { method: "POST", headers: { authorization, "content-type": "application/json", ...headers }, body };
  try {
    const answer = await fetch(`${emulator.url}/${path}`, request);
    const text = await answer.text();
    return [answer.status, text && JSON.parse(text).error?.type].filter(Boolean).join(" ");
  } catch (error) {
    return error.cause?.code ?? error.message;
  }
}

/**
 * Found or refused. A template that can't be rendered is Elasticsearch's own kind of 500, and a body that is refused before
 * it has been read breaks the connection.
 */
const ANSWER = /^(200|4\d\d|500 general_script_exception|EPIPE|ECONNRESET|UND_ERR_SOCKET)/;

async function measure(one) {
  const emulator = await startEmulator(["--log", "warn"]);
  try {
    const send = connect(emulator);
    await loadFilms(send);
    if (one.template) await putApplication(send, one);
    const path = one.path ?? `_application/search_application/${APPLICATION}/_search`;
    const body = one.body();
    const [before, worked] = [await memory(emulator.pid), await work(emulator.pid)];
    const start = performance.now();
    const outcome = await ask(emulator, { ...one, path, body });
    const milliseconds = performance.now() - start;
    const { peak } = await memory(emulator.pid);
    const worksFor = (await work(emulator.pid)) - worked;
    await send("GET", `${INDEX}/_count`);
    const isKept = worksFor <= LIMIT_MILLISECONDS && peak <= LIMIT_MEGABYTES;
    if (!isKept || !ANSWER.test(outcome)) process.exitCode = 1;
    return {
      outcome,
      "ms until the answer": Math.round(milliseconds),
      "ms of work": Math.round(worksFor),
      "MB more at the peak": Math.round(peak - before.peak),
    };
  } finally {
    emulator.stop();
  }
}

const table = {};
for (const one of cases) table[one.name] = await measure(one);
console.log(`Limits: ${LIMIT_MILLISECONDS} ms of work and ${LIMIT_MEGABYTES} MB in all.`);
console.table(table);
