/** Reads a body as text, and no further than it may go. */

import { Refusal } from "./refusal.js";

/**
 * @param {AsyncIterable<Uint8Array> | null} chunks
 * @param {number} limit in bytes
 * @param {string | null | undefined} encoding the header Content-Encoding; no compressed body is taken
 * @returns {Promise<string>}
 */
export async function readText(chunks, limit, encoding) {
  if (encoding && encoding !== "identity") throw new Refusal(415, "The body must not be compressed");
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of chunks ?? []) {
    size += chunk.length;
    if (size > limit) throw Refusal.tooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
