/** How suggestions are put in groups. */
import assert from "node:assert/strict";
import test from "node:test";
import { suggestionGroups } from "./suggestions.js";

const film = { id: { raw: "jaws-1975" }, title: { raw: "Jaws" } };
const completed = (...titles) => titles.map((suggestion) => ({ suggestion }));
const directed = (...names) => names.map((name) => ({ queryType: "results", result: { director: { raw: name } } }));
const shown = (films, suggestions) =>
  suggestionGroups(films, suggestions).map(({ name, items }) => [name, items.map(({ term }) => term)]);

test("films come first, then titles, then directors, each with what choosing it searches for", () => {
  const suggestions = { directors: directed("Jan Kounen"), titles: completed("Jaws 2") };
  assert.deepEqual(shown([film], suggestions), [
    ["Films", ["Jaws"]],
    ["Titles", ["Jaws 2"]],
    ["Directors", ["Jan Kounen"]],
  ]);
});

test("a director of several films is suggested once, and no more than four are", () => {
  const directors = directed("Ann", "Ann", "Bob", "Cem", "Ann", "Dora", "Emil");
  assert.deepEqual(shown([], { directors }), [["Directors", ["Ann", "Bob", "Cem", "Dora"]]]);
});

test("no group is empty, before the first answer too", () => {
  assert.deepEqual(shown([], {}), []);
  assert.deepEqual(shown([], { titles: [], directors: [] }), []);
});
