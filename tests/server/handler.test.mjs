/**
 * What the handler answers, in each form: called with a `Request`, under `http.createServer`, in Express, and in
 * Express behind a body parser. The connectors are real ones, against servers that fail in the way that is tested.
 */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { connect as connectHttp2, createServer as createHttp2Server } from "node:http2";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import express from "express";
import SearchApplicationConnector from "search-ui-search-application-connector";
import { ConfigurationError, createSearchHandler } from "search-ui-search-application-connector/server";
import { startFilms } from "../support/films.mjs";
import { question, shown } from "./questions.mjs";

const JSON_TYPE = { "content-type": "application/json" };
const SITE = "https://www.example.com";
const servers = [];
let films;
let connector;

before(async () => {
  films = await startFilms();
  connector = new SearchApplicationConnector(films.connector);
});

after(() => {
  films.stop();
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

/** Each form as a function that answers `(path, init)` with a `Response`. */
const forms = {
  Fetch: (handler) => async (path, init) =>
    handler(new Request(`http://localhost${path}`, { duplex: "half", ...init })),
  "http.createServer": (handler) => served(createServer(handler)),
  Express: (handler) => served(createServer(express().use("/api", handler))),
  "Express with a body parser": (handler) => served(createServer(express().use(express.json()).use("/api", handler))),
};

function served(server) {
  servers.push(server);
  const listening = once(server.listen(0, "127.0.0.1"), "listening");
  return async (path, init) => {
    await listening;
    return fetch(`http://127.0.0.1:${server.address().port}${path}`, { duplex: "half", ...init });
  };
}

const post = (body, headers = JSON_TYPE) => ({
  method: "POST",
  headers,
  body: typeof body === "string" || body instanceof ReadableStream ? body : JSON.stringify(body),
});

/** `[what, path, init, status]` for a handler that takes 100,000 bytes, and forms that answer otherwise. */
const refusals = [
  ["another path", "/api/searches", post(question), 404],
  ["no path", "/", post(question), 404],
  ["a GET", "/api/search", {}, 405],
  ["a PUT", "/api/autocomplete", { ...post(question), method: "PUT" }, 405],
  ["a form of another site", "/api/search", post(question, { "content-type": "text/plain" }), 415],
  ["a type that only begins like JSON", "/api/search", post(question, { "content-type": "application/jsonp" }), 415],
  ["no type", "/api/search", { method: "POST", body: new Uint8Array([1]) }, 415],
  ["no body", "/api/search", { method: "POST", headers: JSON_TYPE }, 400],
  ["no JSON", "/api/search", post("{"), 400],
  ["a list", "/api/search", post([]), 400],
  ["null", "/api/search", post("null"), 400],
  ["no state", "/api/search", post({ queryConfig: {} }), 400],
  ["a state that is a text", "/api/search", post({ state: "x" }), 400],
  ["a query config that is a list", "/api/search", post({ state: {}, queryConfig: [] }), 400],
  ["a large body", "/api/search", post({ state: { searchTerm: "x".repeat(100_000) } }), 413],
  ["a large body of unknown length", "/api/search", post(stream(200)), 413],
];

/** A body without a length, of that many kilobytes. */
function stream(kilobytes) {
  let left = kilobytes;
  return new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(new Uint8Array(1000).fill(32));
      else controller.close();
    },
  });
}

