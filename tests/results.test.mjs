/** What a page shows out of how much, in Search UI's terms. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { stateOf } from "../src/js/results.js";
import { snippetRules } from "../src/js/snippets.js";

const rules = snippetRules(["<em>", "</em>"], false, true);

test("pages end where the results and the window end", () => {
  const cases = [
    [1, 20, 496, 0, [0, 0, 0]],
    [1, 20, 496, 1, [1, 1, 1]],
    [2, 20, 496, 40, [2, 21, 40]],
    [3, 20, 496, 41, [3, 41, 41]],
    [4, 20, 496, 41, [3, 0, 0]],
    [1, 20, 496, 1_000_000, [496, 1, 20]],
    [100, 100, 100, 4_294_967_295, [100, 9901, 10_000]],
  ];
  for (const [current, size, last, total, expected] of cases) {
    for (const reported of [total, { value: total, relation: "gte" }]) {
      const plan = { searchTerm: "", facets: [], page: { current, size, last } };
      const state = stateOf({ hits: { total: reported } }, plan, undefined, rules);
      assert.deepEqual([state.totalPages, state.pagingStart, state.pagingEnd], expected);
      assert.equal(state.totalResults, total);
    }
  }
});

test("a total that is no count of anything is none", () => {
  for (const total of [undefined, null, "5", -1, {}, { value: "5" }, []]) {
    const plan = { searchTerm: "", facets: [], page: { current: 1, size: 20, last: 500 } };
    assert.equal(stateOf({ hits: { total } }, plan, undefined, rules).totalResults, 0);
  }
});
