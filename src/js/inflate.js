/**
 * Unpacks what the build has deflated (RFC 1951). The stream is the package's own, so nothing of it is checked, and it
 * is short, so it is read bit by bit. A library that checks and hurries weighs three times as much.
 */

/** In this order the lengths of the code length codes stand. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/** For the three symbols that repeat a length: the bits that say how often, and the least it is. */
const REPEATS = [
  [2, 3],
  [3, 3],
  [7, 11],
];

/**
 * @param {Uint8Array} packed
 * @returns {Uint8Array}
 */
export function inflate(packed) {
  const bytes = [];
  let position = 0;
  let isLast = 0;
  while (!isLast) {
    isLast = bits(1);
    const type = bits(2);
    if (type === 0) copyStored();
    else readBlock(type === 1 ? fixedCodes() : dynamicCodes());
  }
  return Uint8Array.from(bytes);

  function bits(count) {
    let value = 0;
    for (let at = 0; at < count; at++) value |= bit() << at;
    return value;
  }

  function bit() {
    return (packed[position >> 3] >> (position++ & 7)) & 1;
  }

  /** A symbol of a canonical Huffman code: of each length there are consecutive ones. */
  function symbol({ counts, symbols }) {
    let code = 0;
    let first = 0;
    let before = 0;
    for (let length = 1; ; length++) {
      code = (code << 1) | bit();
      first <<= 1;
      if (code - first < counts[length]) return symbols[before + code - first];
      before += counts[length];
      first += counts[length];
    }
  }

  function copyStored() {
    position = (position + 7) & ~7;
    const length = bits(16);
    bits(16);
    for (let at = 0; at < length; at++) bytes.push(bits(8));
  }

  function readBlock([literals, distances]) {
    for (let read = symbol(literals); read !== 256; read = symbol(literals)) {
      if (read < 256) bytes.push(read);
      else copyBack(lengthOf(read - 257), distanceOf(symbol(distances)));
    }
  }

  function copyBack(length, distance) {
    for (let at = 0; at < length; at++) bytes.push(bytes[bytes.length - distance]);
  }

  function lengthOf(code) {
    if (code === 28) return 258;
    const extra = code < 4 ? 0 : (code >> 2) - 1;
    return 3 + (code < 4 ? code : (4 + (code & 3)) << extra) + bits(extra);
  }

  function distanceOf(code) {
    const extra = code < 2 ? 0 : (code >> 1) - 1;
    return 1 + (code < 2 ? code : (2 + (code & 1)) << extra) + bits(extra);
  }

  function dynamicCodes() {
    const [literals, distances, given] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
    const lengths = Array(19).fill(0);
    for (const code of ORDER.slice(0, given)) lengths[code] = bits(3);
    const all = readLengths(codeOf(lengths), literals + distances);
    return [codeOf(all.slice(0, literals)), codeOf(all.slice(literals))];
  }

  function readLengths(code, count) {
    const lengths = [];
    while (lengths.length < count) {
      const read = symbol(code);
      if (read < 16) lengths.push(read);
      else {
        const [extra, least] = REPEATS[read - 16];
        const repeated = read === 16 ? lengths.at(-1) : 0;
        lengths.push(...Array(least + bits(extra)).fill(repeated));
      }
    }
    return lengths;
  }
}

function fixedCodes() {
  const literals = Array.from({ length: 288 }, (_, code) => (code < 144 ? 8 : code < 256 ? 9 : code < 280 ? 7 : 8));
  return [codeOf(literals), codeOf(Array(30).fill(5))];
}

/** A canonical Huffman code by the lengths of its symbols: how many there are of each length, and all of them in order. */
function codeOf(lengths) {
  const counts = Array(16).fill(0);
  const symbols = [...lengths.keys()].filter((symbol) => lengths[symbol]);
  for (const symbol of symbols) counts[lengths[symbol]] += 1;
  return { counts, symbols: symbols.sort((a, b) => lengths[a] - lengths[b]) };
}
