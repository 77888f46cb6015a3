/**
 * Search results out of an answer, in JavaScript because it only moves values that JavaScript already has: crossing
 * into wasm for each field would cost more than the step.
 */

import { snippetOf } from "./snippets.js";

/** A member of the value's own; `undefined` where there is nothing that could have one. */
export function getOwn(value, name) {
  return Object.hasOwn(value ?? {}, name) ? value[name] : undefined;
}

/** Sets a member of the object's own, whatever its name: assigning `__proto__` would change the prototype. */
export function setOwn(object, name, value) {
  if (name !== "__proto__") object[name] = value;
  else Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true });
}

/**
 * The hits of an answer as search results.
 * @param {unknown} body the answer
 * @param {unknown} shown `result_fields` of the query config
 * @param {object} rules of `snippetRules`
 */
export function resultsOf(body, shown, rules) {
  const hits = getOwn(getOwn(body, "hits"), "hits");
  const dotted = Object.keys(shown ?? {}).filter((name) => name.includes("."));
  return Array.isArray(hits) ? hits.map((hit) => resultOf(hit, shown, dotted, rules)) : [];
}

/** A hit's fields: what `_source` holds, what a highlight adds, and what the page names by a path. */
function resultOf(hit, shown, dotted, rules) {
  const id = getOwn(hit, "_id");
  const [source, highlight] = ["_source", "highlight"].map((part) => Object(getOwn(hit, part)));
  const result = { id: { raw: id }, _meta: { id, rawHit: hit } };
  for (const name of new Set([...Object.keys(source), ...Object.keys(highlight), ...dotted])) {
    // Search UI tells results apart by these two, so no document may set them.
    if (name === "id" || name === "_meta") continue;
    const raw = valueAt(source, name);
    const snippet = snippetOf(getOwn(highlight, name), raw, getOwn(shown, name)?.snippet, rules);
    if (raw !== undefined || snippet)
      setOwn(result, name, { ...(raw !== undefined && { raw }), ...(snippet && { snippet }) });
  }
  return result;
}

/** The value at a path. A member that has dots in its own name comes first; of a list of objects, their values. */
function valueAt(value, path) {
  if (value === null || typeof value !== "object") return undefined;
  if (Object.hasOwn(value, path)) return value[path];
  for (let dot = path.indexOf("."); dot > 0; dot = path.indexOf(".", dot + 1)) {
    const inner = getOwn(value, path.slice(0, dot));
    const rest = path.slice(dot + 1);
    const found = Array.isArray(inner) ? valuesAt(inner, rest) : valueAt(inner, rest);
    if (found !== undefined) return found;
  }
  return undefined;
}

function valuesAt(list, path) {
  const found = list.map((element) => valueAt(element, path)).filter((value) => value !== undefined);
  return found.length > 0 ? found.flat() : undefined;
}

/** What an answer says to be missing from it; `null` if it is whole. */
export function missingFrom(body) {
  const [timedOut, terminatedEarly] = ["timed_out", "terminated_early"].map((name) => getOwn(body, name) === true);
  const failedShards = Number(getOwn(getOwn(body, "_shards"), "failed")) || 0;
  return timedOut || terminatedEarly || failedShards > 0 ? { timedOut, terminatedEarly, failedShards } : null;
}
