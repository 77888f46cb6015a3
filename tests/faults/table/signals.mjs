/** Searches given up by their `signal`, at each stage that a search has. */
import { FOUND, found } from "./answers.mjs";

const given = { error: "RequestAbortedError", message: /./, options: { maxRetries: 2 } };
/** More milliseconds than a timer can count. */
const LONG_S = 10_000_000;
const MOMENT_MS = 50;

/** Aborts once the server has been asked. */
const whenAsked = (reason) => (context) => {
  const controller = new AbortController();
  context.asked().then(() => controller.abort(reason));
  return { signal: controller.signal };
};

const aborted = (reason) => () => ({ signal: AbortSignal.abort(reason) });

export const signals = [
  { name: "given up before it begins", ...given, call: aborted(), attempts: 0 },
  { name: "given up before it begins, with a text as the reason", ...given, call: aborted("why"), attempts: 0 },
  {
    name: "given up before the head",
    answers: [{ instead: "stall" }],
    ...given,
    call: whenAsked(),
    attempts: 1,
    closed: 1,
  },
  {
    name: "given up in the body",
    answers: [{ body: FOUND, length: 9999, then: "drip" }],
    ...given,
    call: whenAsked(),
    attempts: 1,
    closed: 1,
  },
  ...[null, "why", 5, { an: "object" }, new Error("because")].map((reason) => ({
    name: `given up with ${JSON.stringify(reason)} as the reason`,
    answers: [{ instead: "stall" }],
    ...given,
    call: whenAsked(reason),
    attempts: 1,
  })),
  {
    name: "given up while it waits to try again",
    answers: [{ instead: "reset" }],
    ...given,
    options: (context) => ({ maxRetries: 2, retryBackoff: () => context.note("waits") && LONG_S }),
    call: (context) => {
      const controller = new AbortController();
      context.noted().then(() => setTimeout(() => controller.abort(), MOMENT_MS));
      return { signal: controller.signal };
    },
    attempts: 1,
  },
  {
    name: "given up by a signal that times out",
    answers: [{ instead: "stall" }],
    ...given,
    call: () => ({ signal: AbortSignal.timeout(200) }),
    attempts: null,
  },
  {
    name: "a signal of the client",
    answers: [{ instead: "stall" }],
    ...given,
    options: (context) => ({ ...whenAsked()(context), maxRetries: 2 }),
    attempts: 1,
  },
  {
    name: "given up after it was found",
    answers: [found],
    search: async (client) => {
      const controller = new AbortController();
      const body = await client.search({}, { signal: controller.signal });
      controller.abort();
      return body;
    },
    attempts: 1,
  },
  {
    name: "a signal that is none",
    answers: [found],
    call: { signal: {} },
    error: /^(Configuration|Serialization)Error$/,
    attempts: 0,
  },
];
