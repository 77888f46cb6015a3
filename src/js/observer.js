/** What is told of a search: to whoever listens, in its error, and in what `meta: true` returns. Never a secret. */

import { makeError } from "./errors.js";
import { notify } from "./options.js";
import { cleaned, recordOf, redacted } from "./record.js";

const isAbort = (error) => error?.code === "RequestAbortedError";

export class Observer {
  #listener;
  #credentials;

  /**
   * @param {Function} [listener] `onDiagnostic`
   * @param {{ secrets(): string[] }} credentials
   */
  constructor(listener, credentials) {
    this.#listener = listener;
    this.#credentials = credentials;
  }

  /** What nothing may show that is told of that search. */
  secretsOf(call) {
    return [...this.#credentials.secrets(), ...call.secrets];
  }

  /** The error with what is known of the exchange and without what must not be shown. */
  shown(call, error) {
    const { code, message, statusCode, body, errors } = error;
    const secrets = this.secretsOf(call);
    const record = recordOf(call, isAbort(error), secrets);
    return makeError(
      code,
      cleaned(message, secrets),
      statusCode,
      redacted(errors ?? body, call.redaction, secrets),
      record,
    );
  }

  /** The whole exchange, for programs. */
  resultOf(call, aborted = false) {
    const { headers, warnings, meta } = recordOf(call, aborted, this.secretsOf(call));
    const { status = 0, body } = call.answer ?? {};
    return { body, statusCode: status, headers, warnings, meta: { ...meta, context: call.context } };
  }

  /** Tells the page's listener of a step, if there is one. */
  tell(call, name, error, details) {
    if (!this.#listener) return;
    notify(this.#listener, name, error ? this.shown(call, error) : null, this.resultOf(call, isAbort(error)), details);
  }

  /** Tells of a search's end with an error, and returns that as it may be shown. */
  conclude(call, error) {
    if (isAbort(error)) this.tell(call, "abort", error);
    this.tell(call, "response", error);
    return this.shown(call, error);
  }
}
