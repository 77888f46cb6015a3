/**
 * Options as Rust reads them. Rust sees JSON; what JSON can't say (functions, agents, abort signals, the page's own
 * objects) stays in JavaScript, and Rust is told that it is there.
 */

import { makeError, messageOf } from "./errors.js";

/** Options whose values are live objects, which need not be JSON. */
const LIVE = ["signal", "dispatcher", "agent", "tls", "ssl", "Connection"];

/**
 * @param {unknown} options
 * @returns {{ plain: unknown, functions: string[], live: object }} the options with `true` for each live object, the
 *   names of those that are functions, and the options as they are, copied so that reading them again can't throw
 */
export function readable(options) {
  try {
    return parted(options);
  } catch (thrown) {
    throw makeError("ConfigurationError", `The options can't be read: ${messageOf(thrown)}`);
  }
}

function parted(options) {
  if (Object(options) !== options || Array.isArray(options)) return { plain: options, functions: [], live: {} };
  const live = {
    ...options,
    auth: options.auth && Object(options.auth) === options.auth ? { ...options.auth } : options.auth,
  };
  const functions = [
    ...functionsIn(live),
    ...functionsIn(live.auth ?? {}).map((name) => `auth.${name}`),
    ...Object.entries(Object(live.searchApplications)).flatMap(([name, options]) =>
      functionsIn(Object(options)).map((option) => `searchApplications.${name}.${option}`),
    ),
  ];
  const plain = { ...live, context: undefined };
  for (const name of LIVE) {
    if (plain[name] !== undefined && plain[name] !== null) plain[name] = true;
  }
  // Rust takes `true` for a signal, and refuses what isn't one.
  if (plain.signal === true && typeof live.signal.addEventListener !== "function") plain.signal = "none";
  return { plain, functions, live };
}

function functionsIn(object) {
  return Object.keys(object).filter((name) => typeof object[name] === "function");
}

/** The page's origin; `undefined` where it is Node or its like that sends the requests. */
export function pageOrigin() {
  return globalThis.process?.versions?.node ? undefined : String(globalThis.location?.origin);
}

/** The second context's members over those of the first. */
export function merged(first, second) {
  return first && second ? { ...first, ...second } : (second ?? first ?? null);
}

/** A signal that either of both gives. */
export function either(first, second) {
  return first && second ? AbortSignal.any([first, second]) : (first ?? second ?? undefined);
}

/**
 * Tells a listener of the page. What it throws is its own affair, and must not become the search's.
 * @param {(event: object) => unknown} listener
 * @param {string} name of the event
 * @param {Error | null} error
 * @param {object} result the exchange
 * @param {object} [details] what only this kind of event has
 */
export function notify(listener, name, error, result, details) {
  const complain = (thrown) =>
    globalThis.console?.error("search-ui-search-application-connector: onDiagnostic", thrown);
  try {
    Promise.resolve(listener({ name, error, result, ...details })).catch(complain);
  } catch (thrown) {
    complain(thrown);
  }
}

/** The first of these that is a function. */
export function functionAmong(...values) {
  return values.find((value) => typeof value === "function");
}
