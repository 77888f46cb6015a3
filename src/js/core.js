/**
 * Rust's half, which decides and never waits. It is asked in JSON, and answers at once; so no search is under way in it,
 * and an instance that dies takes no other search along.
 */

import { give, taken } from "./crossing.js";
import { makeError, messageOf } from "./errors.js";
import { lasting } from "./life.js";

/** What `JSON.stringify` writes: dates become texts, functions are left out. */
export function textOf(value) {
  try {
    return JSON.stringify(value) ?? "null";
  } catch (thrown) {
    throw makeError("SerializationError", `Not a JSON value: ${messageOf(thrown)}`);
  }
}

/** The questions, which Rust knows by their places here: `service::Question`. */
const QUESTIONS = ["settings", "search", "autocomplete", "credential", "request", "judge", "validate"];

/**
 * @param {() => { ask(question: number, bytes: number): void }} make makes the Rust object
 * @returns a function that takes a question and what it is about, and returns the answer, if there is any. An answer with
 *   `fault` (its class, message, status and body) is thrown as that error
 */
export function coreOf(make) {
  const core = lasting(make);
  return (question, given) => {
    const text = textOf(given);
    core((made) => made.ask(QUESTIONS.indexOf(question), give(text)));
    const told = taken();
    const answer = told && JSON.parse(told);
    if (answer?.fault) throw errorOf(answer.fault);
    return answer;
  };
}

/** The error that Rust describes. */
export function errorOf({ name, message, status, body }) {
  return makeError(`${name}Error`, message, status, body);
}
