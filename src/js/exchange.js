/**
 * What a search waits for: one HTTP exchange from `fetch` to the end of the body, a function of the page, a pause.
 * Whatever it is (`fetch` may be missing, throw, return no promise or a body that never ends), the promise settles:
 * with the names of `transport::Broken` where there is no answer.
 */

import { cleaned } from "./record.js";

/**
 * Waits for `work`, a function that is called with an abort signal, but only so long.
 * @param {number} milliseconds how long to wait, 0 for as long as it takes
 * @param {AbortSignal} [given] gives it up
 * @param {(signal: AbortSignal) => Promise<T>} work
 * @returns {Promise<T | "TimedOut" | "GivenUp">}
 * @template T
 */
export function within(milliseconds, given, work) {
  const controller = new AbortController();
  let timer;
  let giveUp;
  return new Promise((resolve, reject) => {
    // Settled first: what the abort throws must not stand in for the time limit, or for the caller's wish.
    const endWith = (outcome) => {
      resolve(outcome);
      controller.abort();
    };
    if (milliseconds) timer = setTimeout(endWith, milliseconds, "TimedOut");
    giveUp = () => endWith("GivenUp");
    given?.addEventListener("abort", giveUp);
    if (given?.aborted) giveUp();
    else work(controller.signal).then(resolve, reject);
  }).finally(() => {
    clearTimeout(timer);
    given?.removeEventListener("abort", giveUp);
  });
}

/** Waits that long, as far as a timer reaches: `"TimedOut"` when it is over. */
export function pause(seconds, given) {
  const milliseconds = seconds * 1000;
  return within(Math.min(Math.max(milliseconds, 1), 2 ** 31 - 1), given, () => new Promise(() => {}));
}

/**
 * Posts a search and reads the answer.
 * @param {{ url: string, headers: Record<string, string>, body: string, requestTimeout: number,
 *   maxResponseSize: number, compression?: boolean, asStream?: boolean, secrets: string[] }} request
 * @param {unknown} dispatcher for Node's `fetch`
 * @param {AbortSignal} [given] gives the exchange up
 * @returns the answer (`read` says what it has), or why there is none
 */
export function exchange(request, dispatcher, given) {
  return within(request.requestTimeout, given, async (own) => {
    // A stream is read after this is over.
    const signal = request.asStream && given ? AbortSignal.any([own, given]) : own;
    const { url, headers } = request;
    const body = await packed(request);
    // A redirect would turn the POST into a GET, or carry the credential elsewhere.
    const init = { method: "POST", headers, body, signal, redirect: "manual" };
    const reply = await fetch(url, dispatcher ? { ...init, dispatcher } : init);
    const { type, status } = reply;
    const isRedirect = type === "opaqueredirect" || (status >= 300 && status < 400 && reply.headers.get("location"));
    return isRedirect ? "Redirected" : read(reply, request);
  });
}

/** The body as it is sent. Where there is no compression, none is claimed. */
async function packed({ body, compression, headers }) {
  if (!compression) return body;
  if (!globalThis.CompressionStream) {
    delete headers["content-encoding"];
    return body;
  }
  return new Response(new Blob([body]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
}

async function read(reply, { asStream, maxResponseSize: limit, secrets }) {
  // What isn't a number is no success.
  const status = typeof reply.status === "number" ? reply.status : 0;
  const isSuccess = status >= 200 && status < 300;
  // A shorter one may be a word of a document.
  const long = secrets.filter((secret) => secret.length >= 16);
  const headers = headersOf(reply, (value) => cleaned(value, secrets));
  const answer = {
    status,
    isSuccess,
    headers,
    product: headers["x-elastic-product"],
    warnings: headers.warning?.match(/\d{3} Elasticsearch-(?:"(?:\\.|[^"\\])*"|[^",])*/g) ?? null,
    retryAfter: seconds(headers["retry-after"] ?? ""),
  };
  if (asStream && isSuccess) return { ...answer, body: limited(reply.body, limit) };
  const text = headers["content-length"] > limit ? undefined : await textOf(reply, limit);
  if (text === undefined) {
    reply.body?.cancel?.().catch(() => {});
    return "TooLarge";
  }
  const plain = plainlyEscaped(text);
  try {
    answer.body = JSON.parse(cleaned(plain, isSuccess ? long : secrets));
  } catch {
    // Not JSON: its beginning tells what it is.
  }
  const { body } = answer;
  const isFound = isSuccess && Object(body) === body && !Array.isArray(body);
  return isFound ? answer : { ...answer, beginning: cleaned(plain, secrets).slice(0, 1000) };
}

/** The headers that may be read. Stand-ins for `fetch` often have no more than `get`. */
function headersOf({ headers }, clean) {
  const names = ["x-elastic-product", "warning", "retry-after", "content-length", "content-type"];
  const all = headers.entries ? [...headers.entries()] : names.map((name) => [name, headers.get(name)]);
  return Object.fromEntries(all.filter(([, value]) => value !== null).map(([name, value]) => [name, clean(value)]));
}

/** JSON text in which nothing is escaped that need not be, so that a secret has one spelling only. */
function plainlyEscaped(text) {
  if (!text.includes("\\") || !/\\(u(?!00[01])|\/)/i.test(text)) return text;
  return text.replace(/\\(?:u([\da-f]{4})|(.))/gi, (all, code, character) => {
    if (!code) return character === "/" ? "/" : all;
    const decoded = String.fromCharCode(Number.parseInt(code, 16));
    return decoded < " " ? all : decoded.replace(/["\\]/, "\\$&");
  });
}

/** What `Retry-After` says, a number of seconds or a date; `undefined` for anything else. */
function seconds(after) {
  if (/^\d+$/.test(after)) return Number(after);
  return / GMT$/.test(after) ? (Date.parse(after) - Date.now()) / 1000 : undefined;
}

/** The body as a text, read no further than `limit` bytes: `undefined` if it has more. */
async function textOf(reply, limit) {
  if (!reply.body?.getReader) {
    const text = await reply.text();
    if (typeof text !== "string") throw new TypeError("the body is not a text");
    return text.length > limit ? undefined : text;
  }
  const reader = reply.body.getReader();
  const chunks = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return decoded(chunks);
    if (!ArrayBuffer.isView(value)) throw new TypeError("the body is not of bytes");
    size += value.byteLength;
    if (size > limit) {
      reader.releaseLock();
      return undefined;
    }
    chunks.push(value);
  }
}

/** Most answers are of one chunk: a decoder that need not be ready for more takes a fifth of the time. */
function decoded(chunks) {
  const decoder = new TextDecoder();
  const last = chunks.length - 1;
  return chunks.map((chunk, at) => decoder.decode(chunk, { stream: at < last })).join("");
}

/** The stream, which fails where it has more than `limit` bytes. */
function limited(stream, limit) {
  let size = 0;
  return stream?.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        size += chunk.length;
        if (size > limit) controller.error(new RangeError(`The answer is larger than ${limit} bytes`));
        else controller.enqueue(chunk);
      },
    }),
  );
}
