/** What a cell runs, and what it is served by. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const ENVIRONMENT = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ASTRO_TELEMETRY_DISABLED: "1", CI: "1" };
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css" };
const START_TIMEOUT = 120_000;

/** Runs a program to its end. @returns {string} what it printed; a failure says all of that. */
export function run([program, ...words], cwd) {
  const { status, stdout, stderr, error } = spawnSync(program, words, { cwd, env: ENVIRONMENT, encoding: "utf8" });
  if (error) throw error;
  if (status !== 0) throw new Error(`${[program, ...words].join(" ")} ended with ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

/** Starts a server on a free port. @returns when it answers: its address, and how to stop it. */
export async function startServer(words, cwd) {
  const port = await freePort();
  const [program, ...rest] = words(port);
  // A group of its own, since npx has children.
  const server = spawn(program, rest, { cwd, env: ENVIRONMENT, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(server, "exit");
  let output = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (data) => (output += data));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (server.exitCode === null) process.kill(-server.pid);
    await ended;
  };
  try {
    await answering(url, () => server.exitCode !== null);
  } catch (error) {
    await stop();
    throw new Error(`${program} ${rest.join(" ")}: ${error.message}\n${output}`, { cause: error });
  }
  return { url, stop };
}

async function answering(url, hasEnded) {
  for (const deadline = Date.now() + START_TIMEOUT; Date.now() < deadline;) {
    if (hasEnded()) throw new Error("the server has ended");
    try {
      return await fetch(url, { method: "HEAD" });
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error("the server does not answer");
}

/** Serves the files of a folder, with a Content-Security-Policy if there is one. */
export async function serveFolder(folder, root, csp) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(request.url.split("?")[0]).replace(/\/$/, "/index.html");
    try {
      const body = await readFile(join(folder, root, path));
      const type = { "content-type": TYPES[extname(path)] ?? "application/octet-stream" };
      response.writeHead(200, { ...type, ...(csp && { "content-security-policy": csp }) }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const stop = () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections()));
  return { url: `http://127.0.0.1:${server.address().port}`, stop };
}

async function freePort() {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
