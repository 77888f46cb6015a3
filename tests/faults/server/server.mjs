/**
 * The fault server: a process of its own that answers as the table says, on real sockets, and remembers what it was
 * asked. `/{row}/{run}/{node}/…` is a node of a row; each run of a row has a number of its own. `/-/{run}` tells what
 * was seen of a run. On its second port is the origin to which redirects lead away.
 */
import { once } from "node:events";
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { FOUND } from "../table/answers.mjs";
import { rows } from "../table/rows.mjs";
import { bodyOf, headOf } from "./answer.mjs";

const DRIP_MS = 20;
const CHUNK = Buffer.alloc(65_536, " ");
const ALLOWED = {
  "access-control-allow-methods": "OPTIONS, HEAD, GET, POST, PUT, DELETE",
  "access-control-allow-headers":
    "x-requested-with, content-type, content-length, content-encoding, authorization, accept, es-secondary-authorization, x-opaque-id, elastic-api-version",
};

/** What was seen of each run, by its number. */
const runs = new Map();
const [here, elsewhere] = await Promise.all([listen(atHome), listen(astray)]);
console.log(JSON.stringify({ here, elsewhere }));

async function listen(handler) {
  const server = http.createServer({ requestTimeout: 0, headersTimeout: 0 }, handler);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${server.address().port}`;
}

function atHome(request, response) {
  const [, row, run, node] = request.url.split("/");
  if (row === "-") return tell(response, run);
  answer(request, rows[row], seenOf(run), Number(node)).catch((error) => {
    // A client that goes away while it is being answered is part of many rows.
    if (!["EPIPE", "ECONNRESET", "ERR_STREAM_PREMATURE_CLOSE", "ERR_STREAM_DESTROYED"].includes(error.code)) {
      console.error(error);
    }
  });
}

function seenOf(run) {
  if (!runs.has(run)) runs.set(run, { attempts: [], strayed: 0, sent: 0, closed: 0 });
  return runs.get(run);
}

/** The other origin: a search that got here has been led astray, and is answered. */
function astray(request, response) {
  seenOf(request.url.split("/")[2]).strayed += 1;
  response.writeHead(200, { ...corsOf(request), ...ALLOWED, "x-elastic-product": "Elasticsearch" });
  response.end(JSON.stringify(FOUND));
}

function tell(response, run) {
  response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "application/json" });
  response.end(JSON.stringify(seenOf(run)));
}

async function answer(request, row, seen, node) {
  const { socket } = request;
  socket.on("error", () => {});
  const asked = { at: Date.now(), node, method: request.method, headers: request.headers, body: await whole(request) };
  if (request.method === "OPTIONS") {
    const { headers, ...rest } = row.preflight ?? {};
    return send(socket, { headers: { ...ALLOWED, ...headers }, ...rest }, corsOf(request), seen);
  }
  const before = seen.attempts.filter((attempt) => attempt.node === node).length;
  seen.attempts.push(asked);
  socket.once("close", () => (seen.closed += 1));
  const answers = row.nodes[node];
  const described = fill(answers[Math.min(before, answers.length - 1)], { request, asked, row });
  await send(socket, described, row.cors === false ? {} : corsOf(request), seen);
}

async function whole(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("latin1");
}

/** What Elasticsearch answers to an origin that its settings allow. */
function corsOf({ headers: { origin } }) {
  if (!origin) return {};
  return {
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "X-elastic-product",
    vary: "origin",
  };
}

/** The answer with what only this request tells in the places that the table leaves for it. */
function fill(described, { request, row }) {
  const [, index, run, node] = request.url.split("/");
  const own = `${index}/${run}/${node}`;
  const { authorization = "", "es-secondary-authorization": secondary = "" } = request.headers;
  const places = {
    "%HERE%": `${here}/${own}`,
    "%ELSEWHERE%": `${elsewhere}/${own}`,
    "%AUTHORIZATION%": authorization,
    "%CREDENTIAL%": authorization.replace(/^\w+ /, ""),
    "%DECODED%": Buffer.from(authorization.replace(/^\w+ /, ""), "base64").toString(),
    "%ESCAPED%": [...authorization].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
    "%SECONDARY%": secondary,
    "%SOON%": new Date(Date.now() + row.soonMs).toUTCString(),
  };
  if (described.bytes) return described;
  const text = JSON.stringify(described);
  return JSON.parse(text.replace(/%[A-Z]+%/g, (place) => JSON.stringify(places[place] ?? place).slice(1, -1)));
}

/** Sends the answer as described: what comes before it, its bytes, and how the connection ends. */
async function send(socket, described, cors, seen) {
  if (described.instead) return end(socket, described.instead);
  if (described.afterMs) await sleep(described.afterMs);
  const body = bodyOf(described);
  socket.write(headOf(described, cors, body));
  await write(socket, body);
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
