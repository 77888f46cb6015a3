/** Questions and answers as `Request` and `Response`: Workers, Deno, Bun, Next.js and others. */

import { readText } from "./body.js";

/** Statuses whose answers have no body. */
const EMPTY = 204;

export async function answerFetch(answer, request) {
  const { status, headers, body, sentence } = await answer({
    method: request.method,
    path: new URL(request.url).pathname,
    header: (name) => request.headers.get(name),
    read: (limit) => readText(request.body, limit, request.headers.get("content-encoding")),
  });
  return new Response(status === EMPTY ? null : body, { status, headers, statusText: sentence });
}
