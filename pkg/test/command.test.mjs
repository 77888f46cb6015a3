/**
 * The command `search-application` of the packed tarball, against the emulator: each command's work, and what it says
 * and how it ends when something is wrong. No output of any of these runs may hold a credential.
 */

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startEmulator } from "../../tests/support/emulator.mjs";
import { client } from "../../www/scripts/elasticsearch.mjs";
import { INDEX, loadFilms } from "../../www/scripts/load.mjs";
import { makeProject } from "./project.mjs";

const SITE = "https://www.example.com";
const CONFIG = fileURLToPath(new URL("../../www/src/search.js", import.meta.url));
const TSC = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
const ELASTIC = { "x-elastic-product": "Elasticsearch", "content-type": "application/json" };
const servers = [];
const secrets = [];
let emulator;
let send;
let project;
let operator;

before(async () => {
  emulator = await startEmulator(["--cors-origin", SITE]);
  send = client(emulator);
  await loadFilms(send);
  project = makeProject();
  const { url, username, password } = emulator;
  operator = { ELASTICSEARCH_URL: url, ELASTICSEARCH_USERNAME: username, ELASTICSEARCH_PASSWORD: password };
  secrets.push(password);
});

after(() => {
  emulator.stop();
  project.remove();
  servers.forEach((server) => server.close());
});

