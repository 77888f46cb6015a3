/**
 * Elastic's Search Application client with the template that its own command line stores. A facet's filter, which it
 * sends as `terms`, is refused by the dictionary of that same command line: the emulator does so too, and facets are
 * tested with the template alone, as in the client's documentation.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import SearchApplicationClient from "@elastic/search-application-client";
import boilerplate from "../../node_modules/@elastic/search-application-client/bin/boilerplate_template.js";
import { client as connect } from "../../www/scripts/elasticsearch.mjs";
import { startEmulator } from "../support/emulator.mjs";

const PRODUCTS = [
  { name: "red bicycle", kind: "bicycle", brand: "Acme", price: 300, released: "2020-01-01" },
  { name: "blue bicycle", kind: "bicycle", brand: "Acme", price: 200, released: "2021-01-01" },
  { name: "red kettle", kind: "kettle", brand: "Zen", price: 40, released: "2022-01-01" },
];

const FACETS = {
  brand: { type: "terms", field: "brand.keyword", size: 10, disjunctive: true },
  kind: { type: "terms", field: "kind.keyword", size: 10 },
  price: { type: "stats", field: "price" },
};

let emulator;
/** The builders of the application with the dictionary, and of the one without. */
let strict;
let open;

before(async () => {
  emulator = await startEmulator();
  const send = connect(emulator);
  const lines = PRODUCTS.map((product, id) => `{"index":{"_id":"${id}"}}\n${JSON.stringify(product)}\n`);
  await send("POST", "products/_bulk", lines.join(""));
  strict = await application(send, "strict", boilerplate.template);
  open = await application(send, "open", { script: boilerplate.template.script });
});

after(() => emulator.stop());

/** Makes an application and a key for it alone. */
async function application(send, name, template) {
  await send("PUT", `_application/search_application/${name}`, { indices: ["products"], template });
  const role = {
    indices: [{ names: [name], privileges: ["read"] }],
    restriction: { workflows: ["search_application_query"] },
  };
  const { encoded } = await send("POST", "_security/api_key", { name, role_descriptors: { role } });
  return SearchApplicationClient(name, emulator.url, encoded, { facets: FACETS });
}

const names = ({ hits }) => hits.hits.map((hit) => hit._source.name);

test("it finds", async () => {
  const found = await strict()
    .query("bicycle")
    .setSort([{ price: "asc" }, "_score"])
    .search();
  assert.deepEqual(names(found), ["blue bicycle", "red bicycle"]);
  assert.equal(found.hits.total.value, 2);
});

test("it filters by facets and counts them", async () => {
  const found = await open().query("red").addFacetFilter("kind", "kettle").search();
  assert.deepEqual(names(found), ["red kettle"]);
  const [brand, price] = ["brand", "price"].map((name) => found.facets.find((facet) => facet.name === name));
  assert.deepEqual(brand.entries, [{ value: "Zen", count: 1 }]);
  assert.deepEqual([price.stats.min, price.stats.max], [40, 40]);
});

test("a disjunctive facet is counted as if it were not filtered", async () => {
  const found = await open().query("red").addFacetFilter("brand", "Zen").search();
  assert.deepEqual(names(found), ["red kettle"]);
  const { entries } = found.facets.find((facet) => facet.name === "brand");
  assert.deepEqual(
    entries.map(({ value }) => value),
    ["Acme", "Zen"],
  );
});

test("it filters in ways that the dictionary knows", async () => {
  const cheap = { bool: { must: [{ term: { "brand.keyword": "Acme" } }, { range: { price: { lte: 250 } } }] } };
  assert.deepEqual(names(await strict().setFilter(cheap).search()), ["blue bicycle"]);
});

test("what the dictionary refuses comes back as an error that the client prints", async (context) => {
  const printed = context.mock.method(console, "error", () => {});
  const found = await strict().addFacetFilter("kind", "kettle").search();
  assert.equal(found.hits, undefined);
  assert.match(
    printed.mock.calls[0].arguments[0].message,
    /^Validation Failed: 1: \$\._es_filters.*terms: is not defined/,
  );
});

test("it pages", async () => {
  const found = await strict()
    .setSort([{ price: "desc" }])
    .setPageSize(1)
    .setFrom(1)
    .search();
  assert.deepEqual(names(found), ["blue bicycle"]);
});

test("params of other names are passed on", async () => {
  const found = await strict().query("kettle").addParameter("color", "red").search();
  assert.deepEqual(names(found), ["red kettle"]);
});
