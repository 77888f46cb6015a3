/** Questions and answers as Node.js has them: Express and other middleware, and `http.createServer` itself. */

import { readText } from "./body.js";

const TOO_LARGE = 413;

/** A path that is none of ours is left to `next`, if there is one. */
export async function answerNode(answer, request, response, next) {
  const header = (name) => [request.headers[name] ?? null].flat()[0];
  const { status, headers, body, sentence } = await answer({
    method: request.method,
    path: request.url.replace(/[?#].*/s, ""),
    header,
    read: async (limit) => parsed(request.body) ?? readText(chunks(request), limit, header("content-encoding")),
  });
  if (status === 404 && next) return next();
  // Later versions of HTTP have neither of these.
  if (request.httpVersionMajor < 2) {
    if (sentence) response.statusMessage = sentence;
    // The rest of the body may still be on its way, and nobody reads it.
    if (status === TOO_LARGE) headers.connection = "close";
  }
  response.writeHead(status, headers);
  response.end(body);
}

/** What a body parser has left: a value, or the body's bytes or text. */
function parsed(body) {
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : body;
}

/** Left unread, the body must not take the connection down before the answer is on its way. */
function chunks(request) {
  return request.iterator({ destroyOnReturn: false });
}