for (const [form, start] of Object.entries(forms)) {
  const isParsed = form.endsWith("parser");

  test(`${form}: a search and an autocompletion give what the connector gives`, async () => {
    const ask = start(createSearchHandler(connector));
    for (const path of ["/api/search", "/api/search/", "/api/search?x=1", "/search"].slice(0, isParsed ? 3 : 4)) {
      if (form === "Express" && path === "/search") continue;
      const response = await ask(path, post(question));
      assert.equal(response.status, 200, path);
      assert.match(response.headers.get("content-type"), /^application\/json/);
      const expected = await connector.onSearch(question.state, question.queryConfig);
      assert.deepEqual(shown(await response.json()), shown(expected));
    }
    const typed = { state: { searchTerm: "god" }, queryConfig: { results: { search_fields: { title: {} } } } };
    const { autocompletedResults } = await (await ask("/api/autocomplete", post(typed))).json();
    assert.ok(autocompletedResults.length > 0);
  });

  test(`${form}: searches of many visitors at once are all answered`, async () => {
    const ask = start(createSearchHandler(connector));
    const terms = ["star", "love", "man", "night", "dead", "house"];
    const search = async (searchTerm) => {
      const response = await ask("/api/search", post({ ...question, state: { ...question.state, searchTerm } }));
      return [response.status, (await response.json()).resultSearchTerm];
    };
    assert.deepEqual(
      await Promise.all(terms.map(search)),
      terms.map((term) => [200, term]),
    );
  });

  for (const [what, path, init, status] of refusals) {
    // Express' own parser is asked first there, and has limits of its own.
    if (isParsed && /no JSON|null|large/.test(what)) continue;
    test(`${form}: ${what} is refused with ${status}`, async () => {
      const errors = [];
      const ask = start(
        createSearchHandler(connector, { maxBodySize: 100_000, onError: (error) => errors.push(error) }),
      );
      const { body, ...others } = init;
      // A stream can be read once, and each form gets its own.
      const response = await ask(path, { ...others, body: body instanceof ReadableStream ? stream(200) : body });
      assert.equal(response.status, status);
      if (status === 405) assert.equal(response.headers.get("allow"), "POST, OPTIONS");
      assert.ok(form.startsWith("Express") && status === 404 ? true : (await response.json()).error);
      assert.deepEqual(errors, []);
    });
  }

  test(`${form}: a deeply nested state ends in an answer`, async () => {
    const ask = start(createSearchHandler(connector, { onError() {} }));
    const deep = `{"state":{"filters":${"[".repeat(20_000)}${"]".repeat(20_000)}}}`;
    const response = await ask("/api/search", post(deep));
    assert.ok([200, 400, 413, 500].includes(response.status), String(response.status));
  });

  test(`${form}: pages of allowed origins may ask, and read the answer`, async () => {
    const ask = start(createSearchHandler(connector, { cors: { origins: [SITE], headers: ["x-tenant"] } }));
    const preflight = { method: "OPTIONS", headers: { origin: SITE, "access-control-request-method": "POST" } };
    const { status, headers } = await ask("/api/search", preflight);
    assert.equal(status, 204);
    assert.equal(headers.get("access-control-allow-origin"), SITE);
    assert.equal(headers.get("access-control-allow-methods"), "POST");
    assert.equal(headers.get("access-control-allow-headers"), "content-type, x-tenant");
    const answers = [
      [SITE, SITE],
      ["https://elsewhere.example", null],
      [`${SITE}.elsewhere.example`, null],
      ["null", null],
    ];
    for (const [origin, allowed] of answers) {
      const response = await ask("/api/search", post(question, { ...JSON_TYPE, origin }));
      assert.equal(response.headers.get("access-control-allow-origin"), allowed, origin);
      assert.equal(response.headers.get("vary"), "Origin");
      const refused = await ask("/api/search", post("[]", { ...JSON_TYPE, origin }));
      assert.equal(refused.headers.get("access-control-allow-origin"), allowed, origin);
    }
  });
}

/** `[what, options or a server's answer, status]` */
const failures = [
  [
    "a key that the cluster doesn't know",
    { apiKey: btoa("unknown:secretsecret") },
    502,
    /unable to authenticate|refuse|401/i,
  ],
  ["an application that the key may not search", { searchApplication: "others" }, 502, /others/],
  ["a cluster that is not there", { host: "http://127.0.0.1:1" }, 502, /127\.0\.0\.1/],
  ["params that the dictionary refuses", { params: () => ({ size: "10" }) }, 400, /string found, integer expected/],
  ["a params function that throws", { params: () => assert.fail("internal detail") }, 500, /internal detail/],
  ["a busy cluster", [429, '{"error":{"type":"es_rejected_execution_exception","reason":"queue of node-7"}}'], 429],
  ["a cluster that starts", [503, '{"error":{"type":"cluster_block_exception","reason":"node-7"}}'], 503],
  ["a gateway's page", [504, "<html>node-7</html>"], 503],
  ["an answer that is no JSON", [200, "<html>node-7</html>"], 502],
  ["a template that fails", [500, '{"error":{"type":"general_script_exception","reason":"node-7"}}'], 502],
];

