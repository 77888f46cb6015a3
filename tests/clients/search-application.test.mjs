/**
 * Elastic's Search Application client with the template and the dictionary that its own command line stores: what it
 * sends passes the dictionary, and what it reads of the answers is there.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import SearchApplicationClient from "@elastic/search-application-client";
import boilerplate from "../../node_modules/@elastic/search-application-client/bin/boilerplate_template.js";
import { client as connect } from "../../www/scripts/elasticsearch.mjs";
import { startEmulator } from "../support/emulator.mjs";

const PRODUCTS = [
  { name: "red bicycle", brand: "Acme", price: 300, released: "2020-01-01" },
  { name: "blue bicycle", brand: "Acme", price: 200, released: "2021-01-01" },
  { name: "red kettle", brand: "Zen", price: 40, released: "2022-01-01" },
];

const FACETS = {
  brand: { type: "terms", field: "brand.keyword", size: 10, disjunctive: true },
  price: { type: "stats", field: "price" },
};

let emulator;
let builder;

before(async () => {
  emulator = await startEmulator();
  const send = connect(emulator);
  const lines = PRODUCTS.map((product, id) => `{"index":{"_id":"${id}"}}\n${JSON.stringify(product)}\n`);
  await send("POST", "products/_bulk", lines.join(""));
  await send("PUT", "_application/search_application/shop", { indices: ["products"], ...boilerplate });
  const role = {
    indices: [{ names: ["shop"], privileges: ["read"] }],
    restriction: { workflows: ["search_application_query"] },
  };
  const { encoded } = await send("POST", "_security/api_key", { name: "page", role_descriptors: { role } });
  builder = SearchApplicationClient("shop", emulator.url, encoded, { facets: FACETS });
});

after(() => emulator.stop());

const names = ({ hits }) => hits.hits.map((hit) => hit._source.name);

test("it finds", async () => {
  const found = await builder()
    .query("bicycle")
    .setSort([{ price: "asc" }, "_score"])
    .search();
  assert.deepEqual(names(found), ["blue bicycle", "red bicycle"]);
  assert.equal(found.hits.total.value, 2);
});

test("it filters by facets and counts them", async () => {
  const found = await builder().addFacetFilter("brand", "Zen").addFacetFilter("price", { from: 10, to: 100 }).search();
  assert.deepEqual(names(found), ["red kettle"]);
  const [brand, price] = ["brand", "price"].map((name) => found.facets.find((facet) => facet.name === name));
  assert.deepEqual(brand.entries, [{ value: "Zen", count: 1 }]);
  assert.deepEqual([price.stats.min, price.stats.max], [40, 40]);
});

test("a disjunctive facet counts as if it were not filtered", async () => {
  const found = await builder().query("red").addFacetFilter("brand", "Zen").search();
  const { entries } = found.facets.find((facet) => facet.name === "brand");
  assert.deepEqual(
    entries.map(({ value }) => value),
    ["Acme", "Zen"],
  );
});

test("it pages", async () => {
  const found = await builder()
    .setSort([{ price: "desc" }])
    .setPageSize(1)
    .setFrom(1)
    .search();
  assert.deepEqual(names(found), ["blue bicycle"]);
});

test("params of other names are passed on", async () => {
  const found = await builder().query("kettle").addParameter("color", "red").search();
  assert.deepEqual(names(found), ["red kettle"]);
});
