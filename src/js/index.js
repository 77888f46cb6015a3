/**
 * The package's face: the classes that a page uses. The work is done in Rust; here its objects are kept private, so
 * that a connector can be spread, cloned, destructured and logged without handing out a pointer into wasm memory.
 */

import { wasm } from "#wasm";
import { defineChannel } from "./channel.js";
import { clickReporter } from "./hooks.js";
import { lasting } from "./life.js";

export * from "./errors.js";

const nothing = () => {};

/** A Search UI `apiConnector` that searches one Elasticsearch search application. */
export default class SearchApplicationConnector {
  /** Settles at once: the module is compiled before the constructor returns. */
  ready = Promise.resolve();

  constructor(options) {
    const connector = lasting(() => new (wasm().Connector)(options));
    connector(nothing);
    for (const name of ["onSearch", "onAutocomplete"]) {
      const ask = async (signal, state, queryConfig) => connector((made) => made[name](state, queryConfig, signal));
      defineChannel(this, name, ask);
    }
    for (const name of ["onResultClick", "onAutocompleteResultClick"]) {
      this[name] = clickReporter(options[name], (thrown) => connector((made) => made.tellFailure(name, thrown)));
    }
  }
}

/** A client of one search application: the connector's transport without Search UI. */
export class SearchApplicationClient {
  #client;

  constructor(options) {
    this.#client = lasting(() => new (wasm().SearchClient)(options));
    this.#client(nothing);
  }

  async search(params, requestOptions) {
    return this.#client((made) => made.search(params, requestOptions));
  }
}

/** A search application's dictionary, compiled: what the page checks, for use on its own. */
export class Dictionary {
  #dictionary;

  constructor(schema) {
    this.#dictionary = lasting(() => new (wasm().Dictionary)(schema));
    this.#dictionary(nothing);
  }

  validate(params) {
    this.#dictionary((made) => made.validate(params));
  }
}

export { SearchApplicationConnector };
