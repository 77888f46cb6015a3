/** What a page gets to see of an answer: a table for each part of the response state. */
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, mock, test } from "node:test";
import SearchApplicationConnector from "search-ui-search-application-connector";
import { startSearchServer } from "../support/search_server.mjs";

let server;
let body;

before(async () => {
  server = await startSearchServer(() => body);
});

after(() => server.stop());
beforeEach(() => mock.method(console, "warn", () => {}));
afterEach(() => mock.restoreAll());

const warnings = () => console.warn.mock.calls.map(({ arguments: [message] }) => message);

/** The response state for an answer; `config` is the query config, `options` are the connector's beside the usual. */
function respond(answer, config = {}, options = {}, state = {}) {
  body = answer;
  const connector = new SearchApplicationConnector({
    host: server.url,
    searchApplication: "films",
    apiKey: "a2V5OmtleQ==",
    ...options,
  });
  return connector.onSearch({ searchTerm: "star", current: 1, resultsPerPage: 20, filters: [], ...state }, config);
}

const hit = (source, highlight, id = "1") => ({ hits: { hits: [{ _id: id, _source: source, highlight }] } });
const foreign = { params: () => ({}) };

async function field(name, source, highlight, fields, options) {
  const { results } = await respond(hit(source, highlight), { result_fields: fields }, options);
  return results[0][name];
}

const SNIPPETS = [
  [
    "the server's encoder has escaped it: as it is",
    "Tom &amp; <em>Jerry</em> &lt;3 &#x2F;",
    "Tom &amp; <em>Jerry</em> &lt;3 &#x2F;",
  ],
  ["nothing to escape", "plain <em>star</em>", "plain <em>star</em>"],
  [
    "a tag of the document's",
    "<img src=x onerror=alert(1)> <em>star</em>",
    "&lt;img src=x onerror=alert(1)&gt; <em>star</em>",
  ],
  ["a tag that only looks like a mark", "<em onclick=x>star</em>", "&lt;em onclick=x&gt;star</em>"],
  ["an ampersand that begins no reference", "Q&A <em>star</em>", "Q&amp;A <em>star</em>"],
  ["a reference beside a tag: the document's own text", "&amp; <b>", "&amp;amp; &lt;b&gt;"],
  ["quotes", `say "<em>star</em>"`, "say &quot;<em>star</em>&quot;"],
  ["a comment and a script", "<!-- --><script>x</script>", "&lt;!-- --&gt;&lt;script&gt;x&lt;&#x2F;script&gt;"],
];

for (const [what, given, expected] of SNIPPETS) {
  test(`snippets: ${what}`, async () => {
    assert.deepEqual(await field("title", { title: "x" }, { title: [given] }), { raw: "x", snippet: [expected] });
  });
}

test("snippets: other marks are named by `highlightTags`, and only they stay", async () => {
  const options = { highlightTags: ["<mark class='a'>", "</mark>", "[[", "]]"] };
  const given = ["<mark class='a'>x</mark> [[y]] <em>z</em>"];
  const { snippet } = await field("title", {}, { title: given }, {}, options);
  assert.deepEqual(snippet, ["<mark class='a'>x</mark> [[y]] &lt;em&gt;z&lt;&#x2F;em&gt;"]);
  for (const highlightTags of ["<em>", [], ["<em>"], ["", ""], [1, 2]]) {
    await assert.rejects(async () => respond({}, {}, { highlightTags }), /`highlightTags` must be a list/);
  }
});

test("snippets: `trustSnippets` gives them as they come", async () => {
  const given = ["<b>x</b> <em>star</em>"];
  assert.deepEqual((await field("title", {}, { title: given }, {}, { trustSnippets: true })).snippet, given);
});

test("snippets: what is no text is left out, and one text is a list of one", async () => {
  assert.deepEqual((await field("title", {}, { title: [5, null, "a", { b: 1 }] })).snippet, ["a"]);
  assert.deepEqual((await field("title", {}, { title: "a" })).snippet, ["a"]);
});

const text = "one two three four <em>five</em> six &amp; seven eight nine";
const SIZES = [
  ["a short one stays whole", 100, text],
  ["the match stays inside", 12, "ur <em>five</em> six "],
  ["a reference counts as one character", 14, "ur <em>five</em> six &amp; "],
  ["a mark is closed where the cut is in it", 3, "<em>fiv</em>"],
  ["a size that is none cuts nothing", -1, text],
];

for (const [what, size, expected] of SIZES) {
  test(`snippet.size of a template of one's own: ${what}`, async () => {
    const { snippet } = await field("t", {}, { t: [text] }, { t: { snippet: { size } } }, foreign);
    assert.deepEqual(snippet, [expected]);
  });
}

test("snippet.size of the generated template is the server's business", async () => {
  const { snippet } = await field("t", {}, { t: [text] }, { t: { snippet: { size: 3 } } });
  assert.deepEqual(snippet, [text]);
});

