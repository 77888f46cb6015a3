/** The browser's regular expressions, as the dictionary needs them: what goes wrong is no answer, and no exception. */

/** A pattern; `undefined` where the engine does not take it. */
export function compile(source) {
  try {
    return new RegExp(source, "u");
  } catch {
    return undefined;
  }
}

/** Whether a pattern is found in a text; `undefined` where the engine gives up. */
export function finds(pattern, text) {
  try {
    return pattern.test(text);
  } catch {
    return undefined;
  }
}
