/** A search application's client: params checked, sent, and the answer read, whoever asks. */

import { Attempts } from "./attempts.js";
import { createCache, createFlights } from "./cache.js";
import { coreOf, errorOf, textOf } from "./core.js";
import { createCredentials } from "./credentials.js";
import { isOfUs, makeError, messageOf } from "./errors.js";
import { createPool } from "./nodes.js";
import { Observer } from "./observer.js";
import { either, functionAmong, merged, pageOrigin, readable } from "./options.js";
import { cleaned } from "./record.js";

export class Client {
  /** Asks Rust: `coreOf`. */
  ask;
  /** What Rust has read of the options. */
  settings;
  /** The options as they are, for what JSON can't say of them. */
  live;
  #pool;
  #credentials;
  #observer;
  #attempts;
  #cache;
  #flights = createFlights();
  /** Of which credential the cache's answers are. */
  #generation = 0;
  #count = 0;

  /**
   * @param {(given: string) => object} make makes the Rust object
   * @param {unknown} options of a connector or a client
   */
  constructor(make, options) {
    const { plain, functions, live } = readable(options);
    const given = textOf({ options: plain, functions, inPage: pageOrigin() !== undefined });
    this.live = live;
    this.ask = coreOf(() => make(given));
    this.settings = this.ask("settings");
    const { apiKey, auth, onDiagnostic } = live;
    const { nodes, cache } = this.settings;
    const supplier = functionAmong(apiKey, auth?.apiKey, auth?.bearer);
    const credentials = createCredentials(this.ask, this.settings, supplier);
    const observer = new Observer(functionAmong(onDiagnostic), credentials);
    const pool = createPool(nodes);
    this.#pool = pool;
    this.#credentials = credentials;
    this.#observer = observer;
    this.#attempts = new Attempts({ ask: this.ask, settings: this.settings, live, pool, credentials, observer });
    this.#cache = cache && createCache(cache);
  }

  /** The text without any credential. */
  clean(text) {
    return cleaned(text, this.#credentials.secrets());
  }

  /** The answer's body. `application` is another one than the client's own. */
  search(application, params, signal) {
    return this.#perform({ application, params }, { signal });
  }

  /** The answer's body or, with `meta: true`, all of the exchange. */
  async request(params, options) {
    const { plain, functions, live } = readable(options);
    return this.#perform({ params, options: plain, functions }, live);
  }

  async #perform(given, own) {
    const call = this.#callOf(this.ask("request", given), own);
    if (call.refusal) {
      const refusal = errorOf(call.refusal);
      this.#observer.tell(call, "validation", refusal);
      throw refusal;
    }
    this.#observer.tell(call, "serialization");
    try {
      call.answer = await this.#answer(call);
    } catch (thrown) {
      throw isOfUs(thrown) ? this.#observer.conclude(call, thrown) : thrown;
    }
    this.#observer.tell(call, "response");
    return call.meta ? this.#observer.resultOf(call) : call.answer.body;
  }

  /** A search under way: what it sends and how, and what has come of it so far. */
  #callOf({ options, ...plan }, own) {
    const context = this.#contextOf(own);
    this.#count += 1;
    return {
      ...options,
      ...plan,
      id: options.id ?? this.#count,
      given: plan.given ?? {},
      headers: headersOf(options),
      context,
      signal: either(own.signal, this.live.signal),
      backoff: functionAmong(own.retryBackoff, this.live.retryBackoff),
      node: this.#pool.nodes[0],
      attempts: 0,
    };
  }

  #contextOf(own) {
    try {
      return merged(this.live.context, own.context);
    } catch (thrown) {
      throw makeError("ConfigurationError", `\`context\`: ${messageOf(thrown)}`);
    }
  }

  /** An answer that is kept, one that another search waits for too, or one of its own. */
  async #answer(call) {
    if (!this.#cache || !call.isRepeatable) return this.#attempts.run(call, call.signal);
    const generation = this.#credentials.generation();
    if (this.#generation !== generation) this.#cache.clear();
    this.#generation = generation;
    const key = `${call.path}?${call.query}\n${call.body}`;
    const kept = this.#cache.get(key);
    this.#observer.tell(call, "cache", null, { hit: Boolean(kept), shared: this.#flights.has(key) });
    if (kept) return kept;
    const answer = await this.#flights.join(key, call.signal, (signal) => this.#attempts.run(call, signal));
    if (answer === "GivenUp") throw this.#attempts.givenUp(call);
    this.#cache.put(key, answer);
    return answer;
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