const FALLBACKS = [
  ["the beginning, escaped", { title: "<b>bold</b> and more" }, { size: 7, fallback: true }, ["&lt;b&gt;bold"]],
  ["a hundred characters without a size", { title: "x".repeat(500) }, { fallback: true }, ["x".repeat(100)]],
  ["whole characters", { title: "🎬🎬🎬" }, { size: 2, fallback: true }, ["🎬🎬"]],
  ["of a list, the first", { title: ["a", "b"] }, { fallback: true }, ["a"]],
  ["no text, no snippet", { title: 5 }, { fallback: true }, undefined],
  ["not asked for", { title: "a" }, {}, undefined],
];

for (const [what, source, snippet, expected] of FALLBACKS) {
  test(`snippet.fallback where nothing matched: ${what}`, async () => {
    for (const highlight of [undefined, { title: [] }]) {
      const { snippet: given } = await field("title", source, highlight, { title: { snippet } }, foreign);
      assert.deepEqual(given, expected);
    }
  });
}

const nested = {
  a: { b: { c: 1 }, list: [{ x: 1 }, { x: [2, 3] }, {}, 5] },
  "a.literal": "own",
  "d.e": { f: "mixed" },
  none: { value: null },
};
const PATHS = [
  ["a.b.c", 1],
  ["a.b", { c: 1 }],
  ["a.list.x", [1, 2, 3]],
  ["a.literal", "own"],
  ["d.e.f", "mixed"],
  ["none.value", null],
];

for (const [path, raw] of PATHS) {
  test(`nested objects: ${path}`, async () => {
    assert.deepEqual(await field(path, nested, undefined, { [path]: { raw: {} } }), { raw });
  });
}

test("nested objects: a path that leads nowhere is no field, and the object itself stays", async () => {
  const { results } = await respond(hit(nested), { result_fields: { "a.b.c.d": {}, "a.length": {}, "x.y": {} } });
  assert.deepEqual(Object.keys(results[0]).toSorted(), ["_meta", "a", "a.literal", "d.e", "id", "none"]);
  assert.equal(results[0].a.raw, results[0]._meta.rawHit._source.a);
});

test("nested objects: a highlight by its path has the value beside it", async () => {
  const { results } = await respond(hit({ a: { b: "star" } }, { "a.b": ["<em>star</em>"] }));
  assert.deepEqual(results[0]["a.b"], { raw: "star", snippet: ["<em>star</em>"] });
});

test("falsy values are kept, and the document's identity is not its own to set", async () => {
  const source = JSON.parse(
    '{"zero":0,"no":false,"none":null,"empty":"","id":"9","_meta":1,"__proto__":{"polluted":1}}',
  );
  const { results } = await respond(hit(source), { result_fields: { "_meta.id": {}, "__proto__.polluted": {} } });
  const [{ zero, no, none, empty, id, _meta, ...others }] = results;
  assert.deepEqual([zero, no, none, empty], [{ raw: 0 }, { raw: false }, { raw: null }, { raw: "" }]);
  assert.deepEqual([id, _meta.id, _meta.rawHit], [{ raw: "1" }, "1", body && results[0]._meta.rawHit]);
  assert.deepEqual(Object.keys(others), ["__proto__", "__proto__.polluted"]);
  assert.equal({}.polluted, undefined);
  assert.equal(Object.getPrototypeOf(results[0]), Object.prototype);
});

const whole = { timed_out: false, _shards: { total: 2, successful: 2, skipped: 0, failed: 0 } };
const PARTIAL = [
  ["a time limit", { timed_out: true }, { timedOut: true, terminatedEarly: false, failedShards: 0 }],
  ["an early end", { terminated_early: true }, { timedOut: false, terminatedEarly: true, failedShards: 0 }],
  ["failed shards", { _shards: { total: 3, failed: 2 } }, { timedOut: false, terminatedEarly: false, failedShards: 2 }],
];

for (const [what, answer, expected] of PARTIAL) {
  test(`partial results: ${what} is in the state, and in the console once`, async () => {
    const options = { host: server.url, searchApplication: "films", apiKey: "a2V5OmtleQ==" };
    const connector = new SearchApplicationConnector(options);
    for (const [given, told] of [
      [{ ...whole, ...answer }, expected],
      [{ ...whole, ...answer }, expected],
      [whole, null],
    ]) {
      body = given;
      const state = await connector.onSearch({ searchTerm: "a" }, {});
      assert.deepEqual([state.partialResults, state.rawResponse], [told, given]);
    }
    assert.equal(warnings().length, 1);
    assert.match(warnings()[0], /only a part of the results/);
  });
}

