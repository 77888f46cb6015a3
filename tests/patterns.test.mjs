/**
 * Patterns and formats as a page checks them: what Java was recorded to find in them and to say of them, or left to the
 * server.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fill } from "../src/js/crossing.js";
import { compile, sourceOfFormat, verdict } from "../src/js/patterns.js";

const [PART, WHOLE, FORMAT] = [0, 1, 2];
const [FAILS, FITS, UNSURE, GAVE_UP] = [0, 1, 2, 3];
const UNCHECKED = -1;

/** What Rust is told that Java says of a pattern; `undefined` for one that Java takes. */
function refusal(pattern) {
  const number = compile(pattern, PART);
  if (number >= UNCHECKED) return undefined;
  const room = new Uint8Array(UNCHECKED - number);
  return new TextDecoder().decode(room.subarray(0, fill(room)));
}

const read = (name) => readFile(new URL(`vectors/${name}`, import.meta.url), "utf8");
const recorded = (await read("java-patterns.jsonl")).trimEnd().split("\n");
const rows = recorded.map((line) => JSON.parse(line));
const { texts, formats } = JSON.parse(await read("formats.json"));

const isAscii = (text) => /^[\0-\x7f]*$/.test(text);

test("each recorded pattern is refused, checked as Java checks it, or left to the server", () => {
  const count = { refused: 0, checked: 0, left: 0 };
  for (const { pattern, error, finds, misses } of rows) {
    const number = compile(pattern, PART);
    if (number === UNCHECKED) {
      count.left += 1;
    } else if (number < UNCHECKED) {
      assert.equal(refusal(pattern), error, pattern);
      count.refused += 1;
    } else {
      assert.equal(error, undefined, pattern);
      const found = (list) => list.map((text) => verdict(number, text));
      const expected = (list, verdict) =>
        list.map((text) => (/\\b/i.test(pattern) && !isAscii(text) ? UNSURE : verdict));
      assert.deepEqual(found(finds), expected(finds, FITS), pattern);
      assert.deepEqual(found(misses), expected(misses, FAILS), pattern);
      count.checked += 1;
    }
  }
  assert.deepEqual(count, { refused: 40, checked: 147, left: 416 });
});

test("what JavaScript lacks or reads otherwise is left to the server", () => {
  const patterns = [
    ...[
      "^a*+b$",
      "a{2}+",
      "^(?>a)$",
      "(?i)RED",
      "(?i:RED)",
      "(?x)a b",
      "(?m)^b$",
      "[a-z&&[^r]]",
      "[a[b]]",
      "[[:alpha:]]",
    ],
    ...[
      r`(a)\1`,
      r`(?<x>a)`,
      r`(?<x>a)\k<x>`,
      r`\h`,
      r`\v`,
      r`^\p{L}+$`,
      r`\pL`,
      r`\P{Alpha}`,
      r`\Qa.b\E`,
      r`\u00\Qbf\E`,
      r`\R`,
      r`\X`,
    ],
    ...[r`\x{41}`, r`\07`, r`\cA`, r`\a`, r`\e`, r`\G`, r`\N{SPACE}`, r`\b{g}`, r`[\b]`, r`[\ud83d\ude42]`, r`\ud83d`],
    ...[r`(?<=a*)b`, r`(?<!a+)b`, r`(?<=(?:a|b{2,}))c`, "^*a", "$+", r`\A?`, "(?=a)*"],
  ];
  for (const pattern of patterns) assert.equal(compile(pattern, PART), UNCHECKED, pattern);
});

test("a mistake behind a possessive quantifier is told, and one behind the rest of what is left is not", () => {
  assert.equal(refusal("a*+("), "Unclosed group near index 4\na*+(");
  assert.ok(refusal("a*+b++("));
  assert.equal(compile("(?i)(", PART), UNCHECKED);
});

test("a pattern that both dialects can say is checked", () => {
  const cases = [
    ["^a", "ab", "ba"],
    [r`\d`, "5", "٥"],
    [r`^\w+$`, "a_1", "é"],
    ["^.{1,3}$", "🙂é", "a\nb"],
    [".", "a", "\r\n\u0085\u2028\u2029"],
    ["a$", "a\r\n", "a\n\r"],
    [r`a\z`, "a", "a\n"],
    [r`\S\s\D\W`, "a a ", "a\u00a0a "],
    ["^(?:a|b)+?$", "abba", "abc"],
    ["(?=a)(?!ab)a", "ac", "ab"],
    ["(?<=a)b", "ab", "cb"],
    [r`^[^\]a-c\d]$`, "d", "]"],
    [r`^[\d-x]$`, "-", "a"],
    [r`^[\S]$`, "\u00a0", " "],
    ["^[]a]$", "]", "b"],
    ["{2}a$", "a", "b"],
    ["^[\\\0]$", "\0", "0"],
    [r`^\u00e9\x41\.\/\_\-$`, "éA./_-", "éA-/_-"],
    [r`^\bred\b$`, "red", "reds"],
  ];
  for (const [pattern, fits, fails] of cases) {
    const number = compile(pattern, PART);
    assert.deepEqual([verdict(number, fits), verdict(number, fails)], [FITS, FAILS], pattern);
  }
});