/** Runs the command with nothing in its environment but what is given, and no terminal. */
async function command(words, { env = operator, bin = "search-application", tells = [] } = {}) {
  const child = spawn(path.join(project.folder, "node_modules/.bin", bin), words, {
    cwd: project.folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  const [stdout, stderr] = await Promise.all([child.stdout, child.stderr].map((stream) => stream.toArray()));
  const [code] = await ended;
  const result = { code, out: Buffer.concat(stdout).toString(), said: Buffer.concat(stderr).toString() };
  for (const secret of secrets.filter((one) => !tells.includes(one))) {
    assert.ok(!`${result.out}${result.said}`.includes(secret), `${words.join(" ")} shows a credential`);
  }
  return result;
}

/** What a command prints that ends well. */
async function printed(words, options) {
  const { code, out, said } = await command(words, options);
  assert.equal(code, 0, said);
  return out;
}

/** A server of its own. @returns {Promise<string>} its address */
async function serving(answer) {
  const server = createServer(answer);
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${server.address().port}`;
}

/** An address where nobody listens. */
async function closed() {
  const url = await serving();
  await new Promise((resolve) => servers.pop().close(resolve));
  return url;
}

const answering = (status, headers, body) =>
  serving((request, response) => response.writeHead(status, headers).end(body));

const file = (name) => path.join(project.folder, name);
const applicationOf = (name) => send("GET", `_application/search_application/${name}`);
const put = (name, ...words) => printed(["put", name, "--config", CONFIG, "--index", INDEX, ...words]);

/** Makes a key by the command. @returns {Promise<{ id: string, encoded: string }>} */
async function makeKey(name, ...words) {
  // It can't be known before.
  const made = JSON.parse(await printed(["key", name, "--json", ...words]));
  secrets.push(made.encoded, made.api_key);
  return made;
}

test("help is there under both names, for each command", async () => {
  for (const bin of ["search-application", "search-ui-search-application-connector"]) {
    const text = await printed(["--help"], { bin, env: {} });
    assert.equal(await printed([], { bin, env: {} }), text);
    const names = [...text.matchAll(/^ {2}([a-z]+) {2,}[a-z]/gm)].map(([, name]) => name);
    assert.deepEqual(names, ["put", "pull", "types", "render", "key", "audit", "cors"]);
    for (const name of names) assert.match(await printed([name, "--help"], { bin, env: {} }), /^Usage: .*\n[^]*--json/);
  }
});

test("put: the page's own module becomes an application, with the types of the mapping", async () => {
  assert.match(await put("films"), /films: created/);
  assert.match(await put("films"), /films: updated/);
  const { indices, template } = await applicationOf("films");
  assert.deepEqual(indices, [INDEX]);
  const { filters, sort } = template.dictionary.properties;
  assert.equal(filters.properties.imdb_rating.$ref, "#/definitions/number");
  assert.equal(filters.properties.release_date.$ref, "#/definitions/date");
  // Sorted by in `sortOptions`, and no facet.
  assert.ok(sort.items.properties.by.properties.worldwide_gross);
});

test("put: a field is declared by its name alone, or with a type; JSON will do", async () => {
  const config = { search_fields: { title: {} }, result_fields: { title: { raw: {} } } };
  writeFileSync(file("config.json"), JSON.stringify(config));
  const words = ["put", "small", "--config", "config.json", "--index", INDEX, "--json"];
  const fields = ["--field", "title", "--field", "running_time", "--field", "source=keyword", "--max-size", "7"];
  const written = ["--write-dictionary", file("written.json")];
  assert.equal(JSON.parse(await printed([...words, ...fields, ...written])).result, "created");
  const { dictionary } = (await applicationOf("small")).template;
  const types = Object.entries(dictionary.properties.filters.properties).map(([name, { $ref }]) => [name, $ref]);
  assert.deepEqual(Object.fromEntries(types), {
    title: "#/definitions/text",
    running_time: "#/definitions/number",
    source: "#/definitions/keyword",
  });
  assert.equal(dictionary.properties.size.maximum, 7);
  assert.deepEqual(JSON.parse(readFileSync(file("written.json"), "utf8")), dictionary);
});

test("put --dry-run prints what would be sent, and sends nothing", async () => {
  await put("kept");
  const body = JSON.parse(await put("never", "--dry-run"));
  const { template } = await applicationOf("kept");
  assert.deepEqual(body.template.dictionary, template.dictionary);
  assert.equal(body.template.script.source, template.script.source);
  await assert.rejects(applicationOf("never"), /404/);
  const alone = await printed(["put", "never", "--config", CONFIG, "--index", INDEX, "--dry-run"], { env: {} });
  assert.deepEqual(JSON.parse(alone).indices, [INDEX]);
});

test("put says what is wrong with a config, an option or a field", async () => {
  writeFileSync(file("broken.mjs"), "export const searchQuery = ;");
  const cases = [
    [["put", "x", "--index", INDEX], 2, /--config/],
    [["put", "x", "--config", CONFIG], 2, /--index/],
    [["put", "x", "--config", "missing.json", "--index", INDEX], 2, /missing\.json/],
    [["put", "x", "--config", "broken.mjs", "--index", INDEX], 2, /broken\.mjs/],
    [["put", "x", "--config", CONFIG, "--index", INDEX, "--max-size", "many"], 2, /--max-size/],
    [["put", "x", "--config", CONFIG, "--index", INDEX, "--field", "nothing"], 2, /No index has a field nothing/],
    [["put", "x", "--config", CONFIG, "--index", "missing"], 3, /missing/],
    [["put", "..", "--config", CONFIG, "--index", INDEX], 2, /can't be the name/],
    [["put", "films", "--config", CONFIG, "--index", INDEX, "--create"], 3, /already exists/],
    [["put", "a b", "--config", CONFIG, "--index", INDEX], 3, /Invalid alias name/],
  ];
  for (const [words, expected, text] of cases) {
    const { code, said, out } = await command(words);
    assert.equal(code, expected, `${words.join(" ")}: ${said}`);
    assert.match(said, text);
    assert.equal(out, "");
  }
});

test("pull writes the stored dictionary, and says if there is none", async () => {
  await put("pulled");
  const { dictionary } = (await applicationOf("pulled")).template;
  assert.deepEqual(JSON.parse(await printed(["pull", "pulled"])), dictionary);
  assert.equal(await printed(["pull", "pulled", "--output", file("dictionary.json")]), "");
  assert.deepEqual(JSON.parse(readFileSync(file("dictionary.json"), "utf8")), dictionary);
  await send("PUT", "_application/search_application/bare", { indices: [INDEX] });
  const { code, said } = await command(["pull", "bare"]);
  assert.equal(code, 3);
  assert.match(said, /no dictionary/);
});

test("types: the compiler takes params that the dictionary takes, and tells those that it doesn't", async () => {
  await put("typed");
  await printed(["types", "typed", "--output", file("params.ts")]);
  writeFileSync(
    file("use.ts"),
    `import type { TypedParams } from "./params.js";
     export const good: TypedParams = {
       query: "star", size: 5, sort: [{ by: { imdb_votes: "desc" } }],
       filters: { genre: { any: { values: ["Drama"] } }, imdb_rating: { all: { ranges: [{ gte: 7 }] } } },
     };
     // @ts-expect-error a number
     export const size: TypedParams = { size: "5" };
     // @ts-expect-error no such direction
     export const sort: TypedParams = { sort: [{ by: { imdb_votes: "down" } }] };
     // @ts-expect-error no such param
     export const other: TypedParams = { other: 1 };`,
  );
  const boilerplate = fileURLToPath(new URL("../../tests/data/boilerplate_dictionary.json", import.meta.url));
  writeFileSync(
    file("boilerplate.ts"),
    await printed(["types", "boilerplate", "--dictionary", boilerplate], { env: {} }),
  );
  const check = [
    "--ignoreConfig",
    "--strict",
    "--noEmit",
    "--module",
    "nodenext",
    "--skipLibCheck",
    "false",
    "--types",
    "",
  ];
  execFileSync(process.execPath, [TSC, ...check, file("use.ts"), file("boilerplate.ts")], { stdio: "inherit" });
});

test("render shows the query that params become", async () => {
  await put("rendered");
  const query = JSON.parse(await printed(["render", "rendered", "--params", '{"query":"star","size":3}']));
  assert.equal(query.size, 3);
  assert.match(JSON.stringify(query), /multi_match.*star/);
  writeFileSync(file("params.json"), '{"size":4}');
  assert.equal(JSON.parse(await printed(["render", "rendered", "--params-file", file("params.json")])).size, 4);
  const refused = await command(["render", "rendered", "--params", '{"size":"3"}']);
  assert.equal(refused.code, 3);
  assert.match(refused.said, /\$\.size: string found, integer expected/);
});

test("key: a key that searches its application, with an end, and is ended", async () => {
  await put("keyed");
  const made = await makeKey("keyed", "--expires", "1d", "--name", "page");
  assert.equal(made.name, "page");
  assert.ok(made.expiration > Date.now() && made.expiration < Date.now() + 90_000_000);
  const search = () =>
    fetch(`${emulator.url}/_application/search_application/keyed/_search`, {
      method: "POST",
      headers: { authorization: `ApiKey ${made.encoded}` },
    });
  assert.equal((await search()).status, 200);
  assert.match(await printed(["key", `--invalidate=${made.id}`]), /invalidated/);
  assert.equal((await search()).status, 401);
  assert.equal((await command(["key", "--invalidate", "nobody"])).code, 2);
});

test("key: without --json standard output is the key and nothing else", async () => {
  await put("plain");
  const { out, said } = await command(["key", "plain"]);
  assert.match(out, /^[A-Za-z0-9+/=]{20,}\n$/);
  assert.ok(!said.includes(out.trim()));
});

test("key: field and document security are part of the request", async () => {
  let sent;
  const url = await serving(async (request, response) => {
    sent = JSON.parse(Buffer.concat(await request.toArray()));
    response.writeHead(200, ELASTIC).end('{"id":"a","name":"secured","encoded":"YTpi"}');
  });
  const words = ["--grant", "title*", "--except", "title_internal", "--query", '{"term":{"source":"Remake"}}'];
  await printed(["key", "secured", ...words], { env: { ...operator, ELASTICSEARCH_URL: url } });
  const [role] = Object.values(sent.role_descriptors);
  assert.deepEqual(role.indices, [
    {
      names: ["secured"],
      privileges: ["read"],
      field_security: { grant: ["title*"], except: ["title_internal"] },
      query: { term: { source: "Remake" } },
    },
  ]);
});

const audit = (name, key, ...words) =>
  command(["audit", name, "--json", ...words], { env: { ...operator, SEARCH_APPLICATION_KEY: key } });

test("audit: nothing to fix with an application and a key as these commands make them", async () => {
  await put("audited");
  const { encoded } = await makeKey("audited");
  const { code, out, said } = await audit("audited", encoded, "--origin", SITE);
  assert.equal(code, 0, out + said);
  const { ok, findings } = JSON.parse(out);
  assert.equal(ok, true);
  assert.ok(findings.length > 15);
  assert.deepEqual(
    findings.filter(({ verdict }) => verdict !== "pass"),
    [],
  );
  const text = await command(["audit", "audited", "--origin", SITE], {
    env: { ...operator, SEARCH_APPLICATION_KEY: encoded },
  });
  assert.match(text.out, /ok {7}The key can search[^]*Nothing to fix/);
  // Without an operator's credentials some things can't be told, and that is said.
  const alone = { ELASTICSEARCH_URL: emulator.url, SEARCH_APPLICATION_KEY: encoded };
  const unsure = await command(["audit", "audited", "--json"], { env: alone });
  const unknown = JSON.parse(unsure.out).findings.filter(({ verdict }) => verdict === "unknown");
  assert.deepEqual(
    unknown.map(({ check }) => check),
    ["The key expires", "The dictionary is closed", "The page's browser may ask"],
  );
});

test("audit: a key that may do more, an open dictionary and a page that is not let in are found", async () => {
  await send("PUT", "_application/search_application/open", { indices: [INDEX] });
  const roles = { all: { cluster: ["all"], indices: [{ names: ["*"], privileges: ["all"] }] } };
  const made = await send("POST", "_security/api_key", { name: "mighty", role_descriptors: roles });
  secrets.push(made.encoded, made.api_key);
  const before = await send("GET", `${INDEX}/_count`);
  const { code, out } = await audit("open", made.encoded, "--origin", "https://elsewhere.example");
  assert.equal(code, 1);
  const failed = JSON.parse(out).findings.filter(({ verdict }) => verdict === "fail");
  const checks = failed.map(({ check }) => check);
  for (const check of [
    "The key can't search the application's indices by any query",
    "The key can't tell who it belongs to",
    "The key can't render the template",
    "The key can't read the search application",
    "The key can't search another application",
    "The key can't delete indices",
    "The key can't delete documents",
    "The key expires",
    "The dictionary is closed",
    "The page's browser may ask",
  ]) {
    assert.ok(checks.includes(check), check);
  }
  assert.ok(failed.every(({ fix }) => fix.length > 10));
  assert.deepEqual((await send("GET", `${INDEX}/_count`)).count, before.count);
  assert.ok(await applicationOf("open"));
});

test("audit: a key without the workflow's restriction is found, though it has no more privileges", async () => {
  await put("loose");
  const roles = { search: { indices: [{ names: ["loose"], privileges: ["read"] }] } };
  const made = await send("POST", "_security/api_key", { name: "loose", expiration: "1d", role_descriptors: roles });
  secrets.push(made.encoded, made.api_key);
  const { code, out } = await audit("loose", made.encoded, "--origin", SITE);
  assert.equal(code, 1);
  const failed = JSON.parse(out).findings.filter(({ verdict }) => verdict === "fail");
  assert.match(failed.map(({ check }) => check).join(), /by any query/);
  assert.match(failed[0].fix, /search_application_query/);
});

test("audit: keys that are unknown, ended, or for another application, and applications that are not there", async () => {
  await put("mine");
  await put("theirs");
  const ended = await makeKey("mine");
  await printed(["key", "--invalidate", ended.id]);
  const theirs = await makeKey("theirs");
  const unknown = btoa("nobody:secretsecret");
  secrets.push(unknown);
  for (const [name, key, seen] of [
    ["mine", unknown, /unable to find apikey/],
    ["mine", ended.encoded, /invalidated/],
    ["mine", theirs.encoded, /unauthorized/],
  ]) {
    const { code, out } = await audit(name, key);
    assert.equal(code, 1);
    const finding = JSON.parse(out).findings.find(({ check }) => check === "The key can search the application");
    assert.equal(finding.verdict, "fail");
    assert.match(finding.seen, seen);
  }
});

test("cors prints the lines for elasticsearch.yml", async () => {
  const lines = await printed(["cors", SITE, "http://localhost:5173", "--header", "X-Tenant"], { env: {} });
  assert.match(
    lines,
    /^http\.cors\.enabled: true\nhttp\.cors\.allow-origin: "https:\/\/www\.example\.com,http:\/\/localhost:5173"\n/,
  );
  const settings = JSON.parse(await printed(["cors", SITE, "--json"], { env: {} }));
  assert.equal(settings["http.cors.allow-origin"], SITE);
  const { code, said } = await command(["cors", "www.example.com"], { env: {} });
  assert.equal(code, 2);
  assert.match(said, /not an origin/);
});

test("a credential on the command line is refused, and not repeated", async () => {
  const secret = "c2VjcmV0LW9mLXRoZS10ZXN0OjEyMw==";
  secrets.push(secret);
  for (const words of [
    ["pull", "films", "--api-key", secret],
    ["pull", "films", `--apikey=${secret}`],
    ["pull", "films", "--password", secret],
    ["pull", "films", "--key", secret],
    ["pull", "films", "--url", `https://elastic:${secret}@search.example.com`],
    ["audit", "films", `--token=${secret}`],
  ]) {
    const { code, said } = await command(words);
    assert.equal(code, 2, words.join(" "));
    assert.match(said, /ELASTICSEARCH_API_KEY/);
  }
});

