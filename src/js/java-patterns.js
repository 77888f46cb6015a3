/**
 * What JavaScript can say of java.util.regex's dialect, and how. A pattern is parsed as `java.util.regex.Pattern` does (the
 * JDK's documentation; the places in its error messages were observed) and rewritten with everything made plain on which
 * the two differ. What JavaScript cannot say is left to the server, and so is most of what stands behind it.
 */

/** How deep groups and classes may nest. Deeper patterns are left to the server. */
const MAX_DEPTH = 100;

/** The greatest count of a repetition. */
const MAX_COUNT = 2 ** 31 - 1;

/** Java's `$`: at the end, or before a line end that ends the text, but not inside `\r\n`. */
const END = "(?=(?:\\r\\n|(?<!\\r)\\n|[\\r\\x85\\u2028\\u2029])?$)";

/** Signs that are an atom. */
const SIGNS = { "^": "^", $: END, ".": "[^\\n\\r\\x85\\u2028\\u2029]" };

/** Escapes for a place in the text. Java can repeat a boundary of words, and JavaScript only a group. */
const PLACES = { A: "^", z: "$", Z: END, b: "(?:\\b)", B: "(?:\\B)" };

/** Escapes for a set, as it is written in brackets. */
const SETS = {
  d: "\\d",
  D: "\\D",
  w: "\\w",
  W: "\\W",
  s: "\\t-\\r ",
  S: "\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}",
};

/** Escapes for a character, by its code. */
const CODES = { t: 9, n: 10, f: 12, r: 13 };

/** Letters that Java has no escape for. */
const UNKNOWN = "CEFIJKLMOTUYgijlmoqy";

const isDigit = (character) => /\d/.test(character);

/** A character by its code, as it is written anywhere; or a set. */
const written = (element) => (typeof element === "string" ? element : `\\u{${element.toString(16)}}`);

/** Reads a pattern. It throws what Java says of a mistake, and nothing where the pattern is left to the server. */
class Reader {
  source = "";
  hasBoundary = false;
  /** Whether JavaScript lacks something that has been read. There may yet be a mistake behind it. */
  isLeft = false;
  #pattern;
  /** Java's cursor: what a mistake is told to be near. */
  #at = 0;
  #depth = 0;
  /** Whether something without a greatest length has been read. */
  #isUnbounded = false;

  constructor(pattern) {
    this.#pattern = [...pattern];
    this.#alternatives();
    if (!this.#isAtEnd()) this.#refuse("Unmatched closing ')'");
  }

  #isAtEnd() {
    return this.#at >= this.#pattern.length;
  }

