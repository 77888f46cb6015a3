/**
 * A search application's client: params checked, sent to node after node, as often as they may be, until there is an
 * answer or an error to tell. What is decided on the way (which params and options are refused, what an answer means,
 * whether there is another attempt) is decided in Rust; here is what has to wait, and what never leaves JavaScript.
 */

import { createCache, createFlights } from "./cache.js";
import { coreOf, errorOf, textOf } from "./core.js";
import { createCredentials } from "./credentials.js";
import { isOfUs, makeError, messageOf } from "./errors.js";
import { exchange, pause } from "./exchange.js";
import { createPool } from "./nodes.js";
import { either, functionAmong, merged, notify, pageOrigin, readable } from "./options.js";
import { cleaned, formsOf, recordOf, redacted } from "./record.js";

/** What `retryBackoff` is given as its smallest and largest number of seconds. */
const BACKOFF_SECONDS = [0, 4];

/**
 * @param {(given: string) => object} make makes the Rust object from the options
 * @param {unknown} options of the connector or the client
 * @returns {{ ask: Function, settings: object, live: object, search: Function, request: Function, clean: Function }}
 *   `settings` is what Rust has read of the options, `live` what it can't
 */
export function createClient(make, options) {
  const { plain, functions, live } = readable(options);
  const page = pageOrigin();
  const given = textOf({ options: plain, functions, inPage: page !== undefined });
  const ask = coreOf(() => make(given));
  const settings = ask("settings");
  const { apiKey, auth } = live;
  const credentials = createCredentials(ask, settings, functionAmong(apiKey, auth?.apiKey, auth?.bearer));
  const listener = functionAmong(live.onDiagnostic);
  const pool = createPool(settings.nodes);
  const cache = settings.cache && createCache(settings.cache);
  const flights = createFlights();
  let cachedFor = 0;
  let count = 0;
  return { ask, settings, live, search, request, clean: (text) => cleaned(text, credentials.secrets()) };

  /** The answer's body. `application` is another one than the client's own. */
  function search(application, params, signal) {
    return perform({ application, params }, { signal });
  }

  /** The answer's body or, with `meta: true`, all of the exchange. */
  async function request(params, options) {
    const { plain, functions, live } = readable(options);
    return perform({ params, options: plain, functions }, live);
  }

  async function perform(given, own) {
    const { options, ...plan } = ask("request", given);
    const call = {
      ...options,
      ...plan,
      given: plan.given ?? {},
      headers: headersOf(options),
      context: contextOf(own),
      signal: either(own.signal, live.signal),
      backoff: functionAmong(own.retryBackoff, live.retryBackoff),
      node: pool.nodes[0],
      attempts: 0,
    };
    count += 1;
    call.id ??= count;
    if (call.refusal) {
      const refusal = errorOf(call.refusal);
      tell(call, "validation", refusal);
      throw refusal;
    }
    tell(call, "serialization");
    try {
      call.answer = await answerTo(call);
    } catch (thrown) {
      throw concluded(call, thrown);
    }
    tell(call, "response");
    return call.meta ? resultOf(call) : call.answer.body;
  }

  function contextOf(own) {
    try {
      return merged(live.context, own.context);
    } catch (thrown) {
      throw makeError("ConfigurationError", `\`context\`: ${messageOf(thrown)}`);
    }
  }

  /** One that is kept, one that another search waits for too, or one of its own. */
  async function answerTo(call) {
    if (!cache || !call.isRepeatable) return run(call, call.signal);
    if (cachedFor !== credentials.generation()) cache.clear();
    cachedFor = credentials.generation();
    const key = `${call.path}?${call.query}\n${call.body}`;
    const kept = cache.get(key);
    tell(call, "cache", null, { hit: Boolean(kept), shared: flights.has(key) });
    if (kept) return kept;
    const answer = await flights.join(key, call.signal, (signal) => run(call, signal));
    if (answer === "GivenUp") throw judged(call, answer).error;
    cache.put(key, answer);
    return answer;
  }

  async function run(call, signal) {
    for (let wasRenewed = false; ;) {
      const credential = await credentials.get(call.requestTimeout, signal);
      const failure = await attempt(call, credential, signal);
      if (!failure) return call.answer;
      const { error, next } = failure;
      if (error.statusCode === 401 && !wasRenewed && credential && credentials.forget(credential)) {
        wasRenewed = true;
        continue;
      }
      if (next === "giveUp") throw error;
      const seconds = { askAnother: () => 0, backOff: () => backoff(call), wait: () => call.answer.retryAfter }[next]();
      call.attempts += 1;
      tell(call, "retry", error);
      if (seconds > 0 && (await pause(seconds, signal)) === "GivenUp") throw judged(call, "GivenUp").error;
    }
  }

  /** One exchange with one node. Nothing if its answer is a search response; else what Rust says of it. */
  async function attempt(call, credential, signal) {
    call.node = pool.choose();
    tell(call, "request");
    call.answer = undefined;
    const secrets = secretsOf(call);
    const headers = { ...call.headers };
    if (credential) headers.authorization = credential;
    if (settings.secondary) headers["es-secondary-authorization"] = settings.secondary;
    const url = call.node.url + call.path + (call.query && `?${call.query}`);
    const outcome = await exchange({ ...call, url, headers, secrets }, live.dispatcher, signal).catch((thrown) => ({
      reason: messageOf(thrown),
    }));
    if ("status" in Object(outcome)) {
      call.answer = outcome;
      tell(call, "deserialization");
      if (isFound(call)) return pool.markAlive(call.node);
    }
    const failure = judged(call, outcome);
    if (failure.isOfNode) pool.markDead(call.node);
    else if (failure.error.code !== "RequestAbortedError") pool.markAlive(call.node);
    return failure;
  }

  function isFound({ answer: { status, isSuccess, product, body }, ignore }) {
    const isIgnored = ignore.includes(status);
    const isSound = isSuccess ? product === "Elasticsearch" : isIgnored;
    return isSound && (isIgnored || (Object(body) === body && !Array.isArray(body)));
  }

  /** What an exchange without a search response comes to: the error, and what comes next. */
  function judged(call, outcome) {
    const { application, headers, requestTimeout, maxResponseSize, maxRetries, retryOnTimeout, attempts, node } = call;
    const asked = { application, headers, requestTimeout, maxResponseSize, maxRetries, retryOnTimeout, attempts };
    const answered = typeof outcome === "string" ? { outcome } : outcome;
    const given = { ...answered, ...asked, page, node: node.url, nodes: pool.nodes.length };
    try {
      return withError(ask("judge", given));
    } catch (thrown) {
      if (thrown.code !== "SerializationError") throw thrown;
      // A body that nests too deeply is none.
      return withError(ask("judge", { ...given, body: undefined }));
    }
  }

  /** Seconds to wait before the next attempt. */
  function backoff({ backoff, attempts }) {
    const [min, max] = BACKOFF_SECONDS;
    const ceiling = Math.min(2 ** (attempts + 1), max) / 2;
    if (!backoff) return ceiling + Math.random() * (ceiling - min);
    let seconds;
    try {
      seconds = backoff(min, max, attempts + 1);
    } catch {
      // What it throws is no number of seconds either.
    }
    if (Number.isFinite(seconds) && seconds >= 0) return seconds;
    throw makeError("ConfigurationError", "The function `retryBackoff` must return a number of seconds");
  }

  /** What nothing that is told of a search may show. */
  function secretsOf(call) {
    return [...credentials.secrets(), ...formsOf(call.secrets)];
  }

  /** The error as it may be shown, told to whoever listens. */
  function concluded(call, error) {
    if (!isOfUs(error)) return error;
    if (error.code === "RequestAbortedError") tell(call, "abort", error);
    tell(call, "response", error);
    return shown(call, error);
  }

  /** The error with what is known of the exchange and without what must not be shown. */
  function shown(call, { code, message, statusCode, body, errors }) {
    const secrets = secretsOf(call);
    const record = recordOf(call, code === "RequestAbortedError", secrets);
    const safe = redacted(errors ?? body, call.redaction, secrets);
    return makeError(code, cleaned(message, secrets), statusCode, safe, record);
  }

  /** The whole exchange, for programs. */
  function resultOf(call, aborted = false) {
    const { headers, warnings, meta } = recordOf(call, aborted, secretsOf(call));
    const { status = 0, body } = call.answer ?? {};
    return { body, statusCode: status, headers, warnings, meta: { ...meta, context: call.context } };
  }

  /** Tells the page's listener, if there is one. */
  function tell(call, name, error, details) {
    if (!listener) return;
    const result = resultOf(call, error?.code === "RequestAbortedError");
    notify(listener, name, error ? shown(call, error) : null, result, details);
  }
}

/** The headers of every search, what its options make of them, and the page's own. */
function headersOf({ compression, opaqueId, headers }) {
  return {
    accept: "application/json",
    "content-type": "application/json",
    ...(compression && { "content-encoding": "gzip" }),
    ...(opaqueId !== undefined && { "x-opaque-id": opaqueId }),
    ...headers,
  };
}

/** A judgement of Rust's, its error made. */
const withError = (judgement) => ({ ...judgement, error: errorOf(judgement.error) });
