/**
 * No credential is shown, whatever the server gives back: everything that comes out of searches with each kind of
 * credential (errors, events, console lines, the client itself) is searched for each spelling of it.
 */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { inspect } from "node:util";
import Connector, { SearchApplicationClient } from "../dist/index.js";

const SECRET = "aSecretThatNobodyMaySee";
const ENCODED = Buffer.from(`keyid:${SECRET}`).toString("base64");
const PASSWORD = `pä/"ss${SECRET}`;

/** A row a kind of credential: the options that hold it. */
const credentials = {
  "encoded key": { apiKey: ENCODED },
  "key in two halves": { apiKey: { id: "keyid", api_key: SECRET } },
  "key from a function": { apiKey: async () => ENCODED },
  token: { auth: { bearer: SECRET } },
  password: { auth: { username: "user", password: PASSWORD } },
  "second credential": { apiKey: "b3RoZXI6a2V5b3RoZXJrZXk=", secondaryAuthorization: `ApiKey ${ENCODED}` },
  "header of the page's own": { headers: { Authorization: `ApiKey ${ENCODED}` } },
};

const escaped = (text) =>
  [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");

/** A row an answer that gives back what it was asked with: status, body of the sent headers. */
const echoes = {
  reason: [400, ({ all }) => JSON.stringify({ error: { type: "x", reason: all, [all]: all }, status: 400 })],
  "string error": [401, ({ all }) => JSON.stringify({ error: all })],
  "escaped JSON": [403, ({ all }) => `{"error":{"reason":"${escaped(all)}","${escaped(all)}":1}}`],
  "escaped slashes": [404, ({ all }) => JSON.stringify({ error: { reason: all } }).replaceAll("/", "\\/")],
  "HTML, cut": [502, ({ all }) => `<html>${"x".repeat(100)} ${all}`],
  "unknown success": [200, ({ all }) => `<p>${all}`],
  "a list": [200, ({ all }) => `["${escaped(all)}"]`],
  "cut JSON": [200, ({ all }) => `{"error":"${escaped(all)}`],
};

let server;
let host;
let answer;
const lines = [];

const original = { ...console };

before(async () => {
  for (const name of ["warn", "error", "log"]) {
    console[name] = (...given) => lines.push(inspect(given, { depth: Infinity }));
  }
  server = createServer(({ headers }, response) => {
    const sent = [headers.authorization, headers["es-secondary-authorization"]].filter(Boolean);
    // A token is no pair in base64, and no header could carry what decoding it gives.
    const decoded = sent.map((value) => Buffer.from(value.split(" ")[1], "base64").toString());
    const pairs = decoded.filter((pair) => pair.includes(":"));
    const all = [...sent, ...pairs, ...pairs.map((pair) => pair.slice(pair.indexOf(":") + 1))].join(" ");
    const [status, body] = answer;
    const shown = { "x-elastic-product": "Elasticsearch", "x-echo": Buffer.from(all).toString("latin1") };
    response.writeHead(status, { ...shown, warning: `299 Elasticsearch-9.0.0-x "${sent.join(" ")}"` });
    response.end(body({ all }));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `http://127.0.0.1:${server.address().port}`;
});

after(() => {
  Object.assign(console, original);
  server.close();
  server.closeAllConnections();
});

/** Everything that an error or an event may show, however it is looked at. */
function shown(value) {
  const deep = inspect(value, { depth: Infinity, showHidden: true, getters: true, maxStringLength: null });
  return [deep, JSON.stringify(value), String(value), value?.stack, value?.message, String(value?.cause)].join("\n");
}

/** No stretch of twelve letters of a credential stands in the text. */
function assertHidden(text, where) {
  for (const secret of [SECRET, ENCODED, Buffer.from(`user:${PASSWORD}`).toString("base64"), PASSWORD]) {
    for (let at = 0; at + 12 <= secret.length; at++) {
      assert.ok(!text.includes(secret.slice(at, at + 12)), `${where}: ${secret.slice(at, at + 12)} is in ${text}`);
    }
  }
}

for (const [kind, credential] of Object.entries(credentials)) {
  for (const redaction of ["replace", "remove", "off"]) {
    test(`a ${kind} is never shown (redaction: ${redaction})`, async () => {
      const seen = [];
      const given = { host, searchApplication: "films", ...credential, redaction: { type: redaction } };
      const own = { ...given, maxRetries: 0, onDiagnostic: (event) => seen.push(shown(event)) };
      const [client, connector] = [new SearchApplicationClient(own), new Connector(own)];
      for (const [name, echo] of Object.entries(echoes)) {
        answer = echo;
        const error = await client.search({ query: "x" }).then(assert.fail, (thrown) => thrown);
        const shownError = await connector.onSearch({ searchTerm: "x" }, {}).then(assert.fail, (thrown) => thrown);
        await connector.onAutocomplete({ searchTerm: "x" }, { results: {} });
        assert.ok(seen.length > 0 && error.code.endsWith("Error"), error.stack);
        for (const text of [...seen.splice(0), ...lines.splice(0), shown(error), shown(shownError)]) {
          assertHidden(text, name);
        }
      }
      assertHidden(shown(client) + shown(connector) + shown({ ...connector }), "the client itself");
    });
  }
}

test("a mistake in the options never quotes a credential", () => {
  const bad = [
    { host: `https://user:${SECRET}@a.example?x` },
    { host: `https://user:${SECRET}/x@a.example`, apiKey: ENCODED },
    { apiKey: `${ENCODED}\n${ENCODED}` },
    { apiKey: { id: SECRET } },
    { auth: { bearer: `${SECRET}\u0000` } },
    { auth: { username: SECRET } },
    { apiKey: ENCODED, headers: { authorization: `${SECRET}\n` } },
    { apiKey: ENCODED, secondaryAuthorization: `${SECRET}\n` },
  ];
  for (const options of bad) {
    assert.throws(
      () => new SearchApplicationClient({ host, searchApplication: "films", ...options }),
      (error) => {
        assertHidden(shown(error), JSON.stringify(options));
        return error.code === "ConfigurationError";
      },
    );
  }
});
