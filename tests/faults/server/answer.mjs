/**
 * From an answer's description in the table to the bytes on the wire. Nothing is corrected on the way: what the
 * description says of the length, the encoding or the protocol is sent, true or not.
 */
import { gzipSync } from "node:zlib";

/** What Elasticsearch sends with an answer that its search gave. */
const DEFAULT_HEADERS = { "content-type": "application/json", "x-elastic-product": "Elasticsearch" };

/**
 * The head: status line and headers.
 * @param {object} answer from the table
 * @param {Record<string, string>} cors headers that let the asking page read the answer
 * @param {Buffer} body
 */
export function headOf(answer, cors, body) {
  if (answer.raw !== undefined) return "";
  const { status = 200, version = "1.1", hints = "" } = answer;
  const headers = { ...DEFAULT_HEADERS, ...lengthOf(answer, body), ...cors, connection: "close", ...answer.headers };
  const lines = Object.entries(headers).flatMap(([name, values]) => linesOf(name, values));
  return `${hints}HTTP/${version} ${status} Said\r\n${lines.join("")}\r\n`;
}

/** One line a value; none for `null`. */
function linesOf(name, values) {
  return [values ?? []].flat().map((value) => `${name}: ${value}\r\n`);
}

function lengthOf({ length, chunks, filler }, body) {
  if (chunks) return { "transfer-encoding": "chunked" };
  return { "content-length": length === undefined ? body.length + (filler?.bytes ?? 0) : length };
}

/** The body's bytes, without the filler that is sent after them. */
export function bodyOf({ raw, body = "", bytes, gzip, chunks }) {
  const text = raw ?? (typeof body === "string" ? body : JSON.stringify(body));
  const content = bytes ? Buffer.from(bytes) : Buffer.from(text);
  if (gzip) return gzipSync(Buffer.concat([content, Buffer.alloc(gzip.blanks ?? 0, " ")])).subarray(0, gzip.cut);
  return chunks ? chunked(content, chunks === "whole") : content;
}

/** The content as one chunk, with the end of chunks or without. */
function chunked(content, isWhole) {
  const size = content.length.toString(16);
  return Buffer.concat([Buffer.from(`${size}\r\n`), content, Buffer.from(isWhole ? "\r\n0\r\n\r\n" : "\r\n")]);
}
