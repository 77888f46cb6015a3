/**
 * What is answered to a question, whatever server it came through. A question is
 * `{ method, path, header(name), read(limit) }`, where `read` promises the body as text, or as the value that the
 * server has parsed already; an answer is `{ status, headers, body }`.
 */

import { allowOrigin } from "./cors.js";
import { Refusal, refusalFor } from "./refusal.js";
import { readOptions } from "./options.js";

const METHODS = { search: "onSearch", autocomplete: "onAutocomplete" };
const PATH = /\/(search|autocomplete)\/?$/;

/**
 * @param {import("@elastic/search-ui").APIConnector} connector
 * @param {object} options those of `createSearchHandler`
 * @returns a function from a question to the promise of an answer; it never rejects. A path that is none of ours gives
 *   an answer with the status 404.
 */
export function createAnswer(connector, options) {
  const { maxBodySize, cors, onError } = readOptions(connector, options);
  return async (question) => {
    const answer = await carryOut(question).catch(refuse);
    return { ...answer, headers: { ...answer.headers, ...allowOrigin(cors, question) } };
  };

  async function carryOut(question) {
    const method = METHODS[PATH.exec(question.path)?.[1]];
    if (!method) throw new Refusal(404, "There is no such address");
    if (question.method === "OPTIONS") return { status: 204, headers: { allow: "POST, OPTIONS" } };
    if (question.method !== "POST") throw new Refusal(405, "Only POST is answered here", { allow: "POST, OPTIONS" });
    const { state, queryConfig } = await readQuestion(question, maxBodySize);
    return json(200, JSON.stringify(await connector[method](state, queryConfig)));
  }

  function refuse(error) {
    const { status, sentence, headers } = refusalFor(error);
    if (!(error instanceof Refusal)) report(error);
    return { ...json(status, JSON.stringify({ error: sentence }), headers), sentence };
  }

  /** The operator's own function must not turn an answer into a failure. */
  async function report(error) {
    try {
      await onError(error);
    } catch {
      // There is nobody left to be told.
    }
  }
}

function json(status, body, headers) {
  return { status, body, headers: { "content-type": "application/json", "cache-control": "no-store", ...headers } };
}

async function readQuestion({ header, read }, maxBodySize) {
  // A form of another site can't send this type, so no page can search in a visitor's name without CORS.
  if (!/^application\/json\s*(;|$)/i.test(header("content-type") ?? "")) {
    throw new Refusal(415, "The body must have the content type application/json");
  }
  if (Number(header("content-length")) > maxBodySize) throw Refusal.tooLarge();
  const { state, queryConfig = {} } = parse(await read(maxBodySize).catch(unread)) ?? {};
  if (!isObject(state) || !isObject(queryConfig)) {
    throw new Refusal(400, "The body must be an object with the objects state and queryConfig");
  }
  return { state, queryConfig };
}

/** A visitor who hangs up is no failure of the operator's. */
function unread(error) {
  throw error instanceof Refusal ? error : new Refusal(400, "The body did not arrive");
}

function parse(body) {
  if (typeof body !== "string") return body;
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal(400, "The body is no JSON");
  }
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
