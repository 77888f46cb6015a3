/** An answer as Search UI's response state. Its values are handed on, not copied. */

import { facetsOf } from "./facets.js";
import { getOwn, setOwn } from "./members.js";
import { snippetOf } from "./snippets.js";

/**
 * The response state of a search.
 * @param {object} body the answer
 * @param {{ searchTerm: string, facets: object[], page: { current: number, size: number, last: number } }} plan what
 *   was asked; `last` is the last page that can be reached
 * @param {unknown} shown `result_fields` of the query config
 * @param {object} rules of `snippetRules`
 */
export function stateOf(body, { searchTerm, facets, page }, shown, rules) {
  const total = totalOf(getOwn(getOwn(body, "hits"), "total"));
  const before = (page.current - 1) * page.size;
  const isFilled = before < total;
  return {
    results: resultsOf(body, shown, rules),
    facets: facetsOf(getOwn(body, "aggregations"), facets),
    totalResults: total,
    totalPages: Math.min(Math.ceil(total / page.size), page.last),
    pagingStart: isFilled ? before + 1 : 0,
    pagingEnd: isFilled ? Math.min(total, before + page.size) : 0,
    resultSearchTerm: searchTerm,
    wasSearched: true,
    requestId: "",
    partialResults: missingFrom(body),
    rawResponse: body,
  };
}

/** The total as it is reported, either as a number or as `{ value, relation }`. */
function totalOf(total) {
  const value = typeof total === "number" ? total : getOwn(total, "value");
  return typeof value === "number" ? Math.max(0, Math.trunc(value)) : 0;
}

/**
 * The hits of an answer as search results.
 * @param {unknown} body the answer
 * @param {unknown} shown `result_fields` of the query config
 * @param {object} rules of `snippetRules`
 */
export function resultsOf(body, shown, rules) {
  const hits = getOwn(getOwn(body, "hits"), "hits");
  const isLookedUp = ([name, options]) => name.includes(".") || options?.snippet?.fallback;
  const lookedUp = Object.entries(shown ?? {})
    .filter(isLookedUp)
    .map(([name]) => name);
  return Array.isArray(hits) ? hits.map((hit) => resultOf(hit, shown, lookedUp, rules)) : [];
}

/** A hit's fields: what `_source` holds, what a highlight adds, and what the page names by a path. */
function resultOf(hit, shown, lookedUp, rules) {
  const id = getOwn(hit, "_id");
  const source = Object(getOwn(hit, "_source"));
  const highlight = Object(getOwn(hit, "highlight"));
  const result = { id: { raw: id }, _meta: { id, rawHit: hit } };
  for (const name of Object.keys(source)) put(name, source[name]);
  for (const name of [...Object.keys(highlight), ...lookedUp]) {
    const raw = valueAt(source, name);
    put(name, raw, snippetOf(getOwn(highlight, name), raw, getOwn(shown, name)?.snippet, rules));
  }
  return result;

  function put(name, raw, snippet) {
    // Search UI tells results apart by these two, so no document may set them.
    if (name === "id" || name === "_meta") return;
    const field = fieldOf(raw, snippet);
    if (field) setOwn(result, name, field);
  }
}

/** A field as Search UI shows it, with what there is of it. */
function fieldOf(raw, snippet) {
  if (raw === undefined) return snippet && { snippet };
  return snippet ? { raw, snippet } : { raw };
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
