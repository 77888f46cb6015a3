/**
 * A value as text with all that can be got at from it: members that are hidden, inherited getters, causes, stacks, maps,
 * what JSON makes of it. For a page, which has no `util.inspect`.
 */

const DEPTH = 12;

/** @param {unknown} value */
export function describe(value) {
  const seen = new Set();
  const lines = [attempt(() => JSON.stringify(value))];
  walk(value, DEPTH, seen, lines);
  return lines.join("\n");
}

function walk(value, depth, seen, lines) {
  // An array's text is that of its elements, which come by themselves.
  if (!Array.isArray(value)) lines.push(attempt(() => String(value)));
  if (value === null || !["object", "function"].includes(typeof value) || seen.has(value) || depth === 0) return;
  seen.add(value);
  for (const entry of entriesOf(value)) walk(entry, depth - 1, seen, lines);
  for (const name of namesOf(value)) {
    lines.push(String(name));
    walk(
      attempt(() => value[name]),
      depth - 1,
      seen,
      lines,
    );
  }
}

/** What a map, a set, headers or another collection holds. */
function entriesOf(value) {
  return (
    attempt(() => (typeof value.entries === "function" && !Array.isArray(value) ? [...value.entries()] : [])) ?? []
  );
}

/** The names of a value's own members and of those of its classes, the language's own aside. */
function namesOf(value) {
  const names = [];
  for (let at = value; at && ![Object, Function, Array].some((base) => at === base.prototype); at = prototypeOf(at)) {
    names.push(...(attempt(() => Reflect.ownKeys(at)) ?? []));
  }
  // A class's own prototype is no object of that class: its getters throw, or return promises that are rejected.
  return new Set(names.filter((name) => name !== "constructor"));
}

const prototypeOf = (value) => attempt(() => Object.getPrototypeOf(value));

function attempt(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}
