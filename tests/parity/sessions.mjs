/**
 * What the visitors do: for each session the query configs that the page has, and the driver's actions in their order.
 * The last answer is what is compared.
 */
import { INDEX } from "../../www/scripts/load.mjs";
import { autocompleteQuery, fields, searchQuery as demoQuery, sortOptions } from "../../www/src/search.js";
import * as places from "./places.mjs";

/** Theirs has no stats facets. */
const withoutStats = Object.entries(demoQuery.facets).filter(([, { type }]) => type !== "stats");
const searchQuery = { ...demoQuery, facets: Object.fromEntries(withoutStats) };
const { disjunctiveFacets, ...conjunctive } = searchQuery;
const films = { index: INDEX, autocompleteQuery, fields: { ...fields, running_time: "number" } };

/** The pages: each has a search application of its own. */
export const pages = {
  demo: { ...films, searchQuery },
  conjunctive: { ...films, searchQuery: conjunctive },
  mixed: { ...films, searchQuery: { ...conjunctive, disjunctiveFacets: disjunctiveFacets.slice(0, 1) } },
  filtered: {
    ...films,
    searchQuery: { ...searchQuery, filters: [{ field: "source", type: "any", values: ["Remake", "Based on TV"] }] },
  },
  places: {
    index: places.INDEX,
    searchQuery: places.searchQuery,
    autocompleteQuery: places.autocompleteQuery,
    fields: places.fields,
  },
};

const search = (term) => ["setSearchTerm", term, { shouldClearFilters: false }];
const filter = (field, value, type) => ["addFilter", field, value, type];
const eighties = { name: "1980s", from: "1980-01-01", to: "1989-12-31" };
const good = { name: "7 to 7.9", from: 7, to: 7.9 };
const ringOfFilms = { name: "15 to 100 km away", from: 15, to: 100 };
const better = { name: "8 to 8.9", from: 8, to: 8.9 };

