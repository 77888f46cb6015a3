/**
 * The regular expressions and formats of dictionaries, in the browser's engine. Rust knows each by its number, since
 * numbers need no table of JavaScript's objects in the module; and nothing that goes wrong here is thrown into it.
 */

import FORMATS from "../dictionary/formats.json" with { type: "json" };
import { give } from "./crossing.js";
import { hasBoundary, rewritten } from "./java-patterns.js";
import { getOwn } from "./members.js";

/** How a text is checked (`Check` in Rust), beside as a whole by a pattern: in any part of it, or by a format. */
const PART = 0;
const FORMAT = 2;

/** What a check finds out (`Verdict` in Rust). */
const FAILS = 0;
const UNSURE = 2;
const GAVE_UP = 3;

/** Instead of a number: what is not checked here. */
const UNCHECKED = -1;

/** The numbers that were given, by what for: there are no more than dictionaries have patterns. */
const numbers = new Map();
const checks = [];

/** The pattern that a text of a format has to match; `undefined` for a format that the server does not check. */
export const sourceOfFormat = (name) => getOwn(FORMATS, name);

/**
 * @param {string} given a pattern in Java's dialect, or the name of a format
 * @param {number} check
 * @returns {number} a number below that of what is not checked means that Java refuses the pattern: the difference is what
 *   `give` says of the room that Java's words need, which are given to Rust
 */
export function compile(given, check) {
  const key = check + given;
  const number = numbers.get(key) ?? numberOf(given, check);
  if (number >= 0) numbers.set(key, number);
  return number;
}

function numberOf(given, check) {
  const source = check === FORMAT ? sourceOfFormat(given) : given;
  if (source === undefined) return UNCHECKED;
  const pattern = rewritten(source);
  if (pattern.source === undefined) {
    return pattern.refusal === undefined ? UNCHECKED : UNCHECKED - give(pattern.refusal);
  }
  try {
    const regExp = new RegExp(check === PART ? pattern.source : `^(?:${pattern.source})$`, "u");
    return checks.push({ regExp, isAsciiOnly: hasBoundary(pattern.source), format: check === FORMAT && given }) - 1;
  } catch {
    return UNCHECKED;
  }
}

/** @returns {number} what is found out about a text */
export function verdict(number, text) {
  const { regExp, isAsciiOnly, format } = checks[number];
  // Which letters beyond ASCII make up a word differs by the version of Java.
  if (isAsciiOnly && /[^\0-\x7f]/.test(text)) return UNSURE;
  try {
    return regExp.test(text) ? settled(format, text) : FAILS;
  } catch {
    return GAVE_UP;
  }
}

/** What is found out about a text that has the form of a format. */
function settled(format, text) {
  // A page has no room for the list of top-level domains.
  if (format === "email") return UNSURE;
  return Number(!/^date/.test(format) || isInCalendar(text));
}

/** Whether a text begins with a day that its year has: Julian until 1582, when ten days were left out. */
function isInCalendar(text) {
  const [year, month, day] = text.split(/\D/, 3).map(Number);
  const isLeapYear = year % 4 === 0 && (year <= 1582 || year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? 28 + isLeapYear : 31 - (((month - 1) % 7) % 2);
  const isLeftOut = year === 1582 && month === 10 && day > 4 && day < 15;
  return year > 0 && day <= days && !isLeftOut;
}
