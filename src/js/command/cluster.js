/** Requests to the cluster, and plain words for what it refuses. */

import { CLUSTER, CommandError } from "./failure.js";

const TIMEOUT = 60_000;

/**
 * @param {string} url the cluster's address
 * @param {string} authorization
 * @returns a function that sends a request and gives the answer's JSON
 */
export function cluster(url, authorization) {
  return async (method, path, body) => {
    const { status, headers, json } = await exchange(url, { method, path, body, headers: { authorization } });
    if (status >= 200 && status < 300) {
      if (headers.get("x-elastic-product") !== "Elasticsearch") throw notElasticsearch(url);
      return json;
    }
    throw new CommandError(refusal(url, status, json?.error, method), CLUSTER);
  };
}

/** One request and its answer, whatever it is. @returns {Promise<{ status: number, headers: Headers, json: unknown }>} */
export async function exchange(url, { method, path, body, headers }) {
  const type = body === undefined ? {} : { "content-type": "application/json" };
  try {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, ...type },
      body: typeof body === "string" || body === undefined ? body : JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    return { status: answer.status, headers: answer.headers, json: parse(await answer.text()) };
  } catch (error) {
    throw new CommandError(`can't reach Elasticsearch at ${url}: ${why(error)}`, CLUSTER);
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const CONNECTION_FAILURES = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no machine of this name",
  UND_ERR_SOCKET: "the connection was closed; is it https:?",
  EPROTO: "it does not speak TLS; is it http:?",
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS; is it http:?",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is its own: name its authority's file in NODE_EXTRA_CA_CERTS",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is its own: name it in NODE_EXTRA_CA_CERTS",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate's authority is not known: name its file in NODE_EXTRA_CA_CERTS",
};

function why(error) {
  if (error.name === "TimeoutError") return `no answer within ${TIMEOUT / 1000} seconds`;
  const { code, message } = error.cause ?? error;
  return CONNECTION_FAILURES[code] ?? code ?? message;
}

function notElasticsearch(url) {
  return new CommandError(`what answers at ${url} is not Elasticsearch: look at the address`, CLUSTER);
}

function refusal(url, status, error, method) {
  const said = reason(error);
  if (status === 401) {
    return `Elasticsearch did not accept the credentials: ${said}. Look at ELASTICSEARCH_API_KEY, or at ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD`;
  }
  if (status === 403 && /licen[sc]e/i.test(said)) {
    return `the cluster's licence does not cover search applications (they need trial, platinum or enterprise): ${said}`;
  }
  if (status === 403) {
    return `these credentials may not do that (it takes the cluster privilege manage_search_application, for keys manage_api_key, and for put the index privilege manage): ${said}`;
  }
  if (status === 404 && error?.type === "resource_not_found_exception") {
    return `there is no search application ${said}; make it with: search-application put ${said}`;
  }
  if (error === undefined)
    return `what answers at ${url} is not Elasticsearch (${method}: ${status}): look at the address`;
  return `Elasticsearch refused it (${status}): ${said}`;
}

/** The server's words: those on the credentials, else the innermost, which says what is wrong with a body. */
function reason(error) {
  if (typeof error === "string") return error;
  let innermost = error;
  while (innermost?.caused_by) innermost = innermost.caused_by;
  return error?.additional_unsuccessful_credentials ?? innermost?.reason ?? innermost?.type ?? "it does not say why";
}