for (const [what, cause, status, detail = /./] of failures) {
  test(`${what}: ${status}, and the page learns nothing of the cluster`, async () => {
    const errors = [];
    const options = Array.isArray(cause) ? { host: await answering(...cause) } : cause;
    const failing = new SearchApplicationConnector({ ...films.connector, ...options });
    const handler = createSearchHandler(failing, { onError: (error) => errors.push(error) });
    for (const form of ["Fetch", "Express"]) {
      const response = await forms[form](handler)("/api/search", post(question));
      assert.equal(response.status, status, form);
      const told = JSON.stringify([await response.json(), response.statusText, [...response.headers]]);
      assert.doesNotMatch(told, /node-7|others|unknown|detail|integer|127\.0|elastic|lanternhouse|exception/);
      assert.match(told, /[Ss]earch/);
    }
    assert.equal(errors.length, 2);
    assert.match(errors[0].message, detail);
  });
}

/** A server that gives every question this answer. @returns {Promise<string>} its address */
async function answering(status, body) {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { "x-elastic-product": "Elasticsearch", "content-type": "application/json" }).end(body);
  });
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${server.address().port}`;
}

test("HTTP/2 has no status texts and no header Connection, and is answered as well", async () => {
  const server = createHttp2Server(createSearchHandler(connector, { maxBodySize: 5000 }));
  servers.push(Object.assign(server, { closeAllConnections() {} }));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const session = connectHttp2(`http://127.0.0.1:${server.address().port}`);
  const ask = async (path, body) => {
    const stream = session.request({ ":method": "POST", ":path": path, ...JSON_TYPE });
    stream.end(body);
    const [headers] = await once(stream, "response");
    return [headers[":status"], JSON.parse(Buffer.concat(await stream.toArray()))];
  };
  const [status, found] = await ask("/api/search", JSON.stringify(question));
  assert.equal(status, 200);
  assert.ok(found.totalResults > 0);
  assert.deepEqual(await ask("/api/search", " ".repeat(6000)), [413, { error: "The body is too large" }]);
  assert.equal((await ask("/api", "{}"))[0], 404);
  session.close();
});

test("what an onError throws or rejects with is nobody's failure", async () => {
  const failing = new SearchApplicationConnector({ ...films.connector, searchApplication: "others" });
  for (const onError of [() => assert.fail("in onError"), () => Promise.reject(new Error("later in onError"))]) {
    const response = await forms.Fetch(createSearchHandler(failing, { onError }))("/search", post(question));
    assert.equal(response.status, 502);
  }
});

test("a visitor who hangs up in the middle of a question leaves the server running", async () => {
  const errors = [];
  const ask = forms["http.createServer"](createSearchHandler(connector, { onError: (error) => errors.push(error) }));
  await ask("/api/search", post(question));
  const { port } = servers.at(-1).address();
  const socket = connect(port, "127.0.0.1");
  socket.write(
    "POST /api/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
  );
  await once(socket, "connect");
  await wait(50);
  socket.destroy();
  await wait(50);
  assert.equal((await ask("/api/search", post(question))).status, 200);
  assert.deepEqual(errors, []);
});

test("options that can't work are refused when the handler is made", () => {
  const mistakes = [
    [undefined, {}],
    [{}, {}],
    [connector, { maxBody: 5 }],
    [connector, { maxBodySize: "1mb" }],
    [connector, { onError: "log" }],
    [connector, { cors: { origins: "https://www.example.com" } }],
    [connector, { cors: { origins: ["https://www.example.com/"] } }],
    [connector, { cors: { origins: ["www.example.com"] } }],
    [connector, { cors: { origins: "*", credentials: true } }],
    [connector, { cors: { origin: "*" } }],
  ];
  for (const [first, options] of mistakes) {
    assert.throws(() => createSearchHandler(first, options), ConfigurationError, JSON.stringify(options));
  }
});
