/**
 * The error classes: those of Elasticsearch's JavaScript client, and `ValidationError` for refused params. Rust
 * can't make a subclass of `Error`, so it names the class and this file makes the object. `name` and `code` stand on
 * the prototypes: they survive a minifier, and they tell the class where `instanceof` can't, since the ESM and the
 * CommonJS build each have classes of their own.
 */

/** The base of every error that the package throws. */
export class ElasticsearchClientError extends Error {}

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
};

for (const [name, errorClass] of Object.entries(classes)) {
  Object.defineProperty(errorClass.prototype, "name", { value: name, configurable: true, writable: true });
  errorClass.prototype.code = name;
}

/**
 * Makes the error that Rust names.
 * @param {string} name the class's name without `Error`
 * @param {string} message
 * @param {number} statusCode 0 if there was no answer
 * @param {unknown} body the answer's body, or for `ValidationError` the list of what is wrong
 */
export function makeError(name, message, statusCode, body) {
  const error = new classes[`${name}Error`](message);
  if (statusCode) error.statusCode = statusCode;
  if (body !== undefined) error[name === "Validation" ? "errors" : "body"] = body;
  return error;
}

/**
 * The message of whatever was thrown: an `Error`'s, a text itself, or else its type.
 * @param {unknown} thrown
 * @returns {string}
 */
export function messageOf(thrown) {
  try {
    return [thrown, thrown.message].find((text) => typeof text === "string") ?? typeof thrown;
  } catch {
    // `null`, `undefined`, and objects whose members throw.
    return typeof thrown;
  }
}

/** Whether it is an error of this package. */
export const isOfUs = (thrown) => thrown instanceof ElasticsearchClientError;

/** Whether it is the error of a request that was given up. */
export const wasGivenUp = (thrown) => thrown instanceof RequestAbortedError;
