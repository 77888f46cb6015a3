/** Random queries on the index of `documents.mjs`: each kind that the embedded engine has, with its options. */
import { BRANDS } from "./documents.mjs";
import { ALL, DATES, EXACT, FUZZINESS, KEYWORDS, MINIMA, TEXTS, boosted, pattern, piece, valueFor } from "./fields.mjs";
import { languageOptions, queryString, simpleText } from "./languages.mjs";
import { WORDS, text } from "./words.mjs";

const EXPRESSIONS = [
  "s.*",
  "[a-m].*",
  "[^a-z]+",
  ".*[0-9]",
  "(star|war)s?",
  "[A-Z]+",
  "a.?c.{2}",
  "\\d+",
  ".*\\[x.*",
  "^a",
  "x$",
  "(",
  "a{2",
  ".{1,3}",
];

const boost = (random) => random.some({ boost: () => random.pick([0, 0.5, 2, "3"]) }, 8);

const words = (random) => (random.once(8) ? piece(random) : text(random, 4));

const wordOptions = (random) =>
  random.some(
    {
      operator: () => random.pick(["and", "or", "AND"]),
      minimum_should_match: () => random.pick(MINIMA),
      fuzziness: () => random.pick(FUZZINESS),
      prefix_length: () => random.between(0, 3),
      fuzzy_transpositions: () => random.once(2),
      analyzer: () => random.pick(["standard", "english", "keyword", "whitespace", "simple", "stop"]),
      lenient: () => random.once(2),
      zero_terms_query: () => random.pick(["none", "all"]),
    },
    7,
  );

const without = (names, options) =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name)));

const onField = (random, fields, key, make, options = () => ({})) => {
  const field = random.pick(fields);
  if (random.once(3)) return { [field]: make(field) };
  return { [field]: { [key]: make(field), ...options(random), ...boost(random) } };
};

const phraseOptions = (random) =>
  random.some(
    {
      slop: () => random.between(0, 3),
      zero_terms_query: () => random.pick(["none", "all"]),
      analyzer: () => "standard",
    },
    4,
  );

function multiMatch(random) {
  const type = random.pick(["best_fields", "most_fields", "cross_fields", "phrase", "phrase_prefix", "bool_prefix"]);
  const options = {
    ...wordOptions(random),
    ...random.some({ tie_breaker: () => 0.3, slop: () => random.between(0, 2) }, 5),
  };
  const fields = random.once(8) ? {} : { fields: random.list(1, 3, () => boosted(random)) };
  return { query: words(random), ...random.some({ type: () => type }, 1.5), ...fields, ...options, ...boost(random) };
}

function range(random) {
  const field = random.pick([...EXACT, ...EXACT, "title", "nothing"]);
  const value = () => (field === "title" ? piece(random) : field === "nothing" ? 1 : valueFor(random, field));
  const bounds = random.some({ gte: value, gt: value, lte: value, lt: value }, 2.5);
  const dates = DATES.includes(field)
    ? random.some({ time_zone: () => random.pick(["+01:00", "Europe/Berlin", "-08:00", "UTC"]) }, 3)
    : {};
  return { [field]: { ...bounds, ...dates, ...boost(random) } };
}

const PLACES = [{ lat: 52.5, lon: 13.3 }, "48.8,2.3", [0, 0], "u33d"];

const NESTED_FIELDS = { exact: ["parts.name", "parts.size"], text: ["parts.note"] };

function nestedQuery(random) {
  return random.pick([
    () => ({ term: { "parts.name": random.pick(BRANDS) } }),
    () => ({ match: { "parts.note": words(random) } }),
    () => ({ range: { "parts.size": { gte: random.between(-2, 5) } } }),
    () => ({ exists: { field: random.pick([...NESTED_FIELDS.exact, ...NESTED_FIELDS.text]) } }),
    () => ({ match_all: {} }),
    () => ({ bool: { must: [nestedQuery(random), nestedQuery(random)] } }),
    () => ({ bool: { must_not: [nestedQuery(random)] } }),
  ])();
}

function nested(random) {
  const options = random.some(
    { score_mode: () => random.pick(["avg", "max", "min", "sum", "none"]), inner_hits: () => innerHits(random) },
    3,
  );
  return { path: "parts", query: nestedQuery(random), ...options };
}

const innerHits = (random) => ({
  sort: [{ "parts.size": random.pick(["asc", "desc"]) }],
  ...random.some({ size: () => 50, _source: () => random.once(2) }, 2),
});

