/**
 * The operator's half, for build scripts and the command line: what to send to Elasticsearch so that a page can search,
 * and what to make of its answers. It has a module of its own, which no page loads.
 */

import { Operator, start } from "#wasm";

export * from "./errors.js";

function operator() {
  start();
  return Operator;
}

/** The body of `PUT _application/search_application/{name}`: template and dictionary that fit a query config. */
export function defineSearchApplication(queryConfig, options) {
  return operator().defineSearchApplication(queryConfig, options);
}

/** The body of `POST _security/api_key`: a key that can search one application and nothing else. */
export function apiKeyRequest(options) {
  return operator().apiKeyRequest(options);
}

/** The option `fields`, with the types that the indices' mappings say. */
export function fieldsOfMappings(queryConfig, fields, mappings) {
  return operator().fieldsOfMappings(queryConfig, fields, mappings);
}

/** A TypeScript module that exports the type of a search application's params. */
export function paramsType(dictionary, application) {
  return operator().paramsType(dictionary, application);
}

/** The lines of `elasticsearch.yml` that let pages of these origins search. */
export function corsSettings(origins, headers = []) {
  return operator().corsSettings(origins, headers);
}

/** The requests that a page's key must be refused. */
export function auditProbes(application) {
  return operator().probes(application);
}

/** What an audit's observations prove. */
export function auditFindings(observed) {
  return operator().findings(observed);
}
