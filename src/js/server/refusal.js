/**
 * What a stranger is told when a search is not answered: a status and a sentence that hold nothing of the cluster.
 * The error itself goes to the operator.
 */

const NOT_ALLOWED = [400, "This search is not possible here"];
const UNREACHABLE = [502, "The search service can't be reached"];
const UNREADABLE = [502, "The search service gave no answer that can be read"];
const UNAVAILABLE = [503, "The search service is not available at the moment"];
const REFUSED = [502, "The search service has refused the search"];

/** By the error's `code`, which also holds between the ESM and the CommonJS build. */
const BY_CODE = {
  ValidationError: NOT_ALLOWED,
  ConnectionError: UNREACHABLE,
  NoLivingConnectionsError: UNREACHABLE,
  DeserializationError: UNREADABLE,
  ProductNotSupportedError: UNREADABLE,
  TimeoutError: [504, "The search took too long"],
  RequestAbortedError: [503, "The search was given up"],
};

/** By the cluster's status. Those that the key or the set-up causes are no business of the page's. */
const BY_STATUS = {
  400: NOT_ALLOWED,
  429: [429, "There are too many searches at the moment"],
  502: UNAVAILABLE,
  503: UNAVAILABLE,
  504: UNAVAILABLE,
};

/** A question that never reaches the connector. */
export class Refusal extends Error {
  constructor(status, sentence, headers = {}) {
    super(sentence);
    Object.assign(this, { status, sentence, headers });
  }

  static tooLarge() {
    return new Refusal(413, "The body is too large");
  }
}

/** @returns {{ status: number, sentence: string, headers: object }} */
export function refusalFor(error) {
  if (error instanceof Refusal) return error;
  const [status, sentence] =
    error?.code === "ResponseError"
      ? (BY_STATUS[error.statusCode] ?? REFUSED)
      : (BY_CODE[error?.code] ?? [500, "The search has failed"]);
  return { status, sentence, headers: {} };
}
