/**
 * What JavaScript can say of java.util.regex's dialect, and how. A pattern is parsed as `java.util.regex.Pattern` does
 * (the JDK's documentation; the places in its error messages were observed) and rewritten with all made plain on which
 * the two differ. What JavaScript cannot say is left to the server, and so is most of what stands behind it.
 */

/** How deep groups and classes may nest. Deeper patterns are left to the server. */
const MAX_DEPTH = 100;

/** The greatest count of a repetition. */
const MAX_COUNT = 2 ** 31 - 1;

/** Java's `$`: at the end, or before a line end that ends the text, but not inside `\r\n`. */
const END = "(?=(?:\\r\\n|(?<!\\r)\\n|[\\r\\x85\\u2028\\u2029])?$)";

/** What is rewritten as a whole, outside brackets. Java can repeat a word's boundary, and JavaScript only a group. */
const ATOMS = {
  "^": "^",
  $: END,
  ".": "[^\\n\\r\\x85\\u2028\\u2029]",
  "\\A": "^",
  "\\z": "$",
  "\\Z": END,
  "\\b": "(?:\\b)",
  "\\B": "(?:\\B)",
};

/** Sets on which the two differ, as they are written in brackets. */
const SETS = { s: "\\t-\\r ", S: "\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}" };

/** The codes of characters that have a name. */
const CODES = { t: 9, n: 10, f: 12, r: 13 };

/** Letters that Java has no escape for. */
const UNKNOWN = /[CEFIJKLMOTUYgijlmoqy]/;

/** The pattern that is being read. */
let characters;
/** Java's cursor, by which a mistake is told to be near. */
let at;
/** What the pattern becomes. */
let source;
let depth;
/** Whether something without a greatest length has been read. */
let isUnbounded;
/** Whether JavaScript lacks something that has been read. There may yet be a mistake behind it. */
let isLeft;

/**
 * Rewrites a pattern.
 * @returns {{ source?: string, refusal?: string }} for a RegExp with the flag `u`; or the message of Java's
 *   `PatternSyntaxException`; or neither where the pattern is left to the server
 */
export function rewritten(pattern) {
  characters = [...pattern];
  at = depth = 0;
  source = "";
  isUnbounded = isLeft = false;
  try {
    alternatives();
    // Behind a backslash at the end Java reads on, a NUL.
    if (at > characters.length) refuse("Unexpected internal error");
    if (peek()) refuse("Unmatched closing ')'");
    return isLeft ? {} : { source };
  } catch (refusal) {
    return { refusal };
  }
}

/** Whether a rewritten pattern has a `\b` or `\B`, which Java read by Unicode before version 19, and by ASCII since. */
export const hasBoundary = (rewritten) => /\\b/i.test(rewritten);

const peek = (distance = 0) => characters[at + distance];
const read = () => characters[at++];
const skip = (character) => peek() === character && ++at;

/** Throws the message: with the place, the pattern, and a caret below the place. */
function refuse(description) {
  // What is quoted may be what is missed here: `\u00\Qbf\E`.
  if (peek(-1) === "\\" && peek() === "Q") leave();
  const index = at - 1;
  const pattern = characters.join("");
  // Here Java takes the place for one in UTF-16.
  const before = pattern.slice(0, index).replace(/[^\t]/g, " ");
  throw `${description}${at ? ` near index ${index}` : ""}\n${pattern}${pattern[index] ? `\n${before}^` : ""}`;
}

/** Leaves the pattern to the server. */
function leave() {
  throw undefined;
}

/** Up to the end, or to an unmatched `)`. */
function alternatives() {
  while (peek() && peek() !== ")") {
    if (skip("|")) source += "|";
    else {
      atom();
      quantifier();
    }
  }
}

