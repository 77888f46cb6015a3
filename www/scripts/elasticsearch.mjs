/** The little of an Elasticsearch client that loading films takes: JSON over fetch, and errors that say what failed. */

/**
 * @param {{ url: string, username: string, password: string }} cluster
 * @returns {(method: string, path: string, body?: object | string) => Promise<object>} a function that sends a request
 *   and returns the answer's JSON. A string is sent as it is, as newline-delimited JSON.
 */
export function client({ url, username, password }) {
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  return async function send(method, path, body) {
    const isLines = typeof body === "string";
    const type = isLines ? "application/x-ndjson" : "application/json";
    const response = await fetch(`${url.replace(/\/$/, "")}/${path}`, {
      method,
      headers: { authorization, ...(body && { "content-type": type }) },
      body: isLines ? body : body && JSON.stringify(body),
    }).catch((cause) => {
      throw new Error(`Can't reach Elasticsearch at ${url}: is it running?`, { cause });
    });
    const answer = await response.json();
    if (!response.ok) throw new RequestError(method, path, response.status, answer.error);
    return answer;
  };
}

/** Elasticsearch's refusal of a request. */
export class RequestError extends Error {
  constructor(method, path, status, error) {
    super(`${method} /${path} failed with ${status}: ${error?.reason ?? JSON.stringify(error)}`);
    this.status = status;
  }
}
