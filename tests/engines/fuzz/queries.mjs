/** Random queries on the index of `documents.mjs`: each kind that the embedded engine has, with its options. */
import { BRANDS } from "./documents.mjs";
import { WORDS, text } from "./words.mjs";

const TEXTS = ["title", "title.english", "body", "plain", "all", "maker.name"];
const KEYWORDS = ["brand", "tags", "state", "title.keyword", "maker.name.keyword"];
const NUMBERS = ["price", "cost", "scaled", "count", "year", "level", "maker.rank", "number"];
const DATES = ["made", "day"];
export const EXACT = [...KEYWORDS, ...NUMBERS, ...DATES, "sold"];
const ALL = [...TEXTS, ...EXACT, "nothing"];

const NUMBER_VALUES = [0, 1, 2, 3, 5, -5, 1.5, "7", 2.5, 20, 19.99, 1e10, "1e3", -0.5, 2000];
const DATE_VALUES = {
  made: ["2020-02-29", "2020", "2019-06", "2020-02-29T12:34:56Z", "2020-02-29||/M", "2020-02-29||+1d", "2020-02-29||-1y/y", 1582934400000, "1969"],
  day: ["2021-03-01", "01/03/2021", "1614556800000", "2021-03-01||/M", "2021-03-01||+1M/d"],
};
const MINIMA = [1, 2, "1", "-1", "50%", "-50%", "2<75%", "1<-1 3<50%", 0, "100%"];
const FUZZINESS = ["AUTO", "AUTO:2,5", 0, 1, 2, "1"];

/** A value that a field may have, or sometimes one of another kind. */
export function valueFor(random, field) {
  if (random.once(40)) return random.pick(["x", true, 1.5, "", "2020-01-01"]);
  if (TEXTS.includes(field)) return random.pick(WORDS).toLowerCase();
  if (KEYWORDS.includes(field)) return random.pick([...BRANDS, "open", "none", "star"]);
  if (NUMBERS.includes(field)) return random.once(2) ? random.pick(NUMBER_VALUES) : random.between(0, 60);
  if (DATES.includes(field)) return random.pick(DATE_VALUES[field]);
  return random.pick([true, false, "true", "false"]);
}

/** The beginning, or a part, of a word. */
function piece(random) {
  const letters = [...random.pick([...WORDS, ...BRANDS])];
  return letters.slice(0, random.between(1, 4)).join("");
}

function pattern(random) {
  const letters = [...piece(random), ...random.several(["*", "?", "a", "r"], 1, 2)];
  return random.once(3) ? letters.reverse().join("") : letters.join("");
}

const EXPRESSIONS = ["s.*", "[a-m].*", "[^a-z]+", ".*[0-9]", "(star|war)s?", "[A-Z]+", "a.?c.{2}", "\\d+", ".*\\[x.*", "^a", "x$", "(", "a{2", ".{1,3}"];

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

const without = (names, options) => Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name)));

const onField = (random, fields, key, make, options = () => ({})) => {
  const field = random.pick(fields);
  if (random.once(3)) return { [field]: make(field) };
  return { [field]: { [key]: make(field), ...options(random), ...boost(random) } };
};

const phraseOptions = (random) =>
  random.some({ slop: () => random.between(0, 3), zero_terms_query: () => random.pick(["none", "all"]), analyzer: () => "standard" }, 4);

const PATTERNS = ["*", "t*", "maker.*", "*.english", "*a*"];
const boosted = (random) => random.pick([...TEXTS, ...TEXTS, ...ALL, ...PATTERNS]) + random.pick(["", "", "^2", "^0.5"]);

function multiMatch(random) {
  const type = random.pick(["best_fields", "most_fields", "cross_fields", "phrase", "phrase_prefix", "bool_prefix"]);
  const options = { ...wordOptions(random), ...random.some({ tie_breaker: () => 0.3, slop: () => random.between(0, 2) }, 5) };
  const fields = random.once(8) ? {} : { fields: random.list(1, 3, () => boosted(random)) };
  return { query: words(random), ...random.some({ type: () => type }, 1.5), ...fields, ...options, ...boost(random) };
}

const OPERATORS = [" ", " ", " AND ", " OR ", " NOT ", " +", " -", " && ", " || ", " !"];

/** A text in Lucene's query language. */
function queryString(random, depth = 2) {
  const field = () => random.pick(["", "", "", `${random.pick(ALL)}:`]);
  const value = () => random.pick([...EXACT.map((name) => String(valueFor(random, name))), "10", "3"]).replace(/[\s:/[\]()-]/g, "\\$&");
  const clause = () => {
    switch (random.below(depth > 0 ? 12 : 10)) {
      case 0:
        return `"${words(random).replaceAll('"', "")}"${random.pick(["", "", "~2", "^2"])}`;
      case 1:
        return `${random.pick(EXACT)}:${random.pick("[{")}${value()} TO ${value()}${random.pick("]}")}`;
      case 2:
        return `${random.pick(NUMBERS)}:${random.pick([">", "<", ">=", "<="])}${random.between(0, 9)}`;
      case 3:
        return `${random.pick(["_exists_"])}:${random.pick(ALL)}`;
      case 4:
        return `${field()}${pattern(random)}`;
      case 5:
        return `${field()}${piece(random)}~${random.pick(["", "1", "2"])}`;
      case 6:
        return random.pick(["*", "*:*", "\\*", "a\\:b"]);
      case 10:
      case 11:
        return `${field()}(${queryString(random, depth - 1)})${random.pick(["", "", "^2"])}`;
      default:
        return `${field()}${random.pick(WORDS)}${random.pick(["", "", "", "^2"])}`;
    }
  };
  const first = random.pick(["", "", "", "NOT ", "+", "-"]);
  return random.list(1, 3, clause).reduce((all, one) => all + random.pick(OPERATORS) + one, first).trim() || "star";
}

