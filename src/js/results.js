/**
 * The steps of building a search result that are done for each field and each hit, in JavaScript because they only
 * move values that JavaScript already has: crossing into wasm for each would cost more than the step.
 */

/** A member of the value's own; `undefined` where there is nothing that could have one. */
export function getOwn(value, name) {
  return Object.hasOwn(value ?? {}, name) ? value[name] : undefined;
}

/** Sets a member of the object's own, whatever its name: assigning `__proto__` would change the prototype. */
export function setOwn(object, name, value) {
  if (name !== "__proto__") object[name] = value;
  else Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true });
}

/** Gives `result` the field `name`: `raw` if the document has it, `snippet` if a highlight does. */
export function setField(result, name, source, highlight) {
  const field = {};
  if (source && Object.hasOwn(source, name)) field.raw = source[name];
  if (highlight && Object.hasOwn(highlight, name)) field.snippet = highlight[name];
  setOwn(result, name, field);
}

/** Says which document it is, whatever the document's own fields `id` and `_meta` hold. */
export function setIdentity(result, id, rawHit) {
  result.id = { raw: id };
  result._meta = { id, rawHit };
}