const LEAVES = {
  match_all: (random) => boost(random),
  match_none: () => ({}),
  match: (random) =>
    onField(
      random,
      [...TEXTS, ...TEXTS, ...ALL],
      "query",
      (field) => (TEXTS.includes(field) ? words(random) : valueFor(random, field)),
      wordOptions,
    ),
  match_phrase: (random) => onField(random, TEXTS, "query", () => words(random), phraseOptions),
  match_phrase_prefix: (random) => onField(random, TEXTS, "query", () => words(random), phraseOptions),
  match_bool_prefix: (random) =>
    onField(
      random,
      TEXTS,
      "query",
      () => words(random),
      (random) => without(["lenient", "zero_terms_query"], wordOptions(random)),
    ),
  multi_match: multiMatch,
  query_string: (random) => ({ query: queryString(random), ...languageOptions(random) }),
  simple_query_string: (random) => ({ query: simpleText(random), ...languageOptions(random) }),
  term: (random) =>
    onField(
      random,
      ALL,
      "value",
      (field) => valueFor(random, field),
      (random) => random.some({ case_insensitive: () => random.once(2) }, 5),
    ),
  terms: (random) => {
    const field = random.pick(ALL);
    return { [field]: random.list(0, 4, () => valueFor(random, field)), ...boost(random) };
  },
  range,
  exists: (random) => ({
    field: random.pick([...ALL, "parts", "maker", "place", "offer", "mak*", "parts.size", "extra", "extra.deep"]),
  }),
  ids: (random) => ({ values: random.list(0, 4, () => String(random.between(0, 90))) }),
  prefix: (random) =>
    onField(
      random,
      [...TEXTS, ...KEYWORDS],
      "value",
      () => piece(random),
      (random) => random.some({ case_insensitive: () => random.once(2) }, 4),
    ),
  wildcard: (random) =>
    onField(
      random,
      [...TEXTS, ...KEYWORDS],
      "value",
      () => pattern(random),
      (random) => random.some({ case_insensitive: () => random.once(2) }, 4),
    ),
  regexp: (random) =>
    onField(
      random,
      [...TEXTS, ...KEYWORDS],
      "value",
      () => random.pick(EXPRESSIONS),
      (random) => random.some({ case_insensitive: () => random.once(2) }, 4),
    ),
  fuzzy: (random) =>
    onField(
      random,
      [...TEXTS, ...KEYWORDS],
      "value",
      () => random.pick([...WORDS, ...BRANDS]),
      (random) =>
        random.some(
          {
            fuzziness: () => random.pick(FUZZINESS),
            prefix_length: () => random.between(0, 2),
            transpositions: () => random.once(2),
          },
          3,
        ),
    ),
  geo_distance: (random) => ({
    distance: random.pick(["100km", "900km", 500000, "5000mi", "0.1m"]),
    place: random.pick(PLACES),
  }),
  geo_bounding_box: (random) => ({
    place: {
      top_left: random.pick([{ lat: 60, lon: 0 }, "55,-80", { lat: 90, lon: 170 }]),
      bottom_right: random.pick([{ lat: 40, lon: 20 }, "0,15", { lat: -10, lon: -170 }]),
    },
  }),
  nested,
};

const COMPOUNDS = {
  bool: (random, depth) => {
    const clauses = () =>
      random.once(4) ? query(random, depth - 1) : random.list(0, 3, () => query(random, depth - 1));
    return {
      ...random.some({ must: clauses, filter: clauses, should: clauses, must_not: clauses }, 2),
      ...random.some({ minimum_should_match: () => random.pick(MINIMA) }, 5),
      ...boost(random),
    };
  },
  constant_score: (random, depth) => ({ filter: query(random, depth - 1), ...boost(random) }),
  boosting: (random, depth) => ({
    positive: query(random, depth - 1),
    negative: query(random, 0),
    negative_boost: 0.5,
    ...boost(random),
  }),
  dis_max: (random, depth) => ({
    queries: random.list(1, 3, () => query(random, depth - 1)),
    ...random.some({ tie_breaker: () => 0.5 }, 3),
  }),
};

/** A query; others lie in it up to a depth. */
export function query(random, depth = 2) {
  const kinds = depth > 0 && random.once(3) ? COMPOUNDS : LEAVES;
  const kind = random.pick(Object.keys(kinds));
  return { [kind]: kinds[kind](random, depth) };
}
