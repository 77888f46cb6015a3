/** Two answers to one search, compared member by member. Scores and times are left aside, and so is the order of hits
 * that only scores decide. */

/** @returns {string[]} a line for each difference: where, and what each engine says. */
export function differences(real, embedded) {
  if (real.status !== embedded.status) return [`status: real ${brief(real)} | embedded ${brief(embedded)}`];
  return real.status === 200
    ? each(comparable(real.body), comparable(embedded.body))
    : each(cause(real.body), cause(embedded.body));
}

const brief = ({ status, body }) => `${status} ${JSON.stringify(body?.error?.reason ?? "")}`;

/** The kind of the error, and of its root: engines word their reasons differently. */
function cause({ error }) {
  return { type: error?.type, root: error?.root_cause?.[0]?.type };
}

function comparable({ hits, aggregations, suggest }) {
  return { total: hits?.total, hits: found(hits?.hits ?? []), aggregations: withoutScores(aggregations), suggest };
}

function found(hits) {
  const isByScore = ({ _score, sort }) => sort === undefined || (_score !== null && sort[0] === _score);
  if (!hits.every(isByScore)) return withoutScores(hits);
  return Object.fromEntries(withoutScores(hits).map(({ sort, ...hit }) => [hit._id, [hit, sort?.slice(1)]]));
}

const SCORES = ["_score", "max_score"];

/** The real engine gives some aggregations an empty `meta`, which says nothing. */
const isEmptyMeta = (name, member) => name === "meta" && JSON.stringify(member) === "{}";

function withoutScores(value) {
  const says = (name, member) => !SCORES.includes(name) && !isEmptyMeta(name, member);
  return JSON.parse(JSON.stringify(value ?? null, (name, member) => (says(name, member) ? member : undefined)));
}

/** The last digits of a sum depend on the order of what is added. */
const PRECISION = 1e-13;

const isSame = (a, b) =>
  Object.is(a, b) || (typeof a === "number" && Math.abs(a - b) <= PRECISION * Math.max(Math.abs(a), Math.abs(b)));

function each(real, embedded, path = "") {
  if (isSame(real, embedded)) return [];
  const isObject = (value) => value !== null && typeof value === "object";
  if (!isObject(real) || !isObject(embedded) || Array.isArray(real) !== Array.isArray(embedded)) {
    return [`${path}: real ${JSON.stringify(real)} | embedded ${JSON.stringify(embedded)}`];
  }
  const names = new Set([...Object.keys(real), ...Object.keys(embedded)]);
  return [...names].flatMap((name) => each(real[name], embedded[name], `${path}/${name}`));
}
