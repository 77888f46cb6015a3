/** What both drivers do: start the fault server, ask it what it saw, and hold what happened against the table. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { leaksIn } from "./secrets.mjs";
import { rows } from "./table/rows.mjs";

/** Large answers of hundreds of MB are for long runs, which are for nothing else. */
export const chosenRows = rows.filter(({ long = false }) => long === Boolean(process.env.LONG));

const POLL_MS = 10;
const POLLS = 500;
/** What a timer may be early by. */
const EARLY_MS = 20;

/** @returns {Promise<{ here: string, seen: (run: string, closed?: number) => Promise<object>, stop: () => void }>} */
export async function startFaultServer() {
  const program = fileURLToPath(new URL("server/server.mjs", import.meta.url));
  const server = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(createInterface({ input: server.stdout }), "line");
  const { here } = JSON.parse(line);
  return { here, seen: (run, closed) => seenBy(here, run, closed), stop: () => server.kill() };
}

/** What the server saw of a run, once it has seen so many connections closed: that takes a moment. */
async function seenBy(here, run, closed = 0) {
  for (let polls = 0; ; polls += 1) {
    const seen = await (await fetch(`${here}/-/${run}`)).json();
    if (seen.closed >= closed || polls === POLLS) return seen;
    await sleep(POLL_MS);
  }
}

/**
 * @param {number} index of the row
 * @param {"node" | "chromium"} place where it was run
 * @param {object} happened what `run` returned
 * @param {object} seen what the server saw
 */
export function verify(index, place, happened, seen) {
  const row = { ...rows[index], ...rows[index][place] };
  assert.equal(happened.unsettled, false, "the search has not settled");
  if (row.error) verifyError(row, happened);
  else assert.deepEqual([happened.message, happened.found], [undefined, row.hits === undefined ? ["7"] : row.hits]);
  verifySeen(row, seen);
  if (row.grownAtMost) assert.ok(happened.grown <= row.grownAtMost, `wasm memory grew by ${happened.grown} bytes`);
  if (row.noted) assert.deepEqual(happened.notes, row.noted);
  assert.equal(leaksIn(happened.shown)[0], undefined, "a credential shows");
  assert.equal(row.check?.(seen) ?? true, true);
}

function verifyError({ error, message, status, options }, happened) {
  assert.match(String(happened.name), error instanceof RegExp ? error : new RegExp(`^${error}$`), happened.message);
  assert.ok(happened.isOurs && happened.code === happened.name, "it is an error of the package's own classes");
  if (message) assert.ok(says(happened.message, message), `${happened.message} does not say ${message}`);
  if (status) assert.equal(happened.statusCode, status);
  if (error === "TimeoutError") assert.ok(happened.took >= (options?.requestTimeout ?? 0) - EARLY_MS, "too early");
}

const says = (text, words) => (words instanceof RegExp ? words.test(text) : text.includes(words));

function verifySeen({ attempts, answers, closed, sentAtMost = Infinity }, seen) {
  const expected = attempts === undefined && answers ? 1 : attempts;
  assert.equal(seen.attempts.length, expected ?? seen.attempts.length, "requests that the server saw");
  assert.equal(seen.strayed, 0, "requests at another origin");
  assert.ok(seen.sent <= sentAtMost, `${seen.sent} bytes were sent`);
  if (closed) assert.equal(seen.closed, closed, "connections closed by the client");
}
