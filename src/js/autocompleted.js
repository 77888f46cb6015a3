/**
 * The answers to autocomplete's questions, gathered into Search UI's response state. Its lists are never left out,
 * since Search UI would keep the old ones.
 */

import { getOwn, setOwn } from "./members.js";
import { resultsOf } from "./results.js";

/** What has been found before anything was asked. */
export function nothingFound() {
  return {
    autocompletedResults: [],
    autocompletedResultsRequestId: "",
    autocompletedSuggestions: {},
    autocompletedSuggestionsRequestId: "",
  };
}

/**
 * Adds what an answer holds. A question without an answer gets empty lists.
 * @param {object} found of `nothingFound`
 * @param {{ kind: "results" | "suggestions", name: string | null, completions: string[] }} question
 * @param {unknown} body the answer; `undefined` if there is none
 * @param {object} config Search UI's `autocompleteQuery`
 * @param {object} snippets of `snippetRules`
 */
export function addAnswer(found, { kind, name, completions }, body, config, snippets) {
  const shown = (config) => resultsOf(body, getOwn(config, "result_fields"), snippets);
  const suggest = (name, suggestions) => setOwn(found.autocompletedSuggestions, name, suggestions);
  if (kind === "results") found.autocompletedResults = shown(getOwn(config, "results"));
  if (name !== null) {
    const results = shown(["suggestions", "types", name].reduce(getOwn, config));
    suggest(
      name,
      results.map((result) => ({ queryType: "results", result })),
    );
  }
  for (const name of completions) {
    const options = ["suggest", name, 0, "options"].reduce(getOwn, body);
    const completed = Array.isArray(options) ? options : [];
    suggest(
      name,
      completed.map((option) => ({ suggestion: getOwn(option, "text") })),
    );
  }
}
