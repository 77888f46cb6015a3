/** The rules of trying again: how often, how long after, at which node. */
import { found, refused } from "./answers.mjs";

const BUSY = refused(429, "es_rejected_execution_exception", "queue full");
const DOWN = refused(503, "cluster_block_exception", "not recovered");
const EXPOSED = { "access-control-expose-headers": "X-elastic-product, Retry-After" };
const SECOND = 1000;
/** A date in a header has no parts of a second, and clocks of a browser and a server may differ by a little. */
const ROUNDING = 1000;
const DAY = 86_400;

const after = (answer, value) => ({ ...answer, headers: { ...EXPOSED, "retry-after": value } });
const stalled = { answers: [{ instead: "stall" }], error: "TimeoutError", message: /within 200 ms/ };
const gaps = ({ attempts }) => attempts.slice(1).map(({ at }, index) => at - attempts[index].at);

/** Attempts that lie at least so far apart. */
const apart = (milliseconds) => (seen) =>
  gaps(seen).every((gap) => gap >= milliseconds) || `the attempts are ${gaps(seen)} ms apart`;

export const retries = [
  {
    name: "retries by default",
    answers: [DOWN],
    options: { maxRetries: undefined },
    error: "ResponseError",
    attempts: 4,
  },
  { name: "no retries", answers: [DOWN], options: { maxRetries: 0 }, error: "ResponseError", attempts: 1 },
  {
    name: "retries of one search",
    answers: [DOWN],
    options: { maxRetries: 5 },
    call: { maxRetries: 1 },
    error: "ResponseError",
    attempts: 2,
  },
  { name: "a timeout of one search", ...stalled, call: { requestTimeout: 200 }, attempts: 1 },
  { name: "a timeout is not retried", ...stalled, options: { requestTimeout: 200, maxRetries: 2 }, attempts: 1 },
  {
    name: "a timeout is retried if the client says so",
    ...stalled,
    options: { requestTimeout: 200, maxRetries: 2, retryOnTimeout: true },
    timeouts: 3,
    attempts: 3,
  },
  {
    name: "a timeout is retried if the search says so",
    ...stalled,
    options: { requestTimeout: 200, maxRetries: 2 },
    call: { retryOnTimeout: true },
    timeouts: 3,
    attempts: 3,
  },
  {
    name: "a timeout is retried and passes",
    answers: [{ instead: "stall" }, found],
    options: { requestTimeout: 4000, maxRetries: 1, retryOnTimeout: true },
    timeouts: 2,
    attempts: 2,
  },
  {
    name: "429 with Retry-After in seconds",
    answers: [after(BUSY, "1"), found],
    options: { maxRetries: 1 },
    attempts: 2,
    check: apart(SECOND),
  },
  {
    name: "429 with Retry-After as a date",
    answers: [after(BUSY, "%SOON%"), found],
    soonMs: 3 * SECOND,
    options: { maxRetries: 1 },
    attempts: 2,
    check: apart(2 * SECOND - ROUNDING),
  },
  {
    name: "503 with Retry-After",
    answers: [after(DOWN, "1"), found],
    options: { maxRetries: 1 },
    attempts: 2,
    check: apart(SECOND),
  },
  ...["soon", "-5", "", "NaN"].map((value) => ({
    name: `429 with Retry-After: ${value}`,
    answers: [after(BUSY, value)],
    options: { maxRetries: 2 },
    error: "ResponseError",
    status: 429,
    attempts: 3,
  })),
  ...[`${DAY}`, "Fri, 31 Dec 9999 23:59:59 GMT"].map((value) => ({
    name: `429 with Retry-After: ${value}`,
    answers: [after(BUSY, value)],
    options: { maxRetries: 2 },
    error: "ResponseError",
    status: 429,
    attempts: 1,
  })),
  {
    name: "429 with Retry-After and no retries left",
    answers: [after(BUSY, "1")],
    error: "ResponseError",
    status: 429,
    attempts: 1,
  },
  {
    name: "a back-off of the user's own",
    nodes: ["closed"],
    options: (context) => ({ maxRetries: 2, retryBackoff: (...asked) => context.note(asked) && 0 }),
    error: "ConnectionError",
    noted: [
      [0, 4, 1],
      [0, 4, 2],
    ],
  },
  ...[
    ["throws", () => fail()],
    ["is not a number", () => NaN],
    ["is a text", () => "soon"],
    ["is below zero", () => -1],
    ["is endless", () => Infinity],
  ].map(([name, retryBackoff]) => ({
    name: `a back-off that ${name}`,
    nodes: ["closed"],
    options: { maxRetries: 2, retryBackoff },
    error: /^(Connection|Configuration)Error$/,
  })),
  {
    name: "an ignored status",
    answers: [DOWN],
    options: { maxRetries: 2 },
    call: { ignore: [503] },
    hits: null,
    attempts: 1,
  },
  {
    name: "all nodes down",
    nodes: [[DOWN], [DOWN], ["closed"]].map((node) => (node[0] === "closed" ? "closed" : node)),
    options: { maxRetries: 5 },
    error: /^(Response|Connection)Error$/,
  },
  {
    name: "one node of three down for long",
    nodes: [[{ instead: "reset" }], [found], [found]],
    options: { maxRetries: 2 },
    search: async (client) => {
      for (let searches = 0; searches < 29; searches += 1) await client.search({});
      return client.search({});
    },
    check: ({ nodes: { 0: down, 1: one, 2: other } }) =>
      (down <= 10 && one > down && other > down) || `the nodes got ${[down, one, other]} requests`,
  },
];

function fail() {
  throw new Error("from retryBackoff");
}
