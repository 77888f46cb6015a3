/** Credentials that are not taken, and functions that give them. */
import { found, notAuthenticated } from "./answers.mjs";
import { bearer, encodedKey, key, renewedKey, user } from "../secrets.mjs";

const EXPIRED = notAuthenticated("api key is expired");
const refused = { error: "ResponseError", status: 401, message: /expired/ };
const unusable = { error: "ConfigurationError", message: /apiKey/, attempts: 0 };

/** A function that returns one after the other, and the last of them again and again. */
const giving =
  (...keys) =>
  (context) => ({ apiKey: () => keys[Math.min(context.note("called"), keys.length) - 1] });

const sent = (header) => (seen) =>
  seen.attempts.at(-1).headers.authorization === header || `sent was ${seen.attempts.at(-1).headers.authorization}`;

export const credentials = [
  { name: "an encoded key", options: { apiKey: encodedKey }, check: sent(`ApiKey ${encodedKey}`) },
  { name: "a key in two halves", options: { apiKey: key }, check: sent(`ApiKey ${encodedKey}`) },
  { name: "a key from a function", options: { apiKey: () => key }, check: sent(`ApiKey ${encodedKey}`) },
  {
    name: "a key from an async function",
    options: { apiKey: async () => encodedKey },
    check: sent(`ApiKey ${encodedKey}`),
  },
  { name: "a bearer token", options: { apiKey: undefined, auth: { bearer } }, check: sent(`Bearer ${bearer}`) },
  {
    name: "a bearer token from a function",
    options: { apiKey: undefined, auth: { bearer: () => bearer } },
    check: sent(`Bearer ${bearer}`),
  },
  {
    name: "a key goes before a user",
    options: { apiKey: encodedKey, auth: user },
    check: sent(`ApiKey ${encodedKey}`),
  },
  { name: "401 for a key that stays", answers: [EXPIRED], ...refused, options: { maxRetries: 2 }, attempts: 1 },
  {
    name: "401, then a new key",
    answers: [EXPIRED, found],
    options: giving(encodedKey, renewedKey),
    noted: ["called", "called"],
    attempts: 2,
    check: sent(`ApiKey ${renewedKey}`),
  },
  {
    name: "401 for the new key too",
    answers: [EXPIRED],
    ...refused,
    options: giving(encodedKey, renewedKey),
    noted: ["called", "called"],
    attempts: 2,
  },
  {
    name: "401 for a new token",
    answers: [EXPIRED],
    ...refused,
    options: (context) => ({ apiKey: undefined, auth: { bearer: async () => context.note("called") && bearer } }),
    noted: ["called", "called"],
    attempts: 2,
  },
  ...[
    ["throws", () => fail()],
    ["rejects", () => Promise.reject(new Error(`no key today, not ${encodedKey}`))],
    ["rejects with nothing", () => Promise.reject()],
    ["returns nothing", () => undefined],
    ["returns a number", () => 5],
    ["returns a line break", () => `${encodedKey}\n`.repeat(2)],
    ["returns a function", () => () => encodedKey],
  ].map(([name, apiKey]) => ({ name: `a key function that ${name}`, options: { apiKey }, ...unusable })),
  {
    name: "a key function that never ends",
    options: { apiKey: () => new Promise(() => {}), requestTimeout: 300 },
    ...unusable,
    message: /in time/,
  },
  {
    name: "a key function that never ends, given up",
    options: { apiKey: () => new Promise(() => {}) },
    call: () => ({ signal: AbortSignal.timeout(100) }),
    error: "RequestAbortedError",
    attempts: 0,
  },
];

function fail() {
  throw new Error(`no key today, not ${encodedKey}`);
}
