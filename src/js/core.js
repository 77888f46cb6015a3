/**
 * Rust's half, which decides and never waits. It is asked by a question's name, in JSON, and answers at once; so no
 * search is under way in it, and an instance that dies takes no other search along.
 */

import { makeError, messageOf } from "./errors.js";
import { lasting } from "./life.js";
import { inOneText, violationsOf } from "./words.js";

/** What `JSON.stringify` writes: dates become texts, functions are left out. */
export function textOf(value) {
  try {
    return JSON.stringify(value) ?? "null";
  } catch (thrown) {
    throw makeError("SerializationError", `Not a JSON value: ${messageOf(thrown)}`);
  }
}

const encoder = new TextEncoder();

/** The same in UTF-8, as Rust takes it. */
export const bytesOf = (value) => encoder.encode(textOf(value));

/**
 * @param {() => { ask(question: string, given: Uint8Array): string }} make makes the Rust object
 * @returns a function that takes a question and what it is about, and returns the answer. An answer with `fault` (its
 *   class, message, status and body) is thrown as that error
 */
export function coreOf(make) {
  const core = lasting(make);
  return (question, given) => {
    const bytes = bytesOf(given);
    const answer = JSON.parse(core((made) => made.ask(question, bytes)));
    if (answer.fault) throw errorOf(answer.fault);
    return answer;
  };
}

/** The error that Rust describes; of what a dictionary refuses, the words are made here. */
export function errorOf({ name, message, status, body, refusal }) {
  if (!refusal) return makeError(`${name}Error`, message, status, body);
  const violations = violationsOf(refusal);
  const errors = name === "Validation" ? violations : undefined;
  return makeError(`${name}Error`, message + inOneText(violations), status, errors);
}
