/**
 * The error classes: those of Elasticsearch's JavaScript client, and `ValidationError` for refused params. Rust
 * names the class and this file makes the object. `name` and `code` stand on
 * the prototypes: they survive a minifier, and they tell the class where `instanceof` can't, since the ESM and the
 * CommonJS build each have classes of their own.
 */

/** On each prototype: the names of its class and of those that it extends. */
const KIND = Symbol.for("search-ui-search-application-connector.error");

/** The base of every error that the package throws. */
export class ElasticsearchClientError extends Error {
  /** `instanceof` asks for the name, so that it also tells errors of the other build. */
  static [Symbol.hasInstance](value) {
    const { prototype } = this;
    if (!Object.hasOwn(prototype, KIND)) return Function.prototype[Symbol.hasInstance].call(this, value);
    return Boolean(value?.[KIND]?.includes(prototype.code));
  }
}

/** The options given to the constructor can't work. */
export class ConfigurationError extends ElasticsearchClientError {}

/** No answer could be had: network, CORS, or a server that went away. */
export class ConnectionError extends ElasticsearchClientError {}

/** No whole answer within the time allowed. */
export class TimeoutError extends ElasticsearchClientError {}

/** The caller gave the request up. */
export class RequestAbortedError extends ElasticsearchClientError {}

/** There is no node to send the request to. */
export class NoLivingConnectionsError extends ElasticsearchClientError {}

/** What should be sent can't be written as JSON. */
export class SerializationError extends ElasticsearchClientError {}

/** What came back can't be read as the JSON that was expected. */
export class DeserializationError extends ElasticsearchClientError {}

/** The server answered with an error: `statusCode` and, if it was JSON, `body`. */
export class ResponseError extends ElasticsearchClientError {}

/** What answered isn't Elasticsearch. */
export class ProductNotSupportedError extends ElasticsearchClientError {}

/** The dictionary refuses the params: `errors` lists `{ path, keyword, message, schemaPath }`. */
export class ValidationError extends ElasticsearchClientError {}

/** The package itself failed; whatever was under way is lost, and the next search works. */
export class InternalError extends ElasticsearchClientError {}

const classes = {
  ElasticsearchClientError,
  ConfigurationError,
  ConnectionError,
  TimeoutError,
  RequestAbortedError,
  NoLivingConnectionsError,
  SerializationError,
  DeserializationError,
  ResponseError,
  ProductNotSupportedError,
  ValidationError,
  InternalError,
};

for (const [name, errorClass] of Object.entries(classes)) {
  Object.defineProperty(errorClass.prototype, "name", { value: name, configurable: true, writable: true });
  errorClass.prototype.code = name;
  // What a console shows, also of a minified class.
  Object.defineProperty(errorClass, "name", { value: name });
  Object.defineProperty(errorClass.prototype, KIND, { value: ["ElasticsearchClientError", name] });
}

/**
 * Makes an error.
 * @param {string} name its class's
 * @param {string} message
 * @param {number} [statusCode] 0 if there was no answer
 * @param {unknown} [body] the answer's body, or for `ValidationError` the list of what is wrong
 * @param {object} [record] what is known of the exchange
 */
export function makeError(name, message, statusCode = 0, body, record) {
  const error = new classes[name](message);
  if (statusCode) error.statusCode = statusCode;
  if (body !== undefined) error[name === "ValidationError" ? "errors" : "body"] = body;
  if (record) {
    error.meta = { body, statusCode, ...record };
    error.headers = record.headers;
  }
  return error;
}

/**
 * The message of whatever was thrown (an `Error`'s, a text itself, or else its type), and of what caused it.
 * @param {unknown} thrown
 * @param {number} [depth] causes may be a circle
 * @returns {string}
 */
export function messageOf(thrown, depth = 0) {
  try {
    const message = [thrown, thrown.message, thrown.code].find((text) => text && typeof text === "string");
    const cause = depth < 4 && thrown.cause ? `: ${messageOf(thrown.cause, depth + 1)}` : "";
    return (message ?? typeof thrown) + cause;
  } catch {
    // `null`, `undefined`, and objects whose members throw.
    return typeof thrown;
  }
}

/** Whether it is an error of this package. */
export const isOfUs = (thrown) => thrown instanceof ElasticsearchClientError;

/** Whether a search was given up. Its error doesn't tell: an answer that is too large ends in the same. */
export const wasGivenUp = (signal) => signal?.aborted === true;