test("a whole text has to match where that is asked", () => {
  assert.equal(verdict(compile("a|b", PART), "xb"), FITS);
  assert.equal(verdict(compile("a|b", WHOLE), "xb"), FAILS);
  assert.equal(verdict(compile("a|b", WHOLE), "b\n"), FAILS);
});

test("a word boundary is told in ASCII only", () => {
  // Java before version 19 takes é for a part of a word, and later versions do not.
  const number = compile(r`\bred\b`, PART);
  assert.deepEqual(
    ["a red b", "redish", "rédish", "a red é"].map((text) => verdict(number, text)),
    [FITS, FAILS, UNSURE, UNSURE],
  );
});

test("a mistake is told with its place, counted in characters, and a caret below it", () => {
  const cases = {
    ")": "Unmatched closing ')'\n)",
    "a)": "Unmatched closing ')' near index 0\na)\n^",
    "\t🙂é**": "Dangling meta character '*' near index 4\n\t🙂é**\n\t   ^",
    [r`\u00g0`]: "Illegal Unicode escape sequence near index 4\n\\u00g0\n    ^",
    "🙂\ta**": "Dangling meta character '*' near index 4\n🙂\ta**\n  \t ^",
    "\\": "Unexpected internal error near index 1\n\\",
    "(\\": "Unclosed group near index 3\n(\\",
    "[a\\": "Unclosed character class near index 3\n[a\\",
    "(?@a)": "Unknown group type near index 2\n(?@a)\n  ^",
    [r`[a-\d]`]: "Illegal character range near index 4\n[a-\\d]\n    ^",
    [r`[\x00-\d]`]: "Illegal character range near index 7\n[\\x00-\\d]\n       ^",
    "a{2147483648}": "Illegal repetition range near index 11\na{2147483648}\n           ^",
  };
  for (const [pattern, said] of Object.entries(cases)) {
    assert.equal(refusal(pattern), said);
  }
});

test("deep patterns are left to the server, and long ones are read to their end", () => {
  const nested = (open, close, depth) => open.repeat(depth) + close.repeat(depth);
  assert.ok(compile(nested("(", ")", 100), PART) >= 0);
  assert.equal(compile(nested("(", ")", 101), PART), UNCHECKED);
  assert.equal(compile(`${"(".repeat(100)}[a]${")".repeat(100)}`, PART), UNCHECKED);
  const long = 100_000;
  for (const part of ["a", "🙂", "[a]", "(a)", r`\d`, "a?", "|", "(?:a|b)", "{1}"]) {
    assert.ok(compile(part.repeat(long), PART) >= UNCHECKED, part);
  }
  for (const part of ["(", "[", "[^", "(?:", "(?<=", "[a&&", r`[a\\`]) {
    assert.ok(compile(part.repeat(long), PART) < 0, part);
  }
  const said = refusal("a".repeat(long) + ")");
  assert.ok(said.startsWith(`Unmatched closing ')' near index ${long - 1}\n`));
  assert.ok(said.endsWith(`\n${" ".repeat(long - 1)}^`));
});

test("a search that the engine gives up is told as that", (t) => {
  const number = compile("given up", PART);
  t.mock.method(RegExp.prototype, "test", () => {
    throw new RangeError("too much recursion");
  });
  assert.equal(verdict(number, "a"), GAVE_UP);
});

test("a pattern has one number for each way to check by it", () => {
  const number = compile(r`^\w$`, PART);
  assert.equal(compile(r`^\w$`, PART), number);
  assert.notEqual(compile(r`^\w$`, WHOLE), number);
  // As a pattern the name of a format is a text like any other.
  assert.equal(verdict(compile("email", PART), "an email"), FITS);
  assert.equal(verdict(compile("date", WHOLE), "date"), FITS);
});

for (const { format, fits, message } of formats) {
  test(`the format "${format}" is checked as the server checks it`, () => {
    const number = compile(format, FORMAT);
    if (!fits) return assert.deepEqual([number, sourceOfFormat(format)], [UNCHECKED, undefined]);
    const { length } = texts.filter((text) => {
      const found = verdict(number, text);
      if (found !== UNSURE) assert.equal(found, fits.includes(text) ? FITS : FAILS, text);
      return found === UNSURE;
    });
    assert.equal(length, { email: 18, color: 13 }[format] ?? 0, "so many are left to the server");
    const quotesAnother = ["date", "date-time", "uuid", "email"].includes(format);
    assert.equal(message === `does not match the ${format} pattern ${sourceOfFormat(format)}`, !quotesAnother);
  });
}

/** A pattern as it is written in a text, without JavaScript's escapes. */
function r({ raw: [pattern] }) {
  return pattern;
}
