/** Reading a result of Search UI: a film's fields, each `{ raw, snippet }`. */

/** A field's value; `undefined` if the film hasn't got it. */
export const raw = (result, field) => result[field]?.raw ?? undefined;

const textLength = (html) => html.replace(/<\/?em>/g, "").replace(/&#?\w+;/g, "_").length;

/**
 * A field's whole text as HTML with the matches in `<em>`, or `undefined` where the snippet is only a part of it.
 * Snippets are HTML by Search UI's definition: the server has escaped the text in them.
 */
export function highlighted(result, field) {
  const { raw: text, snippet } = result[field];
  const html = [snippet ?? []].flat().join("");
  return textLength(html) === text.length ? html : undefined;
}
