/** Functions of the page's own on the way of a search: what they get, what they may do, and what becomes of a mistake. */
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, mock, test } from "node:test";
import SearchApplicationConnector, {
  ConfigurationError,
  ResponseError,
  ValidationError,
} from "search-ui-search-application-connector";
import { found, startSearchServer } from "../support/search_server.mjs";

const KEY = "c2VjcmV0OmtleQ==";
let server;
let rejections;

before(async () => {
  server = await startSearchServer(({ query, autocomplete }, application) => {
    if (query === "refused") throw Object.assign(new Error("refused by the server"), { status: 400 });
    const suggest = autocomplete?.suggestions && { titles: [{ options: [{ text: "star wars" }] }] };
    return found(`${application}:${query ?? autocomplete.query}`, { suggest });
  });
});

after(() => server.stop());

const note = (reason) => rejections.push(reason);

beforeEach(() => {
  server.requests.length = 0;
  rejections = [];
  process.on("unhandledRejection", note);
  mock.method(console, "warn", () => {});
});

afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off("unhandledRejection", note);
  mock.restoreAll();
  assert.deepEqual(rejections, []);
});

const connect = (options) =>
  new SearchApplicationConnector({ host: server.url, searchApplication: "films", apiKey: KEY, ...options });

const state = { searchTerm: "star", current: 1, resultsPerPage: 20, filters: [] };
const queryConfig = { result_fields: { title: { raw: {} } } };
const warnings = () => console.warn.mock.calls.map(({ arguments: [message] }) => message);

test("a hook gets the params with what they were made from, and may change them", async () => {
  let given;
  const interceptSearchRequest = (request, next) => {
    given = request;
    return next({ ...request.params, query: "trek" });
  };
  const { results } = await connect({ interceptSearchRequest }).onSearch(state, queryConfig);
  assert.deepEqual(given, { params: { query: "star", from: 0, size: 20 }, requestState: state, queryConfig });
  assert.deepEqual(server.requests, [{ application: "films", params: { query: "trek", from: 0, size: 20 } }]);
  assert.equal(results[0].id.raw, "films:trek");
});

test("what a hook returns is the answer, at once or later, with a request or without", async () => {
  for (const hook of [
    () => found("at once"),
    async () => found("later"),
    async ({ params }, next) => ({ ...(await next(params)), ...found("changed") }),
  ]) {
    const { results, rawResponse } = await connect({ interceptSearchRequest: hook }).onSearch(state, queryConfig);
    assert.ok(["at once", "later", "changed"].includes(results[0].id.raw));
    assert.equal(results[0]._meta.rawHit, rawResponse.hits.hits[0]);
  }
  assert.equal(server.requests.length, 1);
});

