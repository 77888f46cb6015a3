/** Elasticsearch's official JavaScript client, of this major version and the one before, through its usual calls. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as current from "@elastic/elasticsearch";
import * as previous from "elasticsearch-8";
import { startEmulator } from "../support/emulator.mjs";

const FILMS = [
  { id: "1", title: "Alien", year: 1979, genre: ["Horror", "Science fiction"] },
  { id: "2", title: "Dune", year: 2021, genre: ["Science fiction"] },
  { id: "3", title: "Stalker", year: 1979, genre: ["Drama"] },
];

const APPLICATION = {
  indices: ["films"],
  template: {
    script: {
      source: '{"query":{"match":{"title":"{{q}}"}},"size":{{size}}}',
      lang: "mustache",
      params: { q: "", size: 10 },
    },
    dictionary: { required: ["q"], properties: { q: { type: "string" } } },
  },
};

let emulator;

before(async () => {
  emulator = await startEmulator(["--faults"]);
});

after(() => emulator.stop());

describe("the current version", () => suite(current));
describe("the version before", () => suite(previous));

function suite({ Client, errors }) {
  let client;
  let restricted;

  const connect = (auth) => new Client({ node: emulator.url, auth, maxRetries: 2 });

  before(async () => {
    client = connect({ username: emulator.username, password: emulator.password });
    await client.indices.delete({ index: "films", ignore_unavailable: true });
  });

  test("it takes the emulator for Elasticsearch", async () => {
    const { version, tagline } = await client.info();
    assert.match(version.number, /^9\./);
    assert.equal(tagline, "You Know, for Search");
    assert.equal(await client.ping(), true);
    assert.equal((await client.cluster.health()).status, "green");
  });

  test("it makes an index and fills it with its bulk helper", async () => {
    const mappings = { properties: { title: { type: "text" }, genre: { type: "keyword" } } };
    await client.indices.create({ index: "films", mappings });
    assert.equal(await client.indices.exists({ index: "films" }), true);
    const onDocument = ({ id }) => ({ index: { _index: "films", _id: id } });
    const done = await client.helpers.bulk({ datasource: FILMS, onDocument, refreshOnCompletion: "films" });
    assert.deepEqual([done.successful, done.failed], [3, 0]);
    assert.equal((await client.count({ index: "films" })).count, 3);
    const mapping = await client.indices.getMapping({ index: "films" });
    assert.equal(mapping.films.mappings.properties.year.type, "long");
  });

  test("it writes, reads and deletes single documents", async () => {
    const { result } = await client.index({ index: "films", id: "4", document: { title: "Solaris" }, refresh: true });
    assert.equal(result, "created");
    assert.deepEqual((await client.get({ index: "films", id: "4" }))._source, { title: "Solaris" });
    assert.equal((await client.delete({ index: "films", id: "4" })).result, "deleted");
    await assert.rejects(client.get({ index: "films", id: "4" }), (error) => error.statusCode === 404);
  });

  test("it searches", async () => {
    const { hits, aggregations } = await client.search({
      index: "films",
      query: { term: { year: 1979 } },
      sort: [{ year: "asc" }, "_doc"],
      aggs: { genres: { terms: { field: "genre" } } },
      highlight: { fields: { title: {} } },
    });
    assert.deepEqual(
      hits.hits.map((hit) => hit._id),
      ["1", "3"],
    );
    assert.equal(aggregations.genres.buckets.length, 3);
    const several = await client.msearch({ searches: [{ index: "films" }, { query: { match: { title: "dune" } } }] });
    assert.equal(several.responses[0].hits.total.value, 1);
    assert.deepEqual(
      (await client.helpers.search({ index: "films", query: { match: { title: "dune" } } })).map((film) => film.year),
      [2021],
    );
  });

  test("it stores, shows, lists, renders and searches a search application", async () => {
    const put = { name: "archive", search_application: APPLICATION };
    assert.match((await client.searchApplication.put(put)).result, /created|updated/);
    assert.deepEqual((await client.searchApplication.get({ name: "archive" })).indices, ["films"]);
    const { results } = await client.searchApplication.list({ q: "arch*" });
    assert.deepEqual(
      results.map((listed) => listed.name),
      ["archive"],
    );
    const rendered = await client.searchApplication.renderQuery({ name: "archive", params: { q: "dune" } });
    assert.equal(rendered.query.match.title.query, "dune");
    const { hits } = await client.searchApplication.search({ name: "archive", params: { q: "dune" } });
    assert.equal(hits.hits[0]._source.title, "Dune");
    await assert.rejects(
      client.searchApplication.search({ name: "archive", params: { q: 5 } }),
      (error) => error instanceof errors.ResponseError && error.body.error.type === "validation_exception",
    );
  });

  test("it makes a restricted key, which searches and does nothing else, until it is invalidated", async () => {
    const key = await client.security.createApiKey({
      name: "page",
      expiration: "1d",
      role_descriptors: {
        page: {
          indices: [{ names: ["archive"], privileges: ["read"] }],
          restriction: { workflows: ["search_application_query"] },
        },
      },
    });
    restricted = connect({ apiKey: key.encoded });
    const found = () => restricted.searchApplication.search({ name: "archive", params: { q: "alien" } });
    assert.equal((await found()).hits.total.value, 1);
    await assert.rejects(restricted.search({ index: "films" }), (error) => error.statusCode === 403);
    const { api_keys: keys } = await client.security.getApiKey({ id: key.id });
    assert.equal(keys[0].invalidated, false);
    const { invalidated_api_keys: ended } = await client.security.invalidateApiKey({ ids: [key.id] });
    assert.deepEqual(ended, [key.id]);
    await assert.rejects(found(), (error) => error.statusCode === 401);
  });

  test("case 136: it tries again after a 503, and not after a 429 or a 400", async () => {
    const search = () => client.search({ index: "films" });
    await faults([{ path: "/films/_search", times: 2, status: 503 }]);
    assert.equal((await search()).hits.total.value, 3);
    for (const status of [429, 400]) {
      await faults([{ path: "/films/_search", status }]);
      await assert.rejects(search(), (error) => error.statusCode === status);
      assert.equal((await faults()).rules[0].applied, 1);
    }
    await faults([]);
  });

  test("case 137: it reports what is only partial", async () => {
    await faults([{ path: "/films/_search", timed_out: true, failed_shards: 1 }]);
    const { timed_out: timedOut, _shards: shards } = await client.search({ index: "films" });
    await faults([]);
    assert.deepEqual([timedOut, shards.failed, shards.failures.length], [true, 1, 1]);
  });

  test("case 139: an answer without the product header is refused, and an error is the error", async () => {
    await faults([{ product_header: false }]);
    await assert.rejects(client.info(), { name: "ProductNotSupportedError" });
    await assert.rejects(client.get({ index: "none", id: "1" }), { name: "ResponseError" });
    await faults([]);
  });

  test("it deletes what it made", async () => {
    await client.searchApplication.delete({ name: "archive" });
    await client.indices.delete({ index: "films" });
    assert.equal(await client.indices.exists({ index: "films" }), false);
  });
}

/** Sets the faults, or shows them. */
async function faults(rules) {
  const basic = Buffer.from(`${emulator.username}:${emulator.password}`).toString("base64");
  const response = await fetch(`${emulator.url}/_emulator/faults`, {
    method: rules ? "PUT" : "GET",
    headers: { authorization: `Basic ${basic}`, "content-type": "application/json" },
    body: rules && JSON.stringify({ rules }),
  });
  assert.equal(response.status, 200);
  return response.json();
}