/** `[page, name, actions]` */
export const sessions = [
  ["demo", "the first page", []],
  ["demo", "a word", [search("godfather")]],
  ["demo", "several words", [search("the lord of the rings")]],
  ["demo", "a misspelt word", [search("casablnca")]],
  ["demo", "a word still being typed", [search("shawsh")]],
  ["demo", "a director", [search("hitchcock")]],
  ["demo", "characters of HTML", [search("me, myself & irene")]],
  ["demo", "characters of JSON", [search('"}],\\ {{{query}}} </script>')]],
  ["demo", "nothing found", [search("qqqqqqqq")]],
  ["demo", "the third page", [search("love"), ["setCurrent", 3]]],
  [
    "demo",
    "the last page",
    [
      ["setResultsPerPage", 100],
      ["setCurrent", 33],
    ],
  ],
  ["demo", "a page after the last", [search("godfather"), ["setCurrent", 4]]],
  [
    "demo",
    "a page beyond what the index gives",
    [
      ["setResultsPerPage", 100],
      ["setCurrent", 101],
    ],
  ],
  ["demo", "longer pages", [["setResultsPerPage", 60]]],
  ...sortOptions.map(({ name, value }) => ["demo", `sorted: ${name}`, [search("star"), ["setSort", value]]]),
  ["demo", "sorted by one field in the older form", [["setSort", "imdb_rating", "asc"]]],
  ["demo", "sorted by two fields", [["setSort", [by("genre", "asc"), by("release_date", "desc")]]]],
  ["demo", "one value", [filter("genre", "Drama", "any")]],
  ["demo", "two values, either", [filter("genre", "Drama", "any"), filter("genre", "Western", "any")]],
  ["conjunctive", "one value, counts narrowed", [filter("genre", "Drama", "all")]],
  ["conjunctive", "two values, both", [filter("genre", "Drama", "all"), filter("genre", "Western", "all")]],
  [
    "conjunctive",
    "two values, either, counts narrowed",
    [filter("genre", "Drama", "any"), filter("genre", "Western", "any")],
  ],
  ["conjunctive", "a value excluded", [filter("genre", "Drama", "none")]],
  [
    "conjunctive",
    "one value wanted, one of another field excluded",
    [filter("genre", "Drama", "any"), filter("mpaa_rating", "R", "none")],
  ],
  ["demo", "a range of numbers", [filter("imdb_rating", good, "any")]],
  ["demo", "two ranges, either", [filter("imdb_rating", good, "any"), filter("imdb_rating", better, "any")]],
  ["conjunctive", "a range excluded", [filter("imdb_rating", good, "none")]],
  ["demo", "a range that is not among the facet's", [filter("imdb_rating", { name: "best", from: 8.5 }, "any")]],
  ["demo", "a range from 0", [filter("imdb_rating", { name: "worst", from: 0, to: 3 }, "any")]],
  ["demo", "a range of dates", [filter("release_date", eighties, "any")]],
  [
    "demo",
    "a range of dates by date math",
    [filter("release_date", { name: "later", from: "2010-06-01||+1M/M" }, "any")],
  ],
  [
    "demo",
    "filters on three facets, each counting without itself",
    [
      search("man"),
      filter("genre", "Drama", "any"),
      filter("imdb_rating", good, "any"),
      filter("release_date", eighties, "any"),
    ],
  ],
  [
    "conjunctive",
    "filters on three facets, each counting with all",
    [
      search("man"),
      filter("genre", "Drama", "any"),
      filter("imdb_rating", good, "any"),
      filter("release_date", eighties, "any"),
    ],
  ],
  [
    "mixed",
    "filters on two facets, one counting without itself",
    [filter("genre", "Drama", "any"), filter("mpaa_rating", "R", "any")],
  ],
  [
    "demo",
    "a filter added and removed",
    [filter("genre", "Horror", "any"), filter("mpaa_rating", "R", "any"), ["removeFilter", "genre", "Horror", "any"]],
  ],
  ["demo", "filters cleared", [filter("genre", "Horror", "any"), ["clearFilters"]]],
  [
    "demo",
    "everything at once",
    [
      search("love"),
      filter("genre", "Comedy", "any"),
      filter("release_date", eighties, "any"),
      ["setSort", "imdb_votes", "desc"],
      ["setResultsPerPage", 5],
      ["setCurrent", 2],
    ],
  ],
  ["filtered", "a filter of the page's own", []],
  ["filtered", "a filter of the page's own and one of the visitor's", [filter("genre", "Comedy", "any")]],
  ["demo", "films suggested", [["setSearchTerm", "star w", { refresh: false, autocompleteResults: true }]]],
  [
    "demo",
    "films suggested for a misspelt word",
    [["setSearchTerm", "goodfelas r", { refresh: false, autocompleteResults: true }]],
  ],
  ["demo", "titles completed, and directors", [suggest("star", { autocompleteResults: true })]],
  ["demo", "a boolean and a ring", [filter("based_on_book", true, "any"), filter("head_office", ringOfFilms, "any")]],
  ["places", "rings around a point, and booleans", []],
  ["places", "a boolean", [filter("open", true, "all")]],
  ["places", "one ring, whose facet counts without it", [filter("location", places.rings[0], "any")]],
  [
    "places",
    "two rings, either, and a kind",
    [
      filter("location", places.rings[1], "any"),
      filter("location", places.rings[2], "any"),
      filter("kind", "lake", "any"),
    ],
  ],
  ["places", "all but a ring", [filter("location", places.rings[0], "none")]],
  ["places", "completions of what is typed", [suggest("Royal c")]],
  ["places", "completions of what is misspelt", [suggest("Roial")]],
  ["places", "suggestions and results at once", [suggest("quiet l", { autocompleteResults: true })]],
];

function suggest(term, more) {
  return ["setSearchTerm", term, { refresh: false, autocompleteSuggestions: true, ...more }];
}

function by(field, direction) {
  return { field, direction };
}