const total = (value, relation = "eq") => ({ hits: { total: { value, relation }, hits: [] } });
const PAGES = [
  ["beyond 10,000 results", total(250_000), {}, {}, [250_000, 496, 1, 20]],
  ["the last page", total(45), {}, { current: 3 }, [45, 3, 41, 45]],
  ["a page after the last", total(45), {}, { current: 4 }, [45, 3, 0, 0]],
  ["nothing found", total(0), {}, {}, [0, 0, 0, 0]],
  ["a total that is a number", { hits: { total: 7, hits: [] } }, {}, {}, [7, 1, 1, 7]],
  ["no total", {}, {}, {}, [0, 0, 0, 0]],
  ["a template of one's own may have longer pages", total(900), foreign, { resultsPerPage: 300 }, [900, 3, 1, 300]],
  ["its window is the server's", total(250_000), foreign, { resultsPerPage: 300 }, [250_000, 33, 1, 300]],
  [
    "its params say which page it is",
    total(90),
    { params: () => ({ from: 30, size: 10 }) },
    { current: 9 },
    [90, 9, 31, 40],
  ],
  [
    "its dictionary says how far it goes",
    total(90),
    { params: () => ({ from: 0, size: 10 }), dictionary: { properties: { from: { maximum: 40 } } } },
    {},
    [90, 5, 1, 10],
  ],
  ["no page is too far to tell", total(90), foreign, { current: 4e9, resultsPerPage: 4e9 }, [90, 1, 1, 90]],
];

for (const [what, answer, options, state, expected] of PAGES) {
  test(`pages: ${what}`, async () => {
    const shown = await respond(answer, {}, options, state);
    assert.deepEqual([shown.totalResults, shown.totalPages, shown.pagingStart, shown.pagingEnd], expected);
  });
}

const buckets = { buckets: [{ key: "Drama", doc_count: 3 }] };
const WHERE = [
  ["the generated template", { facet_genre: { values: buckets } }],
  ["the generated template, on nested objects", { facet_genre: { values: { values: buckets } } }],
  ["Elastic's boilerplate", { genre_facet: buckets }],
  ["Search UI's Elasticsearch connector, a facet with the others", { facet_bucket_all: { genre: buckets } }],
  ["Search UI's Elasticsearch connector, a disjunctive facet", { facet_bucket_genre: { genre: buckets } }],
  ["the field's own name", { genre: buckets }],
  ["a mapped name", { mine: buckets, genre: { buckets: [] } }, "mine"],
  ["a mapped path", { mine: { "in>": {}, inner: buckets } }, "mine>inner"],
];

for (const [what, aggregations, mapped] of WHERE) {
  test(`counts are found: ${what}`, async () => {
    const options = mapped && { aggregations: { genre: mapped } };
    const { facets } = await respond({ aggregations }, { facets: { genre: { type: "value" } } }, options);
    assert.deepEqual(facets, { genre: [{ field: "genre", type: "value", data: [{ value: "Drama", count: 3 }] }] });
  });
}

const ranges = [
  { name: "low", to: 0 },
  { name: "all", from: 0 },
];
const geo = { center: "1, 2", unit: "km", ranges: [{ name: "near", from: 0, to: 5 }] };
const COUNTS = [
  ["numbers", { type: "value" }, { buckets: [{ key: 7, doc_count: 1 }] }, [{ value: 7, count: 1 }]],
  [
    "booleans, which the server writes as 0 and 1",
    { type: "value" },
    { buckets: [{ key: 0, key_as_string: "false", doc_count: 1 }] },
    [{ value: false, count: 1 }],
  ],
  ["values that nothing has", { type: "value" }, { buckets: [{ key: "x", doc_count: 0 }] }, [{ value: "x", count: 0 }]],
  [
    "ranges, in the order of the config",
    { type: "range", ranges },
    { buckets: { all: { doc_count: 5 }, low: { doc_count: 2 } } },
    [
      { value: ranges[0], count: 2 },
      { value: ranges[1], count: 5 },
    ],
  ],
  ["rings", { type: "range", ...geo }, { buckets: { near: { doc_count: 4 } } }, [{ value: geo.ranges[0], count: 4 }]],
  [
    "documents, not nested objects",
    { type: "value" },
    { buckets: [{ key: "x", doc_count: 9, documents: { doc_count: 2 } }] },
    [{ value: "x", count: 2 }],
  ],
];

for (const [what, facet, aggregation, data] of COUNTS) {
  test(`counts: ${what}`, async () => {
    const { facets } = await respond({ aggregations: { f: aggregation } }, { facets: { f: facet } });
    assert.deepEqual(facets.f[0].data, data);
    assert.equal(facets.f[0].type, facet.type);
  });
}

test("counts: the smallest and the largest value", async () => {
  const stats = { count: 2, min: 1, max: 9, avg: 5, sum: 10 };
  const { facets } = await respond({ aggregations: { price: stats } }, { facets: { price: { type: "stats" } } });
  assert.deepEqual(facets.price, [{ field: "price", type: "stats", data: [], stats }]);
});

test("counts: an answer without aggregations has no facets, and no error", async () => {
  const { facets } = await respond({}, { facets: { genre: { type: "value" } } });
  assert.deepEqual(facets, {});
});