function atom() {
  const sign = peek() === "\\" ? `\\${peek(1)}` : peek();
  if (sign === "(" || sign === "[") nested(sign);
  // Java repeats an empty text here.
  else if (sign === "{") source += "(?:)";
  else if (ATOMS[sign] && !(sign === "\\b" && peek(2) === "{")) {
    at += sign.length;
    source += ATOMS[sign];
  } else {
    const found = element();
    if (/^[?*+]$/.test(sign)) refuse(`Dangling meta character '${sign}'`);
    source += found >= 0 ? written(found) : `[${found}]`;
  }
}

function nested(open) {
  if (depth++ === MAX_DEPTH) leave();
  at++;
  source += open;
  if (open === "(") group();
  else brackets();
  depth--;
}

/** A group, from behind its `(`. */
function group() {
  const start = characters.slice(at, at + 3).join("");
  const [kind] = start.match(/^(?:\?(?:[:=!]|<[=!]))?/);
  at += kind.length;
  source += kind;
  if (!kind && skip("?")) {
    if (/[$@]/.test(read())) refuse("Unknown group type");
    leave();
  }
  const wasUnbounded = isUnbounded;
  isUnbounded = false;
  alternatives();
  // Which lengths Java finds obvious in a look-behind differs by its version.
  if (isUnbounded && kind[2]) leave();
  isUnbounded ||= wasUnbounded;
  if (read() !== ")") refuse("Unclosed group");
  source += ")";
}

function quantifier() {
  const start = at;
  if (skip("{")) counts();
  else if (skip("*") || skip("+")) isUnbounded = true;
  else if (!skip("?")) return;
  const isLazy = skip("?");
  source += characters.slice(start, at).join("");
  if (!isLazy && skip("+")) isLeft = true;
}

/** `2}`, `2,}` or `2,3}` */
function counts() {
  if (!isDigit(read())) refuse("Illegal repetition");
  at--;
  const least = count();
  let most = least;
  if (skip(",")) {
    if (peek() === "}") isUnbounded = true;
    else most = count();
  }
  if (read() !== "}") refuse("Unclosed counted closure");
  if (most < least) refuse("Illegal repetition range");
}

const isDigit = (character) => /\d/.test(character);

function count() {
  let count = 0;
  while (isDigit(peek())) {
    count = count * 10 + Number(read());
    if (count > MAX_COUNT) refuse("Illegal repetition range");
  }
  return count;
}

/** A class, from behind its `[`. */
function brackets() {
  if (skip("^")) source += "^";
  for (let isEmpty = true; isEmpty || !skip("]"); isEmpty = false) {
    if (!peek()) refuse("Unclosed character class");
    if (peek() === "[" || (peek() === "&" && peek(1) === "&")) leave();
    range();
  }
  source += "]";
}

/** A character, a range of them, or a set. */
function range() {
  const first = element();
  source += first >= 0 ? written(first) : first;
  if (!(first >= 0) || peek() !== "-" || /[[\]]/.test(peek(1))) return;
  at++;
  const last = element();
  if (!(last >= first)) refuse("Illegal character range");
  source += `-${written(last)}`;
}

/** @returns {number | string} the code of a character, or a set. */
function element() {
  const character = read() ?? "\0";
  return character === "\\" ? escaped(read() ?? "\0") : character.codePointAt();
}

function escaped(letter) {
  if (letter === "u") return hexadecimal(4, "Unicode");
  if (letter === "x" && peek() !== "{") return hexadecimal(2, "hexadecimal");
  if (UNKNOWN.test(letter)) refuse("Illegal/unsupported escape sequence");
  if (/[dDwW]/.test(letter)) return `\\${letter}`;
  if (/[^0-9A-Za-z]/.test(letter)) return letter.codePointAt();
  return SETS[letter] ?? CODES[letter] ?? leave();
}

function hexadecimal(digits, kind) {
  let code = 0;
  for (let place = 0; place < digits; place++) {
    code = code * 16 + parseInt(read(), 16);
    if (Number.isNaN(code)) refuse(`Illegal ${kind} escape sequence`);
  }
  // Half of a character beyond U+FFFF.
  if (code >> 11 === 0x1b) leave();
  return code;
}

/** A character as no dialect takes it for syntax. */
const written = (code) => `\\u{${code.toString(16)}}`;
