/** Random aggregations on the index of `documents.mjs`. */
import { EXACT, NUMBERS, valueFor } from "./fields.mjs";
import { query } from "./queries.mjs";

const METRICS = ["avg", "sum", "min", "max", "stats", "value_count", "cardinality"];
const ORDERS = [{ _key: "asc" }, { _key: "desc" }, { _count: "asc" }, [{ _count: "desc" }, { _key: "desc" }]];

/** Buckets that are few, whatever the documents have. */
const WIDTHS = { price: [1e9, 3e8], cost: [1e9, 3e8], count: [1e9, 3e8], made: [1e12, 3e11] };

const anyField = (random) => random.pick([...EXACT, ...EXACT, "title", "nothing", "place"]);
const counted = (random) => random.pick([...NUMBERS, ...NUMBERS, "made", "sold", "brand"]);
const missing = (random, field) =>
  random.some({ missing: () => (field === "nothing" ? 1 : valueFor(random, field)) }, 5);

const metric = (random) => {
  const field = counted(random);
  return { field, ...missing(random, field) };
};

const KINDS = {
  extended_stats: (random) => ({
    field: random.pick(NUMBERS),
    ...random.some({ sigma: () => random.pick([0, 1, 3]) }, 3),
  }),
  weighted_avg: (random) => ({
    value: metric(random),
    weight: { field: random.pick(["maker.rank", "number"]), ...random.some({ missing: () => 2 }, 2) },
  }),
  ...Object.fromEntries(METRICS.map((name) => [name, metric])),
  terms: (random) => {
    const field = anyField(random);
    const options = {
      size: () => random.between(1, 20),
      order: () => random.pick(ORDERS),
      min_doc_count: () => random.between(0, 3),
      include: () => random.pick([[valueFor(random, "brand"), "zed"], "a.*", ".*[ed]", "[A-Z].+"]),
      exclude: () => random.pick([["acme"], "z.*"]),
    };
    return { field, ...random.some(options, 5), ...missing(random, field) };
  },
  histogram: (random) => {
    const field = random.pick([...NUMBERS, "sold", "made", "brand"]);
    const options = {
      min_doc_count: () => random.between(0, 2),
      offset: () => random.pick([1, 0.5, -3]),
      keyed: () => random.once(2),
      order: () => random.pick(ORDERS),
      extended_bounds: () => ({ min: -10, max: 30 }),
    };
    return {
      field,
      interval: random.pick(WIDTHS[field] ?? [1e5, 5e4, 1e6]),
      ...random.some({ hard_bounds: () => ({ min: -1e6, max: 1e6 }), ...options }, 5),
    };
  },
  date_histogram: (random) => {
    const field = random.pick(["day", "made", "day"]);
    const interval = random.pick([
      { calendar_interval: "year" },
      { calendar_interval: "1M" },
      { calendar_interval: "quarter" },
      { fixed_interval: "30d" },
      { calendar_interval: "week" },
    ]);
    const options = {
      time_zone: () => random.pick(["Europe/Berlin", "-08:00", "America/New_York"]),
      offset: () => random.pick(["+6h", "-1d"]),
      format: () => random.pick(["yyyy", "yyyy-MM", "dd.MM.yyyy"]),
      keyed: () => random.once(2),
      order: () => random.pick(ORDERS),
    };
    return { field, ...interval, min_doc_count: 1, ...random.some(options, 4), ...missing(random, field) };
  },
  range: (random) => {
    const bound = () => random.pick([0, 1, 2.5, 10, 20, -5, 1e3, 1e10]);
    const ranges = random.list(1, 3, () =>
      random.some({ from: bound, to: bound, key: () => random.pick(["a", "b", "c"]) }, 1.7),
    );
    return { field: counted(random), ranges, ...random.some({ keyed: () => random.once(2) }, 4) };
  },
  date_range: (random) => {
    const field = random.pick(["made", "day"]);
    const bound = () => valueFor(random, field);
    const ranges = random.list(1, 3, () =>
      random.some({ from: bound, to: bound, key: () => random.pick(["a", "b", "c"]) }, 1.7),
    );
    return {
      field,
      ranges,
      ...random.some({ time_zone: () => "Europe/Berlin", keyed: () => random.once(2), format: () => "yyyy-MM-dd" }, 4),
    };
  },
  filter: (random) => query(random, 1),
  filters: (random) => {
    const filters = random.once(2)
      ? random.list(1, 3, () => query(random, 1))
      : { b: query(random, 1), a: query(random, 1) };
    return { filters, ...random.some({ other_bucket: () => random.once(2), other_bucket_key: () => "rest" }, 4) };
  },
  missing: (random) => ({ field: random.pick([...EXACT, "title"]) }),
  global: () => ({}),
  geo_distance: (random) => ({
    field: "place",
    origin: random.pick([{ lat: 52.5, lon: 13.3 }, "48.8,2.3"]),
    unit: random.pick(["km", "mi"]),
    ranges: [{ to: 100 }, { from: 100, to: 2000 }, { from: 2000 }],
    ...random.some({ keyed: () => random.once(2) }, 4),
  }),
  top_hits: (random) => ({
    size: 5,
    sort: [{ number: random.pick(["asc", "desc"]) }],
    ...random.some(
      {
        _source: () => ["brand"],
        from: () => 1,
        docvalue_fields: () => ["year"],
        version: () => true,
        seq_no_primary_term: () => true,
      },
      3,
    ),
  }),
  nested: () => ({ path: "parts" }),
};

const BELOW_NESTED = [
  { terms: { field: "parts.name" } },
  { avg: { field: "parts.size" } },
  {
    terms: { field: "parts.name" },
    aggs: { back: { reverse_nested: {}, aggs: { brands: { terms: { field: "brand" } } } } },
  },
  { top_hits: { size: 3, sort: [{ "parts.size": "desc" }] } },
  { filter: { term: { "parts.name": "acme" } } },
];
const SINGLE = [...METRICS, "top_hits", "extended_stats", "weighted_avg"];

/** An aggregation of any kind; buckets have others below them up to a depth. */
function aggregation(random, depth) {
  const kind = random.pick(Object.keys(KINDS).filter((name) => name !== "global" || depth === 2));
  const own = { [kind]: KINDS[kind](random) };
  if (kind === "nested") return { ...own, aggs: { inside: random.pick(BELOW_NESTED) } };
  if (SINGLE.includes(kind) || depth === 0 || random.once(2)) return own;
  return { ...own, aggs: aggregations(random, depth - 1) };
}

export function aggregations(random, depth = 2) {
  return Object.fromEntries(random.list(1, 2, () => aggregation(random, depth)).map((one, at) => [`a${at}`, one]));
}
