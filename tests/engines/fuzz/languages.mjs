/** Random texts in the languages of `query_string` and `simple_query_string`. */
import { ALL, EXACT, MINIMA, NUMBERS, boosted, pattern, piece, valueFor } from "./fields.mjs";
import { WORDS, text } from "./words.mjs";

const words = (random) => (random.once(8) ? piece(random) : text(random, 4));

const OPERATORS = [" ", " ", " AND ", " OR ", " NOT ", " +", " -", " && ", " || ", " !"];

/** A text in Lucene's query language. */
export function queryString(random, depth = 2) {
  const field = () => random.pick(["", "", "", `${random.pick(ALL)}:`]);
  const value = () =>
    random.pick([...EXACT.map((name) => String(valueFor(random, name))), "10", "3"]).replace(/[\s:/[\]()-]/g, "\\$&");
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
  return (
    random
      .list(1, 3, clause)
      .reduce((all, one) => all + random.pick(OPERATORS) + one, first)
      .trim() || "star"
  );
}

/** Options that both languages have. */
export const languageOptions = (random) => ({
  ...random.some(
    {
      default_operator: () => random.pick(["and", "or", "AND"]),
      lenient: () => random.once(2),
      minimum_should_match: () => random.pick(MINIMA),
      analyzer: () => random.pick(["standard", "english"]),
    },
    6,
  ),
  ...random.some({ fields: () => random.list(1, 3, () => boosted(random)) }, 2),
});

const SIMPLE = [" ", " ", " + ", " | ", " -", " ", "(", ")", '"', "~", "~2 ", "* ", "\\", " +", "|"];

/** A text in the language in which every text means something. */
export const simpleText = (random) =>
  random.list(1, 5, () => random.pick([...WORDS, piece(random)]) + random.pick(SIMPLE)).join("");
