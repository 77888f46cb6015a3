/** A search application's client: params checked, sent, and the answer read, whoever asks. */

import { Attempts } from "./attempts.js";
import { createCache, createFlights } from "./cache.js";
import { coreOf, textOf } from "./core.js";
import { createCredentials } from "./credentials.js";
import { isOfUs, makeError, messageOf } from "./errors.js";
import { createPool } from "./nodes.js";
import { Observer } from "./observer.js";
import { either, functionAmong, merged, pageOrigin, readable } from "./options.js";
import { cleaned, formsOf } from "./record.js";

export class Client {
  /** Asks Rust: `coreOf`. */
  ask;
  /** What Rust has read of the options. */
  settings;
  /** The options as they are, for what JSON can't say of them. */
  live;
  #validate;
  /** How a search is sent that has no options of its own, by its search application. */
  #plans = new Map();
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
    const { ask, validate } = coreOf(() => make(given));
    this.ask = ask;
    this.#validate = validate;
    this.settings = ask("settings");
    const { apiKey, auth, onDiagnostic } = live;
    const { nodes, cache } = this.settings;
    const supplier = functionAmong(apiKey, auth?.apiKey, auth?.bearer);
    const credentials = createCredentials(ask, this.settings, supplier);
    const observer = new Observer(functionAmong(onDiagnostic), credentials);
    const pool = createPool(nodes);
    this.#pool = pool;
    this.#credentials = credentials;
    this.#observer = observer;
    this.#attempts = new Attempts({ ask, settings: this.settings, live, pool, credentials, observer });
    this.#cache = cache && createCache(cache);
  }

  /** The text without any credential. */
  clean(text) {
    return cleaned(text, this.#credentials.secrets());
  }

  /** The answer's body. `application` is another one than the client's own, `params` are JSON text. */
  search(application, params, signal) {
    return this.#perform(params, { application }, { signal });
  }

  /** The answer's body or, with `meta: true`, all of the exchange. */
  async request(params, options) {
    const { plain, functions, live } = readable(options);
    return this.#perform(textOf(params), { options: plain, functions }, live);
  }

  async #perform(params, given, own) {
    const call = this.#callOf(params, this.#planOf(given), own);
    this.#check(call, params);
    this.#observer.tell(call, "serialization");
    try {
      call.answer = await this.#answer(call);
    } catch (thrown) {
      throw isOfUs(thrown) ? this.#observer.conclude(call, thrown) : thrown;
    }
    this.#observer.tell(call, "response");
    return call.meta ? this.#observer.resultOf(call) : call.answer.body;
  }

  /** How a search is sent, whatever its params. */
  #planOf(given) {
    const { application, options } = given;
    const kept = options === undefined && this.#plans.get(application);
    if (kept) return kept;
    const { options: all, ...told } = this.ask("request", given);
    const plan = {
      ...all,
      ...told,
      given: told.given ?? {},
      headers: headersOf(all),
      secrets: formsOf(told.secrets),
    };
    if (options === undefined) this.#plans.set(application, plan);
    return plan;
  }

  /** The very text that is sent goes through the dictionary. */
  #check(call, params) {
    try {
      this.#validate(params, call.dictionary);
    } catch (thrown) {
      if (thrown.code === "ValidationError") this.#observer.tell(call, "validation", thrown);
      throw thrown;
    }
  }

  /** A search under way: what it sends and, from its plan, how; and what has come of it so far. */
  #callOf(params, plan, own) {
    const context = this.#contextOf(own);
    this.#count += 1;
    return {
      // Copying a plan would take longer than to ask Rust for the params.
      __proto__: plan,
      id: plan.id ?? this.#count,
      body: `{"params":${params}}`,
      context,
      signal: either(own.signal, this.live.signal),
      backoff: functionAmong(own.retryBackoff, this.live.retryBackoff),
      node: this.#pool.nodes[0],
      attempts: 0,
      answer: undefined,
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
