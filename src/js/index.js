/**
 * The package's face: the classes that a page uses. What they are made of is kept private, so that a connector can be
 * spread, cloned, destructured and logged without handing out a pointer into wasm memory.
 */

import { Core, start } from "#wasm";
import { defineChannel } from "./channel.js";
import { clickReporter } from "./clicks.js";
import { Client } from "./client.js";
import { Connector } from "./connector.js";
import { createConsole } from "./console.js";
import { coreOf, jsonOf, textOf } from "./core.js";
import { give } from "./crossing.js";

export * from "./errors.js";

function makeCore(given, isDictionary = false) {
  start();
  return new Core(give(given), isDictionary);
}

/** A Search UI `apiConnector` that searches one Elasticsearch search application. */
export default class SearchApplicationConnector {
  /** Settles at once: the module is compiled before the constructor returns. */
  ready = Promise.resolve();

  constructor(options) {
    const connector = new Connector(makeCore, options);
    for (const name of ["onSearch", "onAutocomplete"]) {
      defineChannel(this, name, (...question) => connector[name](...question));
    }
    for (const name of ["onResultClick", "onAutocompleteResultClick"]) {
      this[name] = clickReporter(options[name], (thrown) => connector.tellFailure(name, thrown));
    }
  }
}

/** A client of one search application: the connector's transport without Search UI. */
export class SearchApplicationClient {
  #client;

  constructor(options) {
    this.#client = new Client(makeCore, options);
    createConsole()(this.#client.settings.warnings);
  }

  async search(params, requestOptions) {
    return this.#client.request(params, requestOptions);
  }
}

/** A search application's dictionary, compiled: what the page checks, for use on its own. */
export class Dictionary {
  #core;

  constructor(schema) {
    const given = textOf(schema);
    this.#core = coreOf(() => makeCore(given, true));
    this.#core.ask("settings");
  }

  validate(params) {
    this.#core.validate(jsonOf(params));
  }
}

export { SearchApplicationConnector };
