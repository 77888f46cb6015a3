/**
 * What Search UI's own connector can't do, and ours can, under Search UI's driver: each result is worked out from the
 * places themselves.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { client } from "../../www/scripts/elasticsearch.mjs";
import { startEmulator } from "../support/emulator.mjs";
import { connect } from "./connect.mjs";
import { CENTER, INDEX, autocompleteQuery, loadPlaces, places, searchQuery } from "./places.mjs";
import { visit } from "./visitor.mjs";

const nested = (type) => ({ type, nested: "reviews" });

const page = {
  index: INDEX,
  searchQuery: {
    ...searchQuery,
    facets: {
      kind: { type: "value", min_doc_count: 0, exclude: ["museum"], sort: "value" },
      open: { type: "value" },
      visitors: { type: "stats" },
      location: searchQuery.facets.location,
      "reviews.by": { type: "value" },
    },
    disjunctiveFacets: ["reviews.by"],
    filters: [{ field: "kind", type: "none", values: ["castle"] }],
    orFields: [["visitors", "reviews.stars"]],
    conditionalFacets: { open: ({ filters }) => filters.some(({ field }) => field === "kind") },
  },
  autocompleteQuery: { ...autocompleteQuery, results: { ...autocompleteQuery.results, filters: [isOpen()] } },
  fields: { open: "boolean", visitors: "number", "reviews.by": nested("keyword"), "reviews.stars": nested("number") },
};

function isOpen() {
  return { field: "open", type: "all", values: [true] };
}

let emulator;
let apiConnector;

before(async () => {
  emulator = await startEmulator();
  await loadPlaces(client(emulator));
  apiConnector = await connect(emulator, "places-of-ours", page);
});

after(() => emulator.stop());

const { searchQuery: config } = page;
const shown = (actions, more) => visit({ ...page, apiConnector, ...more }, actions);
const filter = (field, value, type = "all") => ["addFilter", field, value, type];

/** All that the base filter leaves. */
const known = places.filter(({ kind }) => kind !== "castle");
const where = (holds) => known.filter(holds);
const reviewedBy =
  (...names) =>
  ({ reviews }) =>
    reviews.some(({ by }) => names.includes(by));

/** Kilometres on the sphere that Elasticsearch measures on. */
function kilometres({ location: { lat, lon } }) {
  const radians = (degrees) => (degrees * Math.PI) / 180;
  const across = Math.sin(radians(lon - CENTER.lon) / 2) ** 2;
  const along = Math.sin(radians(lat - CENTER.lat) / 2) ** 2;
  const h = along + Math.cos(radians(lat)) * Math.cos(radians(CENTER.lat)) * across;
  return 2 * 6371.0087714 * Math.asin(Math.sqrt(h));
}

const FILTERS = [
  ["none: the base filter applies", [], () => true],
  ["a value of nested objects", [filter("reviews.by", "Bob")], reviewedBy("Bob")],
  [
    "either of two values of nested objects",
    [filter("reviews.by", "Bob", "any"), filter("reviews.by", "Cem", "any")],
    reviewedBy("Bob", "Cem"),
  ],
  ["a boolean as a URL writes it", [filter("open", "false")], ({ open }) => !open],
  [
    "a range that the facet does not list",
    [filter("visitors", { name: "mine", from: 100, to: 900 })],
    ({ visitors }) => visitors >= 100 && visitors <= 900,
  ],
  ["a range from 0", [filter("visitors", { name: "mine", from: 0, to: 10 })], ({ visitors }) => visitors <= 10],
  [
    "a ring that the facet does not list",
    [filter("location", { name: "mine", from: 15, to: 30 }, "any")],
    (place) => kilometres(place) > 15 && kilometres(place) < 30,
  ],
  [
    "not in a ring",
    [filter("location", searchQuery.facets.location.ranges[0], "none")],
    (place) => kilometres(place) >= 20,
  ],
  [
    "one of two fields is enough where the config says so",
    [filter("visitors", { name: "many", from: 4500 }), filter("reviews.stars", 5)],
    ({ visitors, reviews }) => visitors >= 4500 || reviews.some(({ stars }) => stars === 5),
  ],
  [
    "several at once",
    [filter("open", true), filter("kind", "garden"), filter("reviews.by", "Ann")],
    (place) => place.open && place.kind === "garden" && reviewedBy("Ann")(place),
  ],
];