test("at a terminal a missing password is asked for, and not shown", async () => {
  const secret = emulator.password;
  // util-linux' program gives its child a terminal.
  const child = spawn("script", ["--quiet", "--return", "--command", "search-application pull missing", "/dev/null"], {
    env: {
      PATH: `${file("node_modules/.bin")}:${process.env.PATH}`,
      ELASTICSEARCH_URL: emulator.url,
      ELASTICSEARCH_USERNAME: "elastic",
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ASKED = /Password of elastic for \S+: /;
  let shown = "";
  for await (const chunk of child.stdout) {
    const wasAsked = ASKED.test(shown);
    shown += chunk;
    if (!wasAsked && ASKED.test(shown)) child.stdin.write(`${secret}\r`);
  }
  assert.match(shown, /Password of elastic[^]*there is no search application missing/);
  assert.ok(!shown.includes(secret));
});

test("a mistake in the words or the environment is told, and nothing is sent", async () => {
  const url = { ELASTICSEARCH_URL: emulator.url };
  for (const [words, env, text] of [
    [["push"], operator, /no command "push"/],
    [["constructor"], operator, /no command/],
    [["pull"], operator, /usage/],
    [["pull", "a", "b"], operator, /usage/],
    [["pull", "a", "--outptu", "x"], operator, /--outptu/],
    [["key"], operator, /usage/],
    [["render", "films", "--params", "{"], operator, /must be JSON/],
    [["pull", "films"], {}, /ELASTICSEARCH_URL/],
    [["pull", "films"], url, /ELASTICSEARCH_API_KEY/],
    [["pull", "films"], { ...url, ELASTICSEARCH_USERNAME: "elastic" }, /ELASTICSEARCH_PASSWORD/],
    [["audit", "films"], url, /SEARCH_APPLICATION_KEY/],
    [["pull", "films"], { ...url, ELASTICSEARCH_API_KEY: "two\nlines" }, /encoded/],
    [["pull", "films"], { ELASTICSEARCH_URL: "search.example.com" }, /must be a URL/],
  ]) {
    const { code, said, out } = await command(words, { env });
    assert.equal(code, 2, `${words.join(" ")}: ${said}`);
    assert.match(said, text);
    assert.equal(out, "");
    assert.doesNotMatch(said, /\n\s+at /, "no stack");
  }
});

test("a cluster that can't be reached, refuses or is none is told in plain words", async () => {
  const error = (type, reason, status) => JSON.stringify({ error: { type, reason, root_cause: [] }, status });
  const licence = "Current license is non-compliant for search application and behavioral analytics.";
  secrets.push("wrong-password");
  for (const [env, text] of [
    [{ ELASTICSEARCH_URL: await closed() }, /can't reach Elasticsearch at http:\/\/127\.0\.0\.1:\d+: nothing listens/],
    [{ ELASTICSEARCH_URL: "http://nowhere.invalid" }, /no machine of this name|EAI_AGAIN/],
    [{ ELASTICSEARCH_URL: emulator.url.replace("http:", "https:") }, /can't reach/],
    [{ ELASTICSEARCH_PASSWORD: "wrong-password" }, /did not accept the credentials/],
    [{ ELASTICSEARCH_API_KEY: btoa("nobody:secret") }, /unable to find apikey/],
    [{ ELASTICSEARCH_URL: await answering(403, ELASTIC, error("security_exception", licence, 403)) }, /licence.*trial/],
    [
      { ELASTICSEARCH_URL: await answering(403, ELASTIC, error("security_exception", "no", 403)) },
      /manage_search_application/,
    ],
    [{ ELASTICSEARCH_URL: await answering(200, {}, "{}") }, /not Elasticsearch/],
    [{ ELASTICSEARCH_URL: await answering(404, { "content-type": "text/html" }, "<html>") }, /not Elasticsearch/],
    [{ ELASTICSEARCH_URL: await answering(302, { location: "/login" }, "") }, /not Elasticsearch/],
    [{}, /no search application missing; make it with/],
  ]) {
    const { code, said, out } = await command(["pull", "missing"], { env: { ...operator, ...env } });
    assert.equal(code, 3, said);
    assert.match(said, text);
    assert.equal(out, "");
  }
});
