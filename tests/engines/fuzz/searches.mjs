/** Random searches on the index of `documents.mjs`: a query or none, and some of what else a search may ask for. */
import { aggregations } from "./aggregations.mjs";
import { query } from "./queries.mjs";
import { WORDS } from "./words.mjs";

/** More than there are documents: which of them make a page would depend on scores. */
const ALL = 500;

const SORTABLE = [
  "price",
  "cost",
  "scaled",
  "count",
  "year",
  "level",
  "made",
  "day",
  "sold",
  "brand",
  "tags",
  "state",
  "maker.rank",
];

function sortKey(random) {
  if (random.once(8))
    return {
      _geo_distance: {
        place: random.pick([{ lat: 52.5, lon: 13.3 }, "48.8,2.3"]),
        order: random.pick(["asc", "desc"]),
        unit: random.pick(["km", "m"]),
      },
    };
  if (random.once(8)) return { "parts.size": { order: random.pick(["asc", "desc"]), nested: { path: "parts" } } };
  const field = random.pick(random.once(25) ? ["title", "nothing", "offer", "place"] : SORTABLE);
  const options = {
    missing: () => random.pick(["_first", "_last"]),
    mode: () => random.pick(["min", "max", "avg", "sum", "median"]),
    unmapped_type: () => "long",
  };
  return random.pick([
    field,
    { [field]: "desc" },
    { [field]: { order: random.pick(["asc", "desc"]), ...random.some(options, 3) } },
  ]);
}

const sort = (random) => [...random.list(1, 2, () => sortKey(random)), { number: random.pick(["asc", "desc"]) }];

function highlight(random) {
  const names = random.several(
    [
      "title",
      "title.english",
      "title.keyword",
      "body",
      "plain",
      "all",
      "brand",
      "tags",
      "t*",
      "*",
      "parts.note",
      "maker.name",
    ],
    1,
    3,
  );
  const options = () => ({
    fragment_size: () => random.pick([1, 18, 40, 100, 1000]),
    number_of_fragments: () => random.between(0, 5),
    no_match_size: () => random.pick([0, 10, 50]),
    require_field_match: () => random.once(2),
    post_tags: () => ["</b>"],
  });
  const fields = Object.fromEntries(names.map((name) => [name, random.some(options(), 6)]));
  return { fields, ...random.some({ ...options(), encoder: () => random.pick(["html", "default"]) }, 5) };
}

const PATTERNS = ["title", "brand", "maker", "maker.*", "parts.name", "pa*", "*", "nothing", "*e", "extra"];

const source = (random) =>
  random.pick([
    () => true,
    () => false,
    () => random.pick(PATTERNS),
    () => random.several(PATTERNS, 0, 3),
    () =>
      random.some(
        { includes: () => random.several(PATTERNS, 0, 2), excludes: () => random.several(PATTERNS, 0, 2) },
        1.5,
      ),
  ])();

const FIELDS = [
  "title",
  "brand",
  "tags",
  "price",
  "made",
  "sold",
  "maker.*",
  "count",
  "scaled",
  "year",
  "state",
  "t*",
  "nothing",
  { field: "made", format: "yyyy" },
  "day",
  "cost",
];
const COLUMNS = FIELDS.filter((field) => !["title", "t*", "maker.*"].includes(field));

function suggest(random) {
  const typed = () =>
    random.pick(["s", "st", "star", "star w", "sta r", "Star", "satr", "strr", "the", "", "x", "wars", ...WORDS]);
  const options = {
    size: () => random.between(1, 9),
    skip_duplicates: () => random.once(2),
    fuzzy: () => random.pick([true, false, { fuzziness: 1 }, { fuzziness: 2, prefix_length: 0 }, { min_length: 2 }]),
  };
  return {
    offers: { prefix: typed(), completion: { field: random.once(20) ? "title" : "offer", ...random.some(options, 2) } },
  };
}

const groupHits = (random) => ({
  name: "group",
  ...random.some(
    {
      size: () => random.between(0, 5),
      from: () => 1,
      _source: () => source(random),
      highlight: () => highlight(random),
    },
    3,
  ),
  sort: sort(random),
});

const PARTS = {
  _source: source,
  highlight,
  fields: (random) => [...new Set(random.several(FIELDS, 1, 3))],
  docvalue_fields: (random) => [
    ...new Set(
      random.several(
        COLUMNS.filter((field) => typeof field === "string"),
        1,
        3,
      ),
    ),
  ],
  aggs: aggregations,
  post_filter: (random) => query(random, 1),
  suggest,
  // OpenSearch sorts a scaled_float wrongly where it may stop before the last document.
  track_total_hits: (random) => random.pick([true, false, 100]),
  track_scores: (random) => random.once(2),
  version: (random) => random.once(2),
  seq_no_primary_term: (random) => random.once(2),
  collapse: (random) => ({
    field: random.pick(["state", "brand", "year", "maker.rank", "sold", "nothing", "price"]),
    ...random.some({ inner_hits: () => groupHits(random) }, 3),
  }),
};

const HEAVY = ["aggs", "highlight"];

/** A search: what is found in it does not depend on scores. */
export function search(random) {
  const wanted = Object.keys(PARTS).filter((name) => random.once(HEAVY.includes(name) ? 3 : 9));
  const parts = Object.fromEntries(wanted.map((name) => [name, PARTS[name](random)]));
  const isSorted = "collapse" in parts || random.once(2);
  const page = isSorted
    ? {
        sort: sort(random),
        ...random.some({ size: () => random.between(0, 20), from: () => random.between(0, 30) }, 3),
      }
    : { size: ALL };
  return { ...(random.once(6) ? {} : { query: query(random) }), ...page, ...parts };
}
