/**
 * Texts on their way between JavaScript and Rust, one each way at a time. Rust calls these functions while it is asked
 * something: so a text is encoded straight into the memory that Rust reads it from, and nobody has to free any.
 */

/** What a unit of a text takes in UTF-8, at most. */
const BYTES_PER_UNIT = 3;
/** A longer text is measured first, since memory that Rust has taken is never given back. */
const SHORT = 2 ** 14;

const encoder = new TextEncoder();
let given = "";
let answer;

/** Lays a text out for Rust, which has to be told with the next call how many bytes it needs room for. */
export function give(text) {
  given = text;
  return text.length > SHORT ? encoder.encode(text).length : text.length * BYTES_PER_UNIT;
}

/** For Rust: writes the text there, in UTF-8, and returns how many bytes it takes. Not kept, since it may hold secrets. */
export function fill(room) {
  const { written } = encoder.encodeInto(given, room);
  given = "";
  return written;
}

/** For Rust: its answer. */
export function tell(text) {
  answer = text;
}

/** The answer that Rust has told since the last time, if any. */
export function taken() {
  const text = answer;
  answer = undefined;
  return text;
}
