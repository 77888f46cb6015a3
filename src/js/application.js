/**
 * The operator's half, for build scripts: what to send to Elasticsearch so that a page can search. It has a module of
 * its own, which no page loads.
 */

import { wasm } from "#wasm";

export * from "./errors.js";

/** The body of `PUT _application/search_application/{name}`: template and dictionary that fit a query config. */
export function defineSearchApplication(queryConfig, options) {
  return wasm().Operator.defineSearchApplication(queryConfig, options);
}

/** The body of `POST _security/api_key`: a key that can search one application and nothing else. */
export function apiKeyRequest(options) {
  return wasm().Operator.apiKeyRequest(options);
}
