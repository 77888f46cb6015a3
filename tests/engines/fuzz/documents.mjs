/** An index with a field of each type, and documents whose values have every form that such a field may be given. */
import { text } from "./words.mjs";

const KEYWORD = { type: "keyword" };

export const INDEX = {
  mappings: {
    properties: {
      title: {
        type: "text",
        fields: { keyword: { type: "keyword", ignore_above: 20 }, english: { type: "text", analyzer: "english" } },
      },
      body: { type: "text", analyzer: "english" },
      plain: { type: "text", analyzer: "simple" },
      brand: KEYWORD,
      tags: { type: "keyword", copy_to: "all" },
      state: { type: "keyword", null_value: "none" },
      all: { type: "text" },
      price: { type: "float" },
      cost: { type: "double" },
      scaled: { type: "scaled_float", scaling_factor: 100 },
      count: { type: "long" },
      year: { type: "integer" },
      level: { type: "byte", ignore_malformed: true },
      made: { type: "date" },
      day: { type: "date", format: "yyyy-MM-dd||dd/MM/yyyy||epoch_millis" },
      sold: { type: "boolean" },
      place: { type: "geo_point" },
      number: { type: "integer" },
      offer: { type: "completion" },
      maker: { properties: { name: { type: "text", fields: { keyword: KEYWORD } }, rank: { type: "integer" } } },
      parts: { type: "nested", properties: { name: KEYWORD, note: { type: "text" }, size: { type: "integer" } } },
    },
  },
};

export const BRANDS = ["acme", "Acme", "ACME", "Zoë", "zed", "a b", "", "日本", "-", "true", "10", "9", "[x]"];
const STATES = ["open", "closed", null];
const DATES = [
  "2020-02-29",
  "2020-02-29T12:34:56Z",
  "2020-02-29T12:34:56.789Z",
  "2020-02-29T12:34:56+05:30",
  "2020-02-29T23:59:59.999-08:00",
  "2019",
  "2019-06",
  "1969-12-31T23:59:59.999Z",
  "0001-01-01",
  1582934400000,
  "1582934400000",
  -1,
  0,
  "2020-02-30",
  "yesterday",
  "2020-W10",
  "2020-1-5",
  "2020-02-29 12:34:56",
];
const DAYS = ["2021-03-01", "01/03/2021", 1614556800000, "1614556800000", "2021-3-1", "31/12/1999", "2021"];
const BOOLEANS = [true, false, "true", "false", "", "yes", 1, 0, "True"];
const INTEGERS = [0, 1, 2, 3, 5, 8, -5, "7", "7.9", 2.5, 1e3, "1e3", 2000, 2001, 2147483646, "x", "", 3000000000, true];
const DECIMALS = [
  0,
  -0.5,
  0.1,
  1.5,
  19.99,
  20,
  100.25,
  1e-3,
  "3.25",
  "1e2",
  1e10,
  16777217,
  -7,
  123456.789,
  "x",
  "NaN",
];
const POINTS = [
  { lat: 52.52, lon: 13.4 },
  { lat: "48.85", lon: "2.35" },
  [13.4, 52.52],
  [-74, 40.7],
  "40.7,-74.0",
  "u33db",
  "POINT (13.4 52.52)",
  { type: "Point", coordinates: [2.35, 48.85] },
  [
    [13.4, 52.52],
    [2.35, 48.85],
  ],
  ["40.7,-74.0", "0,0"],
  { lat: 0, lon: 180 },
  { lat: 90, lon: -180 },
  { lat: 91, lon: 0 },
  { lat: 1 },
  "nowhere,1",
];
const OFFERS = [
  "star wars",
  "Star",
  ["stars", "The Star"],
  { input: "starry night", weight: 5 },
  { input: ["star", "war"], weight: 10 },
  { input: "x", weight: "3" },
  { input: "y", weight: -1 },
];

/** The value of a field, or several, or none. */
function value(random, make) {
  switch (random.below(12)) {
    case 0:
      return null;
    case 1:
      return [];
    case 2:
      return random.list(1, 3, make);
    case 3:
      return [make(), null, [make()]];
    default:
      return make();
  }
}

function part(random) {
  return random.some(
    {
      name: () => value(random, () => random.pick(BRANDS)),
      note: () => value(random, () => text(random, 5)),
      size: () => value(random, () => random.between(-2, 9)),
    },
    1.5,
  );
}

function fields(random) {
  const of = (make) => () => value(random, make);
  const rarely = (list, usual) => of(() => random.pick(random.once(8) ? list : list.slice(0, usual)));
  return {
    title: of(() => text(random)),
    body: of(() => text(random, 40)),
    plain: of(() => text(random, 6)),
    brand: of(() => random.pick(BRANDS)),
    tags: () => random.several(BRANDS, 0, 4),
    state: () => random.pick(STATES),
    price: rarely(DECIMALS, 14),
    cost: rarely(DECIMALS, 14),
    scaled: rarely(DECIMALS, 10),
    count: rarely(INTEGERS, 14),
    year: rarely(INTEGERS, 14),
    level: rarely(INTEGERS, 8),
    made: rarely(DATES, 13),
    day: rarely(DAYS, 4),
    sold: rarely(BOOLEANS, 4),
    place: () => random.pick(random.once(8) ? POINTS : POINTS.slice(0, 12)),
    offer: () => random.pick(random.once(8) ? OFFERS : OFFERS.slice(0, 6)),
    maker: () => ({ name: text(random, 3), ...random.some({ rank: () => random.between(0, 5) }, 2) }),
    parts: () => (random.once(4) ? part(random) : random.list(0, 3, () => part(random))),
    extra: () => random.pick([1, 2.5, true, "word", { deep: 1 }, [], null]),
  };
}

/** So many documents; each has some of the fields, and a number of its own. Some are refused. */
export function documents(random, count) {
  return Array.from({ length: count }, (_, number) => ({ number, ...random.some(fields(random), 2) }));
}
