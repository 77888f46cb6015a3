/**
 * Rust's half, which decides and never waits. It is asked in JSON, and answers at once; so no search is under way in it,
 * and an instance that dies takes no other search along.
 */

import { give, taken } from "./crossing.js";
import { makeError, messageOf } from "./errors.js";
import { lasting } from "./life.js";
import { inOneText, violationsOf } from "./words.js";

/** What `JSON.stringify` writes: dates become texts, functions are left out. */
export function jsonOf(value) {
  try {
    return JSON.stringify(value) ?? "null";
  } catch (thrown) {
    throw makeError("SerializationError", `Not a JSON value: ${messageOf(thrown)}`);
  }
}

/** The same as it is sent: half a character becomes U+FFFD. */
export const textOf = (value) => whole(jsonOf(value));

/** Only halves are escaped so; a backslash of the value's own is escaped itself. */
const whole = (text) =>
  text.includes("\\ud") ? text.replace(/\\(ud...|[^])/g, (all, { length }) => (length > 1 ? "\ufffd" : all)) : text;

/** The questions, which Rust knows by their places here: `service::Question`. */
const QUESTIONS = ["settings", "search", "autocomplete", "credential", "request", "judge", "validate"];

/**
 * @param {() => { ask(question: number, dictionary: number, bytes: number): void }} make makes the Rust object
 * @returns `ask`, which takes a question and what it is about, and returns the answer; and `validate`, which takes params
 *   as a text, and the number of the dictionary that they are checked by. An answer with `fault` (its class, message,
 *   status and body) is thrown as that error
 */
export function coreOf(make) {
  const core = lasting(make);
  return {
    ask: (question, given) => answerTo(question, textOf(given)),
    validate: (params, dictionary) => answerTo("validate", params, dictionary),
  };

  function answerTo(question, text, dictionary = 0) {
    core((made) => made.ask(QUESTIONS.indexOf(question), dictionary, give(text)));
    const told = taken();
    const answer = told && JSON.parse(whole(told));
    if (answer?.fault) throw errorOf(answer.fault);
    return answer;
  }
}

/** The error that Rust describes; of what a dictionary refuses, the words are made here. */
export function errorOf({ name, message, status, body, refusal }) {
  if (!refusal) return makeError(`${name}Error`, message, status, body);
  const violations = violationsOf(refusal);
  const errors = name === "Validation" ? violations : undefined;
  return makeError(`${name}Error`, message + inOneText(violations), status, errors);
}
