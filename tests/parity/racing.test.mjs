/** Searches that overtake each other, under Search UI's driver, with a server whose answers come in the worst order. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SearchDriver } from "@elastic/search-ui";
import SearchApplicationConnector from "search-ui-search-application-connector";
import { found, startSearchServer } from "../support/search_server.mjs";

/** For each term: what is settled when its search is asked, given up and to be answered. */
let terms;
let server;

function term(name) {
  terms[name] ??= { asked: deferred(), gone: deferred(), answer: deferred() };
  return terms[name];
}

/** A promise and the functions that settle it. */
function deferred() {
  let settle;
  const promise = new Promise((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle };
}

before(async () => {
  server = await startSearchServer(async ({ query, autocomplete }, _, gone) => {
    const { asked, answer, gone: left } = term(query ?? autocomplete.query);
    asked.resolve();
    gone.then(left.resolve);
    return answer.promise;
  });
});

after(() => server.stop());

const connect = (options) => {
  terms = {};
  return new SearchApplicationConnector({
    host: server.url,
    searchApplication: "films",
    apiKey: "a2V5OmtleQ==",
    ...options,
  });
};

const drive = (apiConnector, config) =>
  new SearchDriver({
    apiConnector,
    trackUrlState: false,
    autocompleteQuery: { results: {} },
    searchQuery: {},
    ...config,
  });

const shown = (driver) => driver.getState().results.map((result) => result.id.raw);

/** Waits until the driver's state is so. */
function until(driver, isSo) {
  return new Promise((resolve) => {
    const look = () => isSo(driver.getState()) && resolve();
    driver.subscribeToStateChanges(look);
    look();
  });
}

/** Lets everything that is settled already run its course. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

test("a new search gives the one before up: its request is closed, and only the new one's results are shown", async () => {
  const driver = drive(connect());
  driver.getActions().setSearchTerm("first");
  await term("first").asked.promise;
  driver.getActions().setSearchTerm("second");
  await term("first").gone.promise;
  assert.equal(driver.getState().error, "");
  term("second").answer.resolve(found("second"));
  await until(driver, ({ wasSearched }) => wasSearched);
  term("first").answer.resolve(found("first"));
  await settle();
  assert.deepEqual(shown(driver), ["second"]);
  assert.deepEqual([driver.getState().error, driver.getState().isLoading], ["", false]);
});

test("a search that fails after a newer one has begun shows no error", async () => {
  const driver = drive(connect());
  driver.getActions().setSearchTerm("first");
  await term("first").asked.promise;
  driver.getActions().setSearchTerm("second");
  term("first").answer.reject(new Error("too late"));
  await term("second").asked.promise;
  await settle();
  assert.deepEqual([driver.getState().error, driver.getState().isLoading], ["", true]);
  term("second").answer.resolve(found("second"));
  await until(driver, ({ isLoading }) => !isLoading);
  assert.deepEqual([driver.getState().error, ...shown(driver)], ["", "second"]);
});

test("the last search's failure is shown, however many it has superseded", async () => {
  const driver = drive(connect());
  for (const name of ["first", "second", "third"]) {
    driver.getActions().setSearchTerm(name);
    await term(name).asked.promise;
  }
  term("third").answer.reject(new Error("no good"));
  await until(driver, ({ error }) => error);
  await settle();
  assert.match(driver.getState().error, /no good/);
  driver.getActions().setSearchTerm("fourth");
  term("fourth").answer.resolve(found("fourth"));
  await until(driver, ({ isLoading }) => !isLoading);
  assert.deepEqual([driver.getState().error, ...shown(driver)], ["", "fourth"]);
});

test("two drivers on one connector don't give up each other's searches", async () => {
  const connector = connect();
  const drivers = [drive(connector), drive(connector)];
  drivers[0].getActions().setSearchTerm("first");
  await term("first").asked.promise;
  drivers[1].getActions().setSearchTerm("second");
  term("second").answer.resolve(found("second"));
  await until(drivers[1], ({ wasSearched }) => wasSearched);
  term("first").answer.resolve(found("first"));
  await until(drivers[0], ({ wasSearched }) => wasSearched);
  assert.deepEqual(drivers.map(shown), [["first"], ["second"]]);
});

test("a driver that was torn down and its successor, as React's StrictMode makes them, search on", async () => {
  const connector = connect();
  const first = drive(connector);
  first.getActions().setSearchTerm("first");
  await term("first").asked.promise;
  first.tearDown();
  const second = drive(connector);
  second.getActions().setSearchTerm("second");
  await term("second").asked.promise;
  term("first").answer.resolve(found("first"));
  term("second").answer.resolve(found("second"));
  await until(second, ({ wasSearched }) => wasSearched);
  assert.deepEqual([shown(first), shown(second)], [[], ["second"]]);
});

test("direct calls give up nothing, and each has its own answer", async () => {
  const connector = connect();
  const names = ["first", "second"];
  const answers = Promise.all(names.map((searchTerm) => connector.onSearch({ searchTerm }, {})));
  await term("second").asked.promise;
  for (const name of names.toReversed()) term(name).answer.resolve(found(name));
  assert.deepEqual(
    (await answers).map(({ results }) => results[0].id.raw),
    names,
  );
});

test("a page's own `onSearch` around the connector's has the last word too", async () => {
  const driver = drive(connect(), {
    onSearch: async (state, queryConfig, next) => ({ ...(await next(state, queryConfig)), requestId: "mine" }),
  });
  driver.getActions().setSearchTerm("first");
  await term("first").asked.promise;
  driver.getActions().setSearchTerm("second");
  await term("first").gone.promise;
  term("second").answer.resolve(found("second"));
  await until(driver, ({ wasSearched }) => wasSearched);
  assert.deepEqual([...shown(driver), driver.getState().requestId, driver.getState().error], ["second", "mine", ""]);
});

test("a connector that is spread, destructured or wrapped still searches", async () => {
  const connector = connect();
  assert.ok("onSearch" in connector && Object.keys(connector).includes("onAutocomplete"));
  const { onSearch } = connector;
  term("a").answer.resolve(found("a"));
  for (const search of [onSearch, { ...connector }.onSearch, connector.onSearch.bind(null)]) {
    assert.equal((await search({ searchTerm: "a" }, {})).totalResults, 1);
  }
  connector.onSearch = async () => ({ results: [], facets: {}, totalResults: 7 });
  const driver = drive(connector, { alwaysSearchOnInitialLoad: true });
  await until(driver, ({ totalResults }) => totalResults === 7);
});

test("suggestions for what was typed before never come after those for what is typed now", async () => {
  const rejections = [];
  const note = (reason) => rejections.push(reason);
  process.on("unhandledRejection", note);
  const driver = drive(connect());
  const type = (name) => driver.getActions().setSearchTerm(name, { refresh: false, autocompleteResults: true });
  const suggested = () => driver.getState().autocompletedResults.map((result) => result.id.raw);
  type("f");
  await term("f").asked.promise;
  type("fi");
  await term("f").gone.promise;
  term("fi").answer.resolve(found("fi"));
  await until(driver, ({ autocompletedResults }) => autocompletedResults.length > 0);
  term("f").answer.reject(new Error("too late"));
  await settle();
  assert.deepEqual(suggested(), ["fi"]);
  process.off("unhandledRejection", note);
  assert.deepEqual(rejections, []);
});
