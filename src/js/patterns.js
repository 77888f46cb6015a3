/**
 * The browser's regular expressions, as the dictionary needs them: what goes wrong is no answer, and no exception. Rust
 * knows a pattern by its number, since numbers need no table of JavaScript's objects in the module.
 */

/** By their sources, each once: there are no more than dictionaries have. */
const numbers = new Map();
const patterns = [];

/** The number of a pattern; -1 where the engine does not take it. */
export function compile(source) {
  if (!numbers.has(source)) numbers.set(source, compiled(source));
  return numbers.get(source);
}

function compiled(source) {
  try {
    return patterns.push(new RegExp(source, "u")) - 1;
  } catch {
    return -1;
  }
}

/** Whether a pattern is found in a text, as 1 or 0; -1 where the engine gives up. */
export function finds(number, text) {
  try {
    return Number(patterns[number].test(text));
  } catch {
    return -1;
  }
}

/** The regular expression of a format. */
export const sourceOfFormat = () => "";