for (const [what, actions, holds] of FILTERS) {
  test(`filters: ${what}`, async () => {
    const expected = where(holds).map(({ id }) => id);
    assert.ok(expected.length > 0);
    const state = await shown([["setResultsPerPage", 100], ...actions]);
    assert.equal(state.error, "");
    assert.deepEqual(state.results.map(({ id }) => id.raw).toSorted(), expected.toSorted());
    assert.equal(state.totalResults, expected.length);
  });
}

const counts = (facets, field) =>
  Object.fromEntries(facets[field][0].data.map(({ value, count }) => [value?.name ?? value, count]));
const countBy = (list, of) => list.flatMap(of).reduce((sums, name) => ({ ...sums, [name]: (sums[name] ?? 0) + 1 }), {});
const reviewers = ({ reviews }) => [...new Set(reviews.map(({ by }) => by))];

test("counts: of nested objects, the places that they belong to; without the facet's own filter if it is disjunctive", async () => {
  const { facets } = await shown([filter("reviews.by", "Bob"), filter("kind", "garden")]);
  assert.deepEqual(
    counts(facets, "reviews.by"),
    countBy(
      where(({ kind }) => kind === "garden"),
      reviewers,
    ),
  );
});

test("counts: the smallest and the largest value, for a slider", async () => {
  const { facets } = await shown([filter("kind", "lake")]);
  const visitors = where(({ kind }) => kind === "lake").map((place) => place.visitors);
  const { min, max, count } = facets.visitors[0].stats;
  assert.deepEqual([min, max, count], [Math.min(...visitors), Math.max(...visitors), visitors.length]);
});

test("counts: values that nothing has are there if wanted, and excluded ones are not", async () => {
  const { facets } = await shown([filter("kind", "lake")]);
  const lakes = where(({ kind }) => kind === "lake").length;
  assert.deepEqual(counts(facets, "kind"), { castle: 0, garden: 0, lake: lakes });
});

test("counts: rings, each with what a filter by it finds", async () => {
  const { facets } = await shown([]);
  const expected = searchQuery.facets.location.ranges.map(({ name, from, to = Infinity }) => [
    name,
    where((place) => kilometres(place) >= from && kilometres(place) < to).length,
  ]);
  assert.deepEqual(counts(facets, "location"), Object.fromEntries(expected));
});

test("counts: a conditional facet is counted when its condition holds, and can be filtered by when not", async () => {
  assert.equal((await shown([])).facets.open, undefined);
  const { facets } = await shown([filter("kind", "lake")]);
  assert.deepEqual(
    counts(facets, "open"),
    countBy(
      where(({ kind }) => kind === "lake"),
      ({ open }) => String(open),
    ),
  );
  assert.equal((await shown([filter("open", true)])).totalResults, where(({ open }) => open).length);
});

test("filters of autocomplete are honoured", async () => {
  const suggest = ["setSearchTerm", "quiet", { refresh: false, autocompleteResults: true }];
  const { autocompletedResults } = await shown([suggest]);
  assert.ok(autocompletedResults.length > 0);
  assert.ok(autocompletedResults.every(({ open }) => open.raw === true));
});

test("a state that a hostile address made shows places and no error", async () => {
  const filters = [
    { field: "kind", values: [{ evil: "1" }, null, ["x"]] },
    { field: "visitors", type: "some", values: [1] },
    { field: "location", values: ["nowhere"] },
    { field: "__proto__", values: ["x"] },
    { field: "password", values: ["x"] },
    "text",
  ];
  const state = await shown([], {
    initialState: { current: -7, resultsPerPage: 999999, filters, sortList: [{ field: "password", direction: "asc" }] },
  });
  assert.deepEqual([state.error, state.totalResults, state.results.length], ["", known.length, known.length]);
  assert.equal(config.filters.length, 1);
});
