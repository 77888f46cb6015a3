/** What the pages of these tests ask, and what they show of the answer. */
import { searchQuery } from "../../www/src/search.js";

export const question = {
  state: {
    searchTerm: "star",
    current: 1,
    resultsPerPage: 5,
    sortList: [],
    filters: [{ field: "genre", type: "any", values: ["Adventure"] }],
  },
  queryConfig: searchQuery,
};

/** The parts of a response state that don't differ from one search to the next. */
export function shown({ results, totalResults, totalPages, facets }) {
  return { titles: results.map(({ title }) => title.raw), totalResults, totalPages, facets };
}
