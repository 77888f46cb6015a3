/** Puts an answer on the wire: its bytes, at the pace and with the end that it is described with. */
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { bodyOf, headOf } from "./answer.mjs";

const DRIP_MS = 20;
const CHUNK = Buffer.alloc(65_536, " ");

/**
 * @param {import("node:net").Socket} socket
 * @param {object} described an answer of the table
 * @param {Record<string, string>} cors headers that let the asking page read it
 * @param {{ sent: number }} seen counts the bytes of bodies
 */
export async function send(socket, described, cors, seen) {
  if (described.instead) return end(socket, described.instead);
  if (described.afterMs) await sleep(described.afterMs);
  const body = bodyOf(described);
  const head = Buffer.from(headOf(described, cors, body));
  // In one piece, unless told otherwise: to some who read it, it makes a difference.
  for (const piece of described.pauseMs ? [head, body] : [Buffer.concat([head, body])]) {
    await write(socket, piece);
    await sleep(described.pauseMs ?? 0);
  }
  seen.sent += body.length;
  if (described.filler) await pour(socket, described.filler.bytes, seen);
  await end(socket, described.then ?? "close");
}

/** Waits until the client has taken what was written, or has gone away. */
async function write(socket, bytes) {
  if (socket.write(bytes) || socket.destroyed) return;
  const waiting = new AbortController();
  const ends = ["drain", "close"].map((event) => once(socket, event, { signal: waiting.signal }));
  await Promise.race(ends).finally(() => waiting.abort());
}

/** Blanks, which JSON allows anywhere, until there are enough or nobody listens. */
async function pour(socket, bytes, seen) {
  for (let poured = 0; poured < bytes && !socket.destroyed; poured += CHUNK.length) {
    await write(socket, CHUNK);
    seen.sent += CHUNK.length;
  }
}

async function end(socket, how) {
  if (how === "close") socket.end();
  if (how === "reset") socket.resetAndDestroy();
  // "stall" does nothing more, ever.
  while (how === "drip" && !socket.destroyed) {
    socket.write(" ");
    await sleep(DRIP_MS);
  }
}
