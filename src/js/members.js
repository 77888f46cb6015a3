/** Members of values that anybody may have written: nothing in them reaches a prototype, and nothing throws. */

/** A member of the value's own; `undefined` where there is nothing that could have one. */
export function getOwn(value, name) {
  return Object.hasOwn(value ?? {}, name) ? value[name] : undefined;
}

/** Sets a member of the object's own, whatever its name: assigning `__proto__` would change the prototype. */
export function setOwn(object, name, value) {
  if (name !== "__proto__") object[name] = value;
  else Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true });
}