  /** The character so far behind the cursor, and NUL behind the end. */
  #peek(distance = 0) {
    return this.#pattern[this.#at + distance] ?? "\0";
  }

  #read() {
    this.#at++;
    return this.#peek(-1);
  }

  /** Moves over a character, if it is one of these. */
  #skip(characters) {
    const isThere = characters.includes(this.#peek());
    this.#at += Number(isThere);
    return isThere;
  }

  /** With the text of Java's `PatternSyntaxException`: the place, the pattern, and a caret below the place. */
  #refuse(description) {
    const index = this.#at - 1;
    const pattern = this.#pattern.join("");
    const blanks = this.#pattern.slice(0, index).map((character) => (character === "\t" ? character : " "));
    const near = index < 0 ? "" : ` near index ${index}`;
    throw `${description}${near}\n${pattern}${pattern[index] ? `\n${blanks.join("")}^` : ""}`;
  }

  #leave() {
    throw undefined;
  }

  #nested(open, part) {
    if (this.#depth++ === MAX_DEPTH) this.#leave();
    this.#at++;
    this.source += open;
    part();
    this.#depth--;
  }

  /** Up to the end, or to an unmatched `)`. */
  #alternatives() {
    while (!this.#isAtEnd() && this.#peek() !== ")") {
      if (this.#skip("|")) this.source += "|";
      else this.#repeatable();
    }
  }

  #repeatable() {
    const sign = this.#peek();
    if (sign === "(") this.#nested(sign, () => this.#group());
    else if (sign === "[") this.#nested(sign, () => this.#class());
    else if (sign === "\\") this.#escaped();
    // Java repeats an empty text here.
    else if (sign === "{") this.source += "(?:)";
    else {
      this.#at++;
      if ("?*+".includes(sign)) this.#refuse(`Dangling meta character '${sign}'`);
      this.source += SIGNS[sign] ?? written(sign.codePointAt());
    }
    this.#quantifier();
  }

  #escaped() {
    const letter = this.#peek(1);
    const place = letter === "b" && this.#peek(2) === "{" ? undefined : PLACES[letter];
    this.hasBoundary ||= place === PLACES.b || place === PLACES.B;
    if (place) this.#at += 2;
    this.source += place ?? `[${written(this.#element())}]`;
  }

  /** A group, from behind its `(`. */
  #group() {
    const [kind = ""] =
      this.#pattern
        .slice(this.#at, this.#at + 3)
        .join("")
        .match(/^\?([:=!]|<[=!])/) ?? [];
    this.#at += kind.length;
    this.source += kind;
    if (!kind && this.#skip("?")) {
      if (this.#skip("$@")) this.#refuse("Unknown group type");
      this.#leave();
    }
    const wasUnbounded = this.#isUnbounded;
    this.#isUnbounded = false;
    this.#alternatives();
    // Which lengths Java finds obvious in a look-behind differs by its version.
    if (this.#isUnbounded && kind.length > 2) this.#leave();
    this.#isUnbounded ||= wasUnbounded;
    if (this.#read() !== ")") this.#refuse("Unclosed group");
    this.source += ")";
  }

  #quantifier() {
    const start = this.#at;
    if (this.#skip("{")) this.#counts();
    else if (this.#skip("*+")) this.#isUnbounded = true;
    else if (!this.#skip("?")) return;
    const isLazy = this.#skip("?");
    this.source += this.#pattern.slice(start, this.#at).join("");
    if (!isLazy && this.#skip("+")) this.isLeft = true;
  }

  /** `2}`, `2,}` or `2,3}` */
  #counts() {
    if (!isDigit(this.#read())) this.#refuse("Illegal repetition");
    this.#at--;
    const least = this.#count();
    let most = least;
    if (this.#skip(",")) {
      most = this.#peek() === "}" ? Infinity : this.#count();
      this.#isUnbounded ||= most === Infinity;
    }
    if (this.#read() !== "}") this.#refuse("Unclosed counted closure");
    if (most < least) this.#refuse("Illegal repetition range");
  }

  #count() {
    let count = 0;
    while (isDigit(this.#peek())) {
      count = count * 10 + Number(this.#read());
      if (count > MAX_COUNT) this.#refuse("Illegal repetition range");
    }
    return count;
  }

  /** A class, from behind its `[`. */
  #class() {
    if (this.#skip("^")) this.source += "^";
    let isEmpty = true;
    for (; isEmpty || !this.#skip("]"); isEmpty = false) {
      if (this.#isAtEnd()) this.#refuse("Unclosed character class");
      if (this.#peek() === "[" || this.#peek() + this.#peek(1) === "&&") this.#leave();
      this.#range();
    }
    this.source += "]";
  }

  /** A character, a range of them, or a set. */
  #range() {
    const first = this.#element();
    this.source += written(first);
    if (typeof first === "string" || this.#peek() !== "-" || "[]".includes(this.#peek(1))) return;
    this.#at++;
    const last = this.#element();
    if (typeof last === "string" || last < first) this.#refuse("Illegal character range");
    this.source += `-${written(last)}`;
  }

  /** What may stand in brackets: the code of a character, or a set. */
  #element() {
    const character = this.#read();
    if (character !== "\\") return character.codePointAt();
    const letter = this.#read();
    if (letter === "u") return this.#hexadecimal(4, "Unicode");
    if (letter === "x" && this.#peek() !== "{") return this.#hexadecimal(2, "hexadecimal");
    if (letter === "\0") this.#refuse("Unexpected internal error");
    if (UNKNOWN.includes(letter)) this.#refuse("Illegal/unsupported escape sequence");
    if (/[^0-9A-Za-z]/.test(letter)) return letter.codePointAt();
    return SETS[letter] ?? CODES[letter] ?? this.#leave();
  }

  #hexadecimal(digits, kind) {
    let code = 0;
    for (let place = 0; place < digits; place++) {
      code = code * 16 + parseInt(this.#read(), 16);
      if (Number.isNaN(code)) this.#refuse(`Illegal ${kind} escape sequence`);
    }
    // Half of a character beyond U+FFFF.
    if (code >> 11 === 0x1b) this.#leave();
    return code;
  }
}

/**
 * Rewrites a pattern.
 * @returns {{ source?: string, hasBoundary?: boolean, refusal?: string }} for a RegExp with the flag `u`, and whether it
 *   has a `\b` or `\B`, which Java read by Unicode before version 19, and by ASCII since; or what Java says of a mistake;
 *   or nothing where the pattern is left to the server
 */
export function rewritten(pattern) {
  try {
    const { source, hasBoundary, isLeft } = new Reader(pattern);
    return isLeft ? {} : { source, hasBoundary };
  } catch (refusal) {
    return { refusal };
  }
}
