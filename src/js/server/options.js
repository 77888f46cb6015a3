/** The handler's options, read and checked once, when it is made. */

import { ConfigurationError } from "../errors.js";

const MAX_BODY_SIZE = 1_000_000;
const OPTIONS = ["maxBodySize", "cors", "onError"];
const CORS_OPTIONS = ["origins", "headers", "credentials"];

export function readOptions(connector, options) {
  check(typeof connector?.onSearch === "function", "the first argument must be a connector");
  checkNames(options, OPTIONS, "option");
  const { maxBodySize = MAX_BODY_SIZE, cors, onError = (error) => console.error(error) } = options;
  check(Number.isInteger(maxBodySize) && maxBodySize > 0, "maxBodySize must be a number of bytes");
  check(typeof onError === "function", "onError must be a function");
  return { maxBodySize, onError, cors: cors && readCors(cors) };
}

function readCors(cors) {
  checkNames(cors, CORS_OPTIONS, "option of cors");
  const { origins, headers = [], credentials = false } = cors;
  check(origins === "*" || Array.isArray(origins), 'cors.origins must be a list of origins or "*"');
  check(Array.isArray(headers), "cors.headers must be a list of names");
  // The browser refuses this pair too, but only when a page is open already.
  check(!(credentials && origins === "*"), 'cors.credentials needs a list of origins: "*" would be every site');
  if (origins !== "*") origins.forEach(checkOrigin);
  return { origins, headers, credentials };
}

function checkOrigin(origin) {
  const isOrigin = URL.canParse(origin) && new URL(origin).origin === origin;
  check(isOrigin, `cors.origins: ${JSON.stringify(origin)} is no origin: write one like "https://www.example.com"`);
}

function checkNames(options, known, what) {
  const unknown = Object.keys(options ?? {}).find((name) => !known.includes(name));
  check(unknown === undefined, `there is no ${what} ${unknown}; there are ${known.join(", ")}`);
}

function check(holds, problem) {
  if (!holds) throw new ConfigurationError(`createSearchHandler: ${problem}`);
}
