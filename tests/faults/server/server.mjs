/**
 * The fault server: a process of its own that answers as the table says, on real sockets, and remembers what it was
 * asked. `/{row}/{run}/{node}/…` is a node of a row; each run of a row has a number of its own. `/-/{run}` tells what
 * was seen of a run. On its second port is the origin to which redirects lead away.
 */
import { once } from "node:events";
import http from "node:http";
import { FOUND } from "../table/answers.mjs";
import { rows } from "../table/rows.mjs";
import { fill } from "./fill.mjs";
import { send } from "./send.mjs";

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
  if (!runs.has(run)) runs.set(run, { attempts: [], nodes: {}, strayed: 0, sent: 0, closed: 0 });
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
  const { headers } = request;
  const attempt = { at: performance.now(), node, headers, body: await whole(request) };
  if (request.method === "OPTIONS") {
    const { headers, ...rest } = row.preflight ?? {};
    return send(socket, { headers: { ...ALLOWED, ...headers }, ...rest }, corsOf(request), seen);
  }
  const before = seen.nodes[node] ?? 0;
  seen.nodes[node] = before + 1;
  seen.attempts.push(attempt);
  socket.once("close", () => (seen.closed += 1));
  const answers = row.nodes[node];
  const described = fill(answers[Math.min(before, answers.length - 1)], request, {
    here,
    elsewhere,
    soonMs: row.soonMs,
  });
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
