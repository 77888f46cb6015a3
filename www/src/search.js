/**
 * What the page searches, shows, counts and sorts by. The page hands it to Search UI; `scripts/seed.mjs` makes the
 * search application, its dictionary included, out of the same objects, so that the two can't drift apart.
 */

/** Scores of one decimal; both ends belong to a range. */
const ratings = [
  { name: "9 and above", from: 9 },
  { name: "8 to 8.9", from: 8, to: 8.9 },
  { name: "7 to 7.9", from: 7, to: 7.9 },
  { name: "6 to 6.9", from: 6, to: 6.9 },
  { name: "5 to 5.9", from: 5, to: 5.9 },
  { name: "Below 5", to: 4.9 },
];

const decade = (year) => ({ name: `${year}s`, from: `${year}-01-01`, to: `${year + 9}-12-31` });
const decades = [...[2010, 2000, 1990, 1980, 1970, 1960].map(decade), { name: "1950s and before", to: "1959-12-31" }];

/** Kilometres from Hollywood. The outer bound does not belong to a ring. */
const rings = [
  { name: "Within 15 km of Hollywood", from: 0, to: 15 },
  { name: "15 to 100 km away", from: 15, to: 100 },
  { name: "100 to 5,000 km away", from: 100, to: 5000 },
];

const text = { raw: {}, snippet: { size: 200, fallback: true } };
const value = { raw: {} };

/** Search UI's `searchQuery`. */
export const searchQuery = {
  search_fields: { title: { weight: 3 }, "director.text": { weight: 1 } },
  fuzziness: true,
  result_fields: {
    title: text,
    release_date: value,
    genre: value,
    mpaa_rating: value,
    director: value,
    distributor: value,
    running_time: value,
    imdb_rating: value,
    imdb_votes: value,
    worldwide_gross: value,
  },
  facets: {
    genre: { type: "value", size: 20 },
    mpaa_rating: { type: "value", size: 10 },
    imdb_rating: { type: "range", ranges: ratings },
    release_date: { type: "range", ranges: decades },
    distributor: { type: "value", size: 200 },
    running_time: { type: "stats" },
    based_on_book: { type: "value" },
    head_office: { type: "range", center: "34.10, -118.33", unit: "km", ranges: rings },
    director: { type: "value", size: 50 },
  },
  disjunctiveFacets: ["genre", "mpaa_rating", "imdb_rating", "release_date", "distributor", "head_office", "director"],
};

/** Search UI's `conditionalFacets`: of all films there are too many directors for a list. */
export const conditionalFacets = {
  director: ({ searchTerm, filters }) => Boolean(searchTerm) || filters.length > 0,
};

/** What the facets can't tell: what is sorted by and no facet, and which values are booleans. */
export const fields = { imdb_votes: "number", worldwide_gross: "number", based_on_book: "boolean" };

/**
 * Search UI's `autocompleteQuery`: films with a word in their title that begins like what is typed, titles that begin so
 * themselves, and films by directors of such a name. A director comes with each of their films, so more than the page
 * shows are asked for.
 */
export const autocompleteQuery = {
  results: {
    resultsPerPage: 6,
    search_fields: { title: { weight: 3 } },
    result_fields: { title: text, release_date: value, genre: value, director: value },
  },
  suggestions: {
    size: 20,
    types: {
      titles: { fields: ["title.suggest"] },
      directors: {
        queryType: "results",
        search_fields: { "director.text": {} },
        result_fields: { director: value },
      },
    },
  },
};

/** What the list can be ordered by, as Search UI's `Sorting` takes it. Equal matches come most voted first. */
export const sortOptions = [
  {
    name: "Best match",
    value: [
      { field: "_score", direction: "desc" },
      { field: "imdb_votes", direction: "desc" },
    ],
  },
  { name: "Newest first", value: [{ field: "release_date", direction: "desc" }] },
  { name: "Oldest first", value: [{ field: "release_date", direction: "asc" }] },
  { name: "Highest rated", value: [{ field: "imdb_rating", direction: "desc" }] },
  { name: "Highest grossing", value: [{ field: "worldwide_gross", direction: "desc" }] },
];

/** Results per page to choose from. */
export const pageSizes = [20, 40, 60];

/** The filters of the page, in their order, with the words people see. */
export const filters = [
  { field: "genre", label: "Genre", show: 7 },
  { field: "running_time", label: "Running time", show: 3 },
  // Both of its values: Search UI cuts the list before the view looks for the one that is true.
  { field: "based_on_book", label: "Based on a book", show: 2 },
  { field: "imdb_rating", label: "IMDb rating", show: 6 },
  { field: "release_date", label: "Released", show: 7 },
  { field: "mpaa_rating", label: "MPAA rating", show: 7 },
  { field: "director", label: "Director", show: 5, isFilterable: true },
  { field: "distributor", label: "Distributor", show: 7, isFilterable: true },
  { field: "head_office", label: "Distributor’s head office", show: 3 },
];
