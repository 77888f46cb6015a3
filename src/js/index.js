/**
 * The package's face: the classes that a page uses. The work is done in Rust; here its objects are kept private, so
 * that a connector can be spread, cloned, destructured and logged without handing out a pointer into wasm memory.
 */

import { wasm } from "#wasm";

export * from "./errors.js";

/** A Search UI `apiConnector` that searches one Elasticsearch search application. */
export default class SearchApplicationConnector {
  /** Settles at once: the module is compiled before the constructor returns. */
  ready = Promise.resolve();

  constructor(options) {
    const { Connector } = wasm();
    const connector = new Connector(options);
    this.onSearch = (state, queryConfig) => connector.onSearch(state, queryConfig);
    this.onAutocomplete = (state, queryConfig) => connector.onAutocomplete(state, queryConfig);
  }

  /** Search Applications record no clicks; present because Search UI calls it. */
  onResultClick() {}

  /** Search Applications record no clicks; present because Search UI calls it. */
  onAutocompleteResultClick() {}
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