const languageOptions = (random) => ({
  ...random.some({ default_operator: () => random.pick(["and", "or", "AND"]), lenient: () => random.once(2), minimum_should_match: () => random.pick(MINIMA), analyzer: () => random.pick(["standard", "english"]) }, 6),
  ...random.some({ fields: () => random.list(1, 3, () => boosted(random)) }, 2),
});

const SIMPLE = [" ", " ", " + ", " | ", " -", " ", "(", ")", '"', "~", "~2 ", "* ", "\\", " +", "|"];

const simpleText = (random) => random.list(1, 5, () => random.pick([...WORDS, piece(random)]) + random.pick(SIMPLE)).join("");

function range(random) {
  const field = random.pick([...EXACT, ...EXACT, "title", "nothing"]);
  const value = () => (field === "title" ? piece(random) : field === "nothing" ? 1 : valueFor(random, field));
  const bounds = random.some({ gte: value, gt: value, lte: value, lt: value }, 2.5);
  const dates = DATES.includes(field) ? random.some({ time_zone: () => random.pick(["+01:00", "Europe/Berlin", "-08:00", "UTC"]) }, 3) : {};
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
  const options = random.some({ score_mode: () => random.pick(["avg", "max", "min", "sum", "none"]), inner_hits: () => innerHits(random) }, 3);
  return { path: "parts", query: nestedQuery(random), ...options };
}

const innerHits = (random) => ({ sort: [{ "parts.size": random.pick(["asc", "desc"]) }], ...random.some({ size: () => 50, _source: () => random.once(2) }, 2) });

const LEAVES = {
  match_all: (random) => boost(random),
  match_none: () => ({}),
  match: (random) => onField(random, [...TEXTS, ...TEXTS, ...ALL], "query", (field) => (TEXTS.includes(field) ? words(random) : valueFor(random, field)), wordOptions),
  match_phrase: (random) => onField(random, TEXTS, "query", () => words(random), phraseOptions),
  match_phrase_prefix: (random) => onField(random, TEXTS, "query", () => words(random), phraseOptions),
  match_bool_prefix: (random) => onField(random, TEXTS, "query", () => words(random), (random) => without(["lenient", "zero_terms_query"], wordOptions(random))),
  multi_match: multiMatch,
  query_string: (random) => ({ query: queryString(random), ...languageOptions(random) }),
  simple_query_string: (random) => ({ query: simpleText(random), ...languageOptions(random) }),
  term: (random) => onField(random, ALL, "value", (field) => valueFor(random, field), (random) => random.some({ case_insensitive: () => random.once(2) }, 5)),
  terms: (random) => {
    const field = random.pick(ALL);
    return { [field]: random.list(0, 4, () => valueFor(random, field)), ...boost(random) };
  },
  range,
  exists: (random) => ({ field: random.pick([...ALL, "parts", "maker", "place", "offer", "mak*", "parts.size", "extra", "extra.deep"]) }),
  ids: (random) => ({ values: random.list(0, 4, () => String(random.between(0, 90))) }),
  prefix: (random) => onField(random, [...TEXTS, ...KEYWORDS], "value", () => piece(random), (random) => random.some({ case_insensitive: () => random.once(2) }, 4)),
  wildcard: (random) => onField(random, [...TEXTS, ...KEYWORDS], "value", () => pattern(random), (random) => random.some({ case_insensitive: () => random.once(2) }, 4)),
  regexp: (random) => onField(random, [...TEXTS, ...KEYWORDS], "value", () => random.pick(EXPRESSIONS), (random) => random.some({ case_insensitive: () => random.once(2) }, 4)),
  fuzzy: (random) => onField(random, [...TEXTS, ...KEYWORDS], "value", () => random.pick([...WORDS, ...BRANDS]), (random) => random.some({ fuzziness: () => random.pick(FUZZINESS), prefix_length: () => random.between(0, 2), transpositions: () => random.once(2) }, 3)),
  geo_distance: (random) => ({ distance: random.pick(["100km", "900km", 500000, "5000mi", "0.1m"]), place: random.pick(PLACES) }),
  geo_bounding_box: (random) => ({ place: { top_left: random.pick([{ lat: 60, lon: 0 }, "55,-80", { lat: 90, lon: 170 }]), bottom_right: random.pick([{ lat: 40, lon: 20 }, "0,15", { lat: -10, lon: -170 }]) } }),
  nested,
};

const COMPOUNDS = {
  bool: (random, depth) => {
    const clauses = () => (random.once(4) ? query(random, depth - 1) : random.list(0, 3, () => query(random, depth - 1)));
    return { ...random.some({ must: clauses, filter: clauses, should: clauses, must_not: clauses }, 2), ...random.some({ minimum_should_match: () => random.pick(MINIMA) }, 5), ...boost(random) };
  },
  constant_score: (random, depth) => ({ filter: query(random, depth - 1), ...boost(random) }),
  boosting: (random, depth) => ({ positive: query(random, depth - 1), negative: query(random, 0), negative_boost: 0.5, ...boost(random) }),
  dis_max: (random, depth) => ({ queries: random.list(1, 3, () => query(random, depth - 1)), ...random.some({ tie_breaker: () => 0.5 }, 3) }),
};

/** A query; others lie in it up to a depth. */
export function query(random, depth = 2) {
  const kinds = depth > 0 && random.once(3) ? COMPOUNDS : LEAVES;
  const kind = random.pick(Object.keys(kinds));
  return { [kind]: kinds[kind](random, depth) };
}
