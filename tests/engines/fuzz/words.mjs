/**
 * Texts of all kinds: words that stem, words that are left out, other scripts, signs within words, and nothing at all. No
 * word begins with a sign: whether a sentence begins there depends on where Java looks from.
 */

export const WORDS = [
  ..."star stars wars war the The of and running runs run runner happy happily nation national relational".split(" "),
  ..."Café cafe naïve STRASSE Straße İstanbul Ünïcode ﬁne don't O'Neil's dogs' e-mail wi-fi AT&T C++ node.js".split(
    " ",
  ),
  ..."foo_bar foo.bar x@y.example 2001 3.14 1,000 5- a I x 日本語 東京 カタカナ ひらがな 한국어 Москва مرحبا שלום ไทย क्षत्रिय".split(
    " ",
  ),
  ..."ok😀 ½ ① Ⅷ ǅ ß ſ Ω e\u0301te\u0301 soft\u00adhyphen zero\u200bwidth".split(" "),
];

const JOINS = [
  " ",
  " ",
  " ",
  " ",
  " ",
  ", ",
  ". ",
  "! ",
  "? ",
  " - ",
  "\n",
  "; ",
  " (",
  ") ",
  '" ',
  "/",
  "\t",
  " & ",
  "… ",
];

/** A text of up to so many words. */
export function text(random, most = 12) {
  const words = random.several(WORDS, 0, most);
  return words.map((word, at) => (at === 0 ? word : random.pick(JOINS) + word)).join("");
}
