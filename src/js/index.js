/**
 * The package's face: the classes that a page uses. The work is done in Rust; here its objects are kept private, so
 * that a connector can be spread, cloned, destructured and logged without handing out a pointer into wasm memory.
 */

import { wasm } from "#wasm";
import { defineChannel } from "./channel.js";
import { clickReporter } from "./hooks.js";

export * from "./errors.js";

/** A Search UI `apiConnector` that searches one Elasticsearch search application. */
export default class SearchApplicationConnector {
  /** Settles at once: the module is compiled before the constructor returns. */
  ready = Promise.resolve();

  constructor(options) {
    const { Connector } = wasm();
    const connector = new Connector(options);
    for (const name of ["onSearch", "onAutocomplete"]) {
      defineChannel(this, name, (signal, state, queryConfig) => connector[name](state, queryConfig, signal));
    }
    for (const name of ["onResultClick", "onAutocompleteResultClick"]) {
      this[name] = clickReporter(options[name], (thrown) => connector.tellFailure(name, thrown));
    }
  }
}

/** A search application's dictionary, compiled: what the page checks, for use on its own. */
export class Dictionary {
  #dictionary;

  constructor(schema) {
    this.#dictionary = new (wasm().Dictionary)(schema);
  }

  validate(params) {
    this.#dictionary.validate(params);
  }
}

export { SearchApplicationConnector };