test("what a hook does wrong is told in words, without the key", async () => {
  const cases = [
    [() => undefined, /`interceptSearchRequest` must return the answer's body.*return next\(params\)/],
    [async () => "text", /must return the answer's body/],
    [() => 5, /must return the answer's body/],
    [(_, next) => next(), /must give the params to `next`/],
    [(_, next) => next("text"), /must give the params to `next`/],
    [() => Promise.reject(new Error(`mine ${KEY}`)), /`interceptSearchRequest` failed: mine \[redacted\]/],
    [
      () => {
        throw new Error("at once");
      },
      /`interceptSearchRequest` failed: at once/,
    ],
    [() => Promise.reject(), /`interceptSearchRequest` failed: undefined/],
  ];
  for (const [interceptSearchRequest, message] of cases) {
    const search = connect({ interceptSearchRequest }).onSearch(state, queryConfig);
    await assert.rejects(search, (error) => {
      assert.ok(error instanceof ConfigurationError, String(error));
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /c2Vj/);
      return true;
    });
  }
  assert.deepEqual(server.requests, []);
});

test("an error of the search itself comes through a hook as it is", async () => {
  const connector = connect({ interceptSearchRequest: ({ params }, next) => next(params) });
  await assert.rejects(connector.onSearch({ ...state, searchTerm: "refused" }, queryConfig), (error) => {
    assert.ok(error instanceof ResponseError);
    assert.equal(error.statusCode, 400);
    return true;
  });
});

test("params that a hook has changed are checked by the dictionary before they are sent", async () => {
  const connector = connect({
    dictionary: { type: "object", properties: { size: { maximum: 50 } } },
    interceptSearchRequest: ({ params }, next) => next({ ...params, size: 51 }),
  });
  await assert.rejects(connector.onSearch(state, queryConfig), ValidationError);
  assert.deepEqual(server.requests, []);
});

const autocompleteQuery = {
  results: { resultsPerPage: 3 },
  suggestions: {
    types: {
      titles: { fields: ["title.suggest"] },
      popular: { queryType: "results", searchApplication: "queries" },
    },
  },
};

test("the hooks of autocomplete have a request each: results, completions and the results of each kind", async () => {
  const seen = [];
  const hook = (name) => (request, next) => {
    assert.deepEqual([request.requestState, request.queryConfig], [{ searchTerm: "sta" }, autocompleteQuery]);
    seen.push([name, request.params]);
    return next(request.params);
  };
  const connector = connect({
    interceptAutocompleteResultsRequest: hook("results"),
    interceptAutocompleteSuggestionsRequest: hook("suggestions"),
  });
  const found = await connector.onAutocomplete({ searchTerm: "sta" }, autocompleteQuery);
  assert.deepEqual(seen, [
    ["results", { autocomplete: { query: "sta", size: 3 } }],
    ["suggestions", { autocomplete: { query: "sta", suggestions: 5 } }],
    ["suggestions", { autocomplete: { query: "sta", size: 5 } }],
  ]);
  assert.equal(found.autocompletedResults[0].id.raw, "films:sta");
  assert.deepEqual(found.autocompletedSuggestions.titles, [{ suggestion: "star wars" }]);
  assert.equal(found.autocompletedSuggestions.popular[0].result.id.raw, "queries:sta");
});

test("a hook of autocomplete that fails leaves its own lists empty, and says so", async () => {
  const connector = connect({
    interceptAutocompleteSuggestionsRequest: () => {
      throw new Error("mine");
    },
  });
  const found = await connector.onAutocomplete({ searchTerm: "sta" }, autocompleteQuery);
  assert.equal(found.autocompletedResults.length, 1);
  assert.deepEqual(found.autocompletedSuggestions, { titles: [], popular: [] });
  assert.equal(warnings().length, 1);
  assert.match(warnings()[0], /Autocomplete found nothing: The function `interceptAutocompleteSuggestions.*: mine/);
});

test("clicks are handed on at once, and what fails there is told and nothing else", async () => {
  const click = { query: "star", documentId: "1", page: 1, tags: [] };
  const clicks = [];
  const connector = connect({
    onResultClick: (given) => {
      clicks.push(given);
      throw new Error("at once");
    },
    onAutocompleteResultClick: async (given) => {
      clicks.push(given);
      throw new Error("later");
    },
  });
  assert.equal(connector.onResultClick(click), undefined);
  assert.equal(connector.onAutocompleteResultClick(click), undefined);
  assert.deepEqual(clicks, [click, click]);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(
    warnings().map((text) => text.replace(/^[^:]+: /, "")),
    ["The function `onResultClick` failed: at once", "The function `onAutocompleteResultClick` failed: later"],
  );
});

test("an option that should be a function and is none is refused by the constructor", () => {
  for (const name of [
    "interceptSearchRequest",
    "interceptAutocompleteResultsRequest",
    "interceptAutocompleteSuggestionsRequest",
    "onResultClick",
    "onAutocompleteResultClick",
  ]) {
    assert.throws(() => connect({ [name]: "text" }), new RegExp(`\`${name}\` must be a function`));
    assert.ok(connect({ [name]: null }));
  }
});

test("another search application is asked by its own convention and checked by its own dictionary", async () => {
  const purposes = [];
  const connector = connect({
    dictionary: { required: ["autocomplete"] },
    searchApplications: {
      queries: {
        dictionary: { properties: { q: { maxLength: 3 } }, required: ["q"] },
        params: (state, config, purpose) => {
          purposes.push(purpose);
          return { q: state.searchTerm, query: "popular" };
        },
      },
    },
  });
  const found = await connector.onAutocomplete({ searchTerm: "sta" }, autocompleteQuery);
  assert.deepEqual(purposes, [{ kind: "suggestions", types: ["popular"] }]);
  assert.deepEqual(server.requests.find(({ application }) => application === "queries").params, {
    q: "sta",
    query: "popular",
  });
  assert.equal(found.autocompletedSuggestions.popular[0].result.id.raw, "queries:popular");
  const refused = await connector.onAutocomplete({ searchTerm: "star" }, autocompleteQuery);
  assert.deepEqual([refused.autocompletedSuggestions.popular, refused.autocompletedResults.length], [[], 1]);
  assert.match(warnings()[0], /\$\.q: may only be 3 characters long/);
});

test("the questions of autocomplete are asked all at once", async () => {
  let waiting = 0;
  let release;
  const all = new Promise((resolve) => (release = resolve));
  const together = async ({ params }, next) => {
    waiting += 1;
    if (waiting === 3) release();
    await all;
    return next(params);
  };
  const connector = connect({
    interceptAutocompleteResultsRequest: together,
    interceptAutocompleteSuggestionsRequest: together,
  });
  const found = await connector.onAutocomplete({ searchTerm: "sta" }, autocompleteQuery);
  assert.equal(found.autocompletedSuggestions.popular.length, 1);
});
