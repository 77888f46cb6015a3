/**
 * Who asks: the credential that the options hold, or the one that a function of the page supplies. That is asked once,
 * by all searches together, and again after the server refused what it gave.
 */

import { makeError } from "./errors.js";
import { within } from "./exchange.js";
import { formsOf } from "./record.js";

/** How many secrets that pass are kept in mind: those of the newest credentials. */
const REMEMBERED = 32;

/** What is said of a function that gave nothing; what it threw may quote the credential, which nobody knows yet. */
const WORDS = {
  GivenUp: "The request was given up",
  TimedOut: "gave no answer in time",
  Failed: "failed. Its own error is not shown, since it may hold the credential",
};

/**
 * @param {(question: string, given: unknown) => object} ask of `coreOf`
 * @param {{ header: string | null, supplied: string | null, secrets: string[] }} settings the header's value, or the
 *   option whose function supplies it; and what no error may show
 * @param {Function} [supplier]
 */
export function createCredentials(ask, settings, supplier) {
  const own = formsOf(settings.secrets);
  let known = settings.header;
  let asked;
  let passing = [];
  let generation = 0;
  return {
    get,
    forget,
    /** What no error may show. */
    secrets: () => [...own, ...passing],
    /** Tells credentials apart: who asks now may be somebody else. */
    generation: () => generation,
  };

  /** The header's value; `null` where a header of the page's own holds it. */
  async function get(milliseconds, signal) {
    return known ?? (settings.supplied ? supply(milliseconds, signal) : null);
  }

  async function supply(milliseconds, signal) {
    asked ??= within(milliseconds, undefined, async () => [await supplier()]);
    const supplied = await within(0, signal, () => asked).catch(() => "Failed");
    if (supplied !== "GivenUp") asked = undefined;
    if (typeof supplied === "string") throw failure(supplied);
    // Another search, which waited for the same promise, may have been here before.
    if (known) return known;
    const { header, secrets } = ask("credential", supplied[0]);
    passing = [...new Set([...passing, ...formsOf(secrets)])].slice(-REMEMBERED);
    known = header;
    return known;
  }

  /** Forgets what the server refused. Whether there may be another. */
  function forget(refused) {
    if (settings.supplied && known === refused) {
      known = null;
      generation += 1;
    }
    return Boolean(settings.supplied);
  }

  function failure(outcome) {
    if (outcome === "GivenUp") return makeError("RequestAbortedError", WORDS.GivenUp);
    return makeError("ConfigurationError", `The function \`${settings.supplied}\` ${WORDS[outcome]}`);
  }
}
