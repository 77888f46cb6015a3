/** The fields of the index of `documents.mjs` by kind, and values, words and patterns to look for in them. */
import { BRANDS } from "./documents.mjs";
import { WORDS } from "./words.mjs";

export const TEXTS = ["title", "title.english", "body", "plain", "all", "maker.name"];
export const KEYWORDS = ["brand", "tags", "state", "title.keyword", "maker.name.keyword"];
export const NUMBERS = ["price", "cost", "scaled", "count", "year", "level", "maker.rank", "number"];
export const DATES = ["made", "day"];
export const EXACT = [...KEYWORDS, ...NUMBERS, ...DATES, "sold"];
export const ALL = [...TEXTS, ...EXACT, "nothing"];

const NUMBER_VALUES = [0, 1, 2, 3, 5, -5, 1.5, "7", 2.5, 20, 19.99, 1e10, "1e3", -0.5, 2000];
const DATE_VALUES = {
  made: [
    "2020-02-29",
    "2020",
    "2019-06",
    "2020-02-29T12:34:56Z",
    "2020-02-29||/M",
    "2020-02-29||+1d",
    "2020-02-29||-1y/y",
    1582934400000,
    "1969",
  ],
  day: ["2021-03-01", "01/03/2021", "1614556800000", "2021-03-01||/M", "2021-03-01||+1M/d"],
};
export const MINIMA = [1, 2, "1", "-1", "50%", "-50%", "2<75%", "1<-1 3<50%", 0, "100%"];
export const FUZZINESS = ["AUTO", "AUTO:2,5", 0, 1, 2, "1"];

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
export function piece(random) {
  const letters = [...random.pick([...WORDS, ...BRANDS])];
  return letters.slice(0, random.between(1, 4)).join("");
}

/** A pattern of letters and the signs for others. */
export function pattern(random) {
  const letters = [...piece(random), ...random.several(["*", "?", "a", "r"], 1, 2)];
  return random.once(3) ? letters.reverse().join("") : letters.join("");
}

const PATTERNS = ["*", "t*", "maker.*", "*.english", "*a*"];
/** A field or pattern, some with a boost. */
export const boosted = (random) =>
  random.pick([...TEXTS, ...TEXTS, ...ALL, ...PATTERNS]) + random.pick(["", "", "^2", "^0.5"]);
