/**
 * The examples of docs/examples, each as its platform runs it: the same question gives the films that the connector
 * itself finds.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import azure from "@azure/functions";
import { getTestServer } from "@google-cloud/functions-framework/testing";
import esbuild from "esbuild";
import SearchApplicationConnector from "search-ui-search-application-connector";
import { startFilms } from "../support/films.mjs";
import { question, shown } from "./questions.mjs";

const examples = new URL("../../docs/examples/", import.meta.url);
const body = JSON.stringify(question);
const workerd = createRequire(import.meta.url).resolve("workerd/bin/workerd");
const headers = { "content-type": "application/json" };
let films;
let expected;

before(async () => {
  films = await startFilms();
  Object.assign(process.env, films.env);
  const connector = new SearchApplicationConnector(films.connector);
  expected = shown(await connector.onSearch(question.state, question.queryConfig));
  assert.ok(expected.totalResults > 0);
});

after(() => films.stop());

const load = (name) => import(new URL(name, examples));
const post = (origin) => fetch(`${origin}/api/search`, { method: "POST", headers, body });

async function answers(response) {
  assert.equal(response.status, 200);
  assert.deepEqual(shown(await response.json()), expected);
}

test("Express", async () => {
  const server = spawn(process.execPath, [fileURLToPath(new URL("express.mjs", examples))], {
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [line] = await once(createInterface({ input: server.stdout }), "line");
    await answers(await post(`http://127.0.0.1:${line.replace("listening on port ", "")}`));
  } finally {
    server.kill();
  }
});

test("Next.js: a route handler is a function of a Request", async () => {
  const { POST } = await load("next-route.mjs");
  const request = new Request("http://localhost/api/search", { method: "POST", headers, body });
  await answers(await POST(request, { params: Promise.resolve({ action: "search" }) }));
});

test("AWS Lambda: an event in, a result out, also with a body in base64", async () => {
  const { handler } = await load("aws-lambda.mjs");
  const event = (fields) => ({
    version: "2.0",
    rawPath: "/api/search",
    rawQueryString: "",
    headers,
    requestContext: { domainName: "a.lambda-url.eu-west-1.on.aws", http: { method: "POST", path: "/api/search" } },
    body,
    isBase64Encoded: false,
    ...fields,
  });
  for (const fields of [{}, { body: btoa(body), isBase64Encoded: true }]) {
    const result = await handler(event(fields));
    await answers(new Response(result.body, { status: result.statusCode, headers: result.headers }));
  }
  const get = event({ requestContext: { domainName: "a.example", http: { method: "GET" } }, body: undefined });
  assert.equal((await handler(get)).statusCode, 405);
});

test("Google Cloud: the functions framework, whose body parser was there first", async () => {
  await load("google-function.mjs");
  const server = getTestServer("search").listen(0);
  await once(server, "listening");
  try {
    await answers(await post(`http://127.0.0.1:${server.address().port}`));
  } finally {
    server.close();
    server.closeAllConnections();
  }
});

test("Azure: its own request in, its own response out", async () => {
  const { handler } = await load("azure-function.mjs");
  const request = new azure.HttpRequest({
    method: "POST",
    url: "https://a.azurewebsites.net/api/search",
    headers,
    body: { string: body },
  });
  await answers(new azure.HttpResponse(await handler(request, {})));
});

test("Cloudflare Workers: bundled, in workerd", async () => {
  const folder = mkdtempSync(join(tmpdir(), "worker-"));
  const port = await freePort();
  const { outputFiles } = await esbuild.build({
    entryPoints: [fileURLToPath(new URL("cloudflare-worker.mjs", examples))],
    bundle: true,
    format: "esm",
    conditions: ["workerd"],
    external: ["cloudflare:*"],
    loader: { ".wasm": "copy" },
    assetNames: "module",
    outdir: folder,
    write: false,
  });
  for (const { path, contents } of outputFiles) writeFileSync(path, contents);
  writeFileSync(join(folder, "config.capnp"), workerConfig(port));
  const server = spawn(workerd, ["serve", join(folder, "config.capnp")], { stdio: "inherit" });
  try {
    await answers(await answering(() => post(`http://127.0.0.1:${port}`), server));
  } finally {
    server.kill();
    rmSync(folder, { recursive: true });
  }
});

/** workerd's configuration: the bundle, its module and its secrets, with the loopback address within reach. */
const workerConfig = (port) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker), (name = "internet", network = (allow = ["public", "private"]))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "cloudflare-worker.js"),
    (name = "module.wasm", wasm = embed "module.wasm"),
  ],
  bindings = [${Object.entries(films.env).map(([name, text]) => `(name = "${name}", text = "${text}")`)}],
  compatibilityDate = "2026-01-01",
);`;

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

/** Asks until somebody answers; a server that has ended never will. */
async function answering(ask, server) {
  for (;;) {
    assert.equal(server.exitCode, null, "workerd has ended");
    try {
      return await ask();
    } catch (error) {
      if (error.cause?.code !== "ECONNREFUSED") throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
