/**
 * The table: every fault by itself, and again under retry. The server and both drivers read it, so a row is known by its
 * index. What a row may say, beside what `connections.mjs` tells:
 *
 * - `nodes`: what each node answers, where there are several; "closed" and "tls" are addresses at which nobody answers
 * - `options`, `call`: of the client and of the one search; functions get the run's context
 * - `search`: in place of one plain search
 * - `fetch`: what stands in place of the global fetch
 * - `attempts`: how many requests the server sees in all
 * - `timeouts`: after how many of its `requestTimeout`s the search must have settled, if not after one
 * - `status`: the error's `statusCode`
 * - `noted`: what the row's functions noted in the context
 * - `closed`: how many connections the client closed; `sentAtMost`: bytes that the server could send
 * - `grownAtMost`: by how many bytes wasm memory may have grown, which never shrinks
 * - `alone`: not under retry too, since Node and the browser differ in more than a row can say
 * - `long`: only in long runs
 * - `check`: what else must hold of what the server saw
 */
import { found } from "./answers.mjs";
import { borders } from "./borders.mjs";
import { connections } from "./connections.mjs";
import { contents } from "./contents.mjs";
import { credentials } from "./credentials.mjs";
import { fetches } from "./fetches.mjs";
import { forms } from "./forms.mjs";
import { leaks } from "./leaks.mjs";
import { refusals } from "./refusals.mjs";
import { retries } from "./retries.mjs";
import { signals } from "./signals.mjs";

const RETRIES = 2;

const faults = [...connections, ...contents, ...refusals, ...borders];

/** Each fault again, with retries allowed: those that may pass are tried again, and no other. */
const again = faults
  .filter(({ error, alone }) => error && !alone)
  .map((row) => ({
    ...row,
    name: `${row.name}, with retries`,
    options: { ...row.options, maxRetries: RETRIES },
    attempts: row.answers && (row.retried ? RETRIES + 1 : 1),
  }));

const passing = faults.filter(({ retried, alone }) => retried && !alone);

/** What passes, passes: the last attempt is answered. */
const passed = passing
  .filter(({ answers }) => answers)
  .map(({ name, answers, ...row }) => ({
    ...expectingFound(row),
    name: `${name}, at first`,
    answers: [...Array(RETRIES).fill(answers[0]), found],
    attempts: RETRIES + 1,
  }));

/** One node of two fails: the other answers. */
const evaded = passing.map(({ name, nodes, answers, ...row }) => ({
  ...expectingFound(row),
  name: `${name}, at one node of two`,
  nodes: [nodes?.[0] ?? answers, [found]],
}));

function expectingFound({ options, preflight, cors }) {
  return { options: { ...options, maxRetries: RETRIES }, preflight, cors };
}

/** Whether searches may meet it by the thousand: it takes no large bodies, and no care for when its bytes arrive. */
const isLight = ({ answers = [], alone = false }) =>
  !alone && answers.every(({ filler, gzip, body = "" }) => !filler && !gzip?.blanks && (body.length ?? 0) < 10_000);

export const rows = [
  { name: "no fault", answers: [found], mixed: true },
  ...faults.map((row) => ({ ...row, mixed: isLight(row) })),
  ...again,
  ...passed,
  ...evaded,
  ...retries,
  ...signals,
  ...credentials,
  ...forms,
  ...leaks,
  ...fetches,
].map((row, index) => ({ ...row, index, nodes: row.nodes ?? [row.answers ?? [found]] }));
