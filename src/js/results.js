/**
 * The two steps of building a search result that are done for each field and each hit, in JavaScript because they
 * only move values that JavaScript already has: crossing into wasm for each would cost more than the step.
 */

/** Gives `result` the field `name`: `raw` if the document has it, `snippet` if a highlight does. */
export function setField(result, name, source, highlight) {
  const field = {};
  if (source && Object.hasOwn(source, name)) field.raw = source[name];
  if (highlight && Object.hasOwn(highlight, name)) field.snippet = highlight[name];
  // A document may have a field of this name; assigning it would change the result's prototype.
  if (name === "__proto__") Object.defineProperty(result, name, { value: field, enumerable: true });
  else result[name] = field;
}

/** Says which document it is, whatever the document's own fields `id` and `_meta` hold. */
export function setIdentity(result, id, rawHit) {
  result.id = { raw: id };
  result._meta = { id, rawHit };
}
