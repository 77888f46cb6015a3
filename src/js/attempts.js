/**
 * One search on its way: node after node, as often as it may be tried, until there is an answer or an error to tell. What
 * an answer means, and what comes next, is decided in Rust.
 */

import { errorOf } from "./core.js";
import { makeError, messageOf } from "./errors.js";
import { exchange, pause } from "./exchange.js";
import { pageOrigin } from "./options.js";

/** What `retryBackoff` is given as its smallest and largest number of seconds. */
const BACKOFF_SECONDS = [0, 4];

export class Attempts {
  #ask;
  #settings;
  #dispatcher;
  #pool;
  #credentials;
  #observer;

  /** @param {object} parts of the client: what it asks Rust with, what its options say, and who else takes part */
  constructor({ ask, settings, live, pool, credentials, observer }) {
    this.#ask = ask;
    this.#settings = settings;
    this.#dispatcher = live.dispatcher;
    this.#pool = pool;
    this.#credentials = credentials;
    this.#observer = observer;
  }

  /** The answer to a search; rejects with what is final, or was tried as often as it may be. */
  async run(call, signal) {
    for (let wasRenewed = false; ;) {
      const credential = await this.#credentials.get(call.requestTimeout, signal);
      const failure = await this.#attempt(call, credential, signal);
      if (!failure) return call.answer;
      if (!wasRenewed && failure.error.statusCode === 401 && credential && this.#credentials.forget(credential)) {
        wasRenewed = true;
      } else {
        await this.#pause(call, failure, signal);
      }
    }
  }

  /** The error of a search that its caller has given up. */
  givenUp(call) {
    return this.#judge(call, "GivenUp").error;
  }

  /** One exchange with one node. Nothing if its answer is a search response; else what Rust says of it. */
  async #attempt(call, credential, signal) {
    call.node = this.#pool.choose();
    this.#observer.tell(call, "request");
    call.answer = undefined;
    const outcome = await exchange(this.#request(call, credential), this.#dispatcher, signal).catch((thrown) => ({
      reason: messageOf(thrown),
    }));
    if ("status" in Object(outcome)) {
      call.answer = outcome;
      this.#observer.tell(call, "deserialization");
      if (isFound(call)) return this.#pool.markAlive(call.node);
    }
    const failure = this.#judge(call, outcome);
    if (failure.isOfNode) this.#pool.markDead(call.node);
    else if (failure.error.code !== "RequestAbortedError") this.#pool.markAlive(call.node);
    return failure;
  }

  #request(call, credential) {
    const { secondary } = this.#settings;
    const headers = Object.assign(
      {},
      call.headers,
      credential && { authorization: credential },
      secondary && { "es-secondary-authorization": secondary },
    );
    const { body, requestTimeout, maxResponseSize, compression, asStream, path, query, node } = call;
    const url = node.url + path + (query && `?${query}`);
    const secrets = this.#observer.secretsOf(call);
    return { url, headers, body, requestTimeout, maxResponseSize, compression, asStream, secrets };
  }

  /** What an exchange without a search response comes to: the error, and what comes next. */
  #judge(call, outcome) {
    const { application, headers, requestTimeout, maxResponseSize, maxRetries, retryOnTimeout, attempts } = call;
    const given = {
      ...(typeof outcome === "string" ? { outcome } : outcome),
      ...{ application, headers, requestTimeout, maxResponseSize, maxRetries, retryOnTimeout, attempts },
      ...{ page: pageOrigin(), node: call.node.url, nodes: this.#pool.nodes.length },
    };
    const { error, ...judgement } = this.#judgement(given);
    return { ...judgement, error: errorOf(error) };
  }

  #judgement(given) {
    try {
      return this.#ask("judge", given);
    } catch (thrown) {
      if (thrown.code !== "SerializationError") throw thrown;
      // A body that nests too deeply is none.
      return this.#ask("judge", { ...given, body: undefined });
    }
  }

  /** Waits until the next attempt, if there is one. */
  async #pause(call, { error, next }, signal) {
    if (next === "giveUp") throw error;
    const seconds = { askAnother: () => 0, backOff: () => backoff(call), wait: () => call.answer.retryAfter }[next]();
    call.attempts += 1;
    this.#observer.tell(call, "retry", error);
    if (seconds > 0 && (await pause(seconds, signal)) === "GivenUp") throw this.givenUp(call);
  }
}

/** Whether the answer is a search response, or one that the caller does not mind. */
function isFound({ answer: { status, isSuccess, product, body }, ignore }) {
  const isIgnored = ignore.includes(status);
  const isSound = isSuccess ? product === "Elasticsearch" : isIgnored;
  return isSound && (isIgnored || (Object(body) === body && !Array.isArray(body)));
}

/** Seconds to wait before the next attempt: exponential, with jitter, or as the page's own function says. */
export function backoff({ backoff, attempts }) {
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
