/**
 * Snippets that are safe to insert as HTML, which is what Search UI's views do with them. A template that sets
 * `"encoder": "html"` has them escaped already. Any other template's hold the document's own text, in which everything
 * but the marks of the matches is escaped here.
 */

/** As the server's own encoder does it. */
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "/": "&#x2F;" };
/** What that encoder leaves nowhere. */
const UNESCAPED = /[<>"'/]|&(?!#?\w+;)/;
/** The length where only `fallback` is given: the server's default for a fragment. */
const FALLBACK_SIZE = 100;

const escapeText = (text) => text.replace(/[&<>"'/]/g, (character) => ESCAPES[character]);

/**
 * What is known of a search application's snippets.
 * @param {string[]} tags what marks a match: a tag before, a tag after, and so on in pairs
 * @param {boolean} isTrusted whether they are inserted as they come
 * @param {boolean} isFitted whether the template has cut them to size already
 */
export function snippetRules(tags, isTrusted, isFitted) {
  const either = tags.map((tag) => tag.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
  const units = new RegExp(`${either}|&#?\\w+;|[^]`, "gu");
  return { tags, isTrusted, isFitted, marks: new RegExp(`(${either})`, "u"), units };
}

/**
 * A field's snippet: its highlighted fragments, or the beginning of its text where the config says `fallback`.
 * @param {unknown} highlight what the answer has
 * @param {unknown} raw the field's value
 * @param {{ size?: number, fallback?: boolean } | undefined} options `snippet` of the query config's `result_fields`
 * @returns {unknown} an array of HTML texts, or undefined
 */
export function snippetOf(highlight, raw, options, rules) {
  const fragments = Array.isArray(highlight) ? highlight : [highlight ?? []].flat();
  if (fragments.length === 0) return options?.fallback ? beginning([raw].flat()[0], options.size) : undefined;
  if (rules.isTrusted) return highlight;
  const safe = fragments.filter((fragment) => typeof fragment === "string").map((text) => safeHtml(text, rules));
  return rules.isFitted || !(options?.size > 0) ? safe : safe.map((html) => cut(html, options.size, rules));
}

function beginning(text, size) {
  if (typeof text !== "string") return undefined;
  const length = size > 0 ? size : FALLBACK_SIZE;
  // A character takes two places at most.
  return [escapeText([...text.slice(0, 2 * length)].slice(0, length).join(""))];
}

/** Parts with an odd index are marks. */
function safeHtml(text, rules) {
  const parts = text.split(rules.marks);
  if (!parts.some((part, index) => index % 2 === 0 && UNESCAPED.test(part))) return text;
  return parts.map((part, index) => (index % 2 ? part : escapeText(part))).join("");
}

/** As many characters as `size` says, the first match among them. */
function cut(html, size, { tags, units }) {
  const each = html.match(units) ?? [];
  const text = each.filter((unit) => !tags.includes(unit));
  if (text.length <= size) return html;
  const firstMatch = each.findIndex((unit) => tags.includes(unit));
  const start = Math.max(0, Math.min(firstMatch - Math.floor(size / 4), text.length - size));
  return within(each, start, start + size, tags);
}

function within(units, start, end, tags) {
  let at = 0;
  let kept = "";
  let closing = "";
  for (const unit of units) {
    const tag = tags.indexOf(unit);
    if (at >= start && at < end) {
      kept += unit;
      if (tag >= 0) closing = tag % 2 ? "" : (tags[tag + 1] ?? "");
    }
    if (tag < 0) at += 1;
  }
  return kept + closing;
}
