/** Two answers to one search, compared member by member. Scores and times are left aside, and so is the order of hits
 * that only scores decide. */

/**
 * @returns {string[]} a line for each difference: where, and what each engine says. `roots` says whether errors must have the
 *   same root: where a search has several mistakes, it is left to the engine which it finds first.
 */
export function differences(real, embedded, { roots = true } = {}) {
  // A failure of the real engine's own says nothing about what is right.
  if (real.status >= 500 && embedded.status < 500) return [];
  if (real.status !== embedded.status) return [`status: real ${brief(real)} | embedded ${brief(embedded)}`];
  return real.status === 200
    ? each(comparable(real.body), comparable(embedded.body))
    : each(cause(real.body, roots), cause(embedded.body, roots));
}

const brief = ({ status, body }) => `${status} ${JSON.stringify(body?.error?.reason ?? "")}`;

/**
 * The kind of the error, and of its root: engines word their reasons differently. Of several fields that can't be searched
 * so, a hash map says which is asked first; dates are refused by an error of their own.
 */
function cause({ error }, roots) {
  const root = error?.root_cause?.[0]?.type;
  return { type: error?.type, root: roots && (root === "parse_exception" ? "query_shard_exception" : root) };
}

function comparable({ hits, aggregations, suggest }) {
  return {
    total: hits?.total,
    hits: found(hits?.hits ?? []),
    aggregations: withoutScores(aggregations),
    suggest: ranked(suggest),
  };
}

function found(hits) {
  const isByScore = ({ _score, sort }) => sort === undefined || (_score !== null && sort[0] === _score);
  if (!hits.every(isByScore)) return withoutScores(hits);
  return Object.fromEntries(withoutScores(hits).map(({ sort, ...hit }) => [hit._id, [hit, sort?.slice(1)]]));
}

const SCORES = ["_score", "max_score"];

/** The real engine gives some aggregations an empty `meta`, which says nothing. */
const isEmptyMeta = (name, member) => name === "meta" && JSON.stringify(member) === "{}";

/** Sort values of missing fields are an implementation's own: the greatest or smallest number of a type, or null. */
const EXTREMES = [2 ** 63, 2 ** 31 - 1, 2 ** 31].flatMap((end) => [end, -end]).concat(null);

/** Values that are too long for a keyword field are listed by Elasticsearch, and by OpenSearch not. */
const isLong = (field) => field.endsWith(".keyword");

/** Marks around nothing, as of an empty keyword, show nothing. */
function shown(highlight) {
  const isEmpty = (text) => text.replaceAll(/<[/]?\w+>/g, "") === "";
  const fields = Object.entries(highlight).map(([field, texts]) => [field, texts.filter((text) => !isEmpty(text))]);
  const rest = fields.filter(([, texts]) => texts.length > 0);
  return rest.length > 0 ? Object.fromEntries(rest) : undefined;
}

function member(name, value) {
  if (SCORES.includes(name) || isEmptyMeta(name, value)) return undefined;
  if (name === "highlight") return shown(value);
  if (name === "sort") return value.map((one) => (EXTREMES.includes(one) ? "missing" : one));
  if (name !== "_ignored") return value;
  const others = value.filter((field) => !isLong(field));
  return others.length > 0 ? others : undefined;
}

function withoutScores(value) {
  return JSON.parse(JSON.stringify(value ?? null, member));
}

/** Suggestions by text and weight. Which of several documents with both is shown, Lucene leaves to its queue. */
function ranked(suggest = {}) {
  const option = ({ text, _score }) => ({ text, _score });
  const entry = ({ options, ...rest }) => ({ ...rest, options: options.map(option) });
  return Object.fromEntries(Object.entries(suggest).map(([name, entries]) => [name, entries.map(entry)]));
}

/** The last digits of a sum depend on the order of what is added. */
const PRECISION = 1e-13;

/** Java before version 19 prints more digits of a `float` than tell it apart. */
const FLOAT_PRECISION = 1e-7;

function isSame(a, b, path) {
  const precision = path.includes("/sort/") ? FLOAT_PRECISION : PRECISION;
  const isNear = () => typeof a === "number" && Math.abs(a - b) <= precision * Math.max(Math.abs(a), Math.abs(b));
  return Object.is(a, b) || isNear();
}

function each(real, embedded, path = "") {
  if (isSame(real, embedded, path)) return [];
  const isObject = (value) => value !== null && typeof value === "object";
  if (!isObject(real) || !isObject(embedded) || Array.isArray(real) !== Array.isArray(embedded)) {
    return [`${path}: real ${JSON.stringify(real)} | embedded ${JSON.stringify(embedded)}`];
  }
  const names = new Set([...Object.keys(real), ...Object.keys(embedded)]);
  return [...names].flatMap((name) => each(real[name], embedded[name], `${path}/${name}`));
}
