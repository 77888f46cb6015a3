/**
 * Unpacks what the build has packed: LZMA, with the header of an `.lzma` file, of the one kind that the build makes
 * (`lc` 3, `lp` 0, `pb` 0, the size in the header). It packs a module a tenth smaller than deflate does. The stream is the
 * package's own, so nothing of it is checked.
 *
 * A range coder reads one bit after the other, each by a probability of its own, which it adapts. The probabilities are
 * in one list; these are the places of each kind in it.
 */
const IS_MATCH = 0;
const IS_REPEATED = 12;
const IS_OLDER = 24;
const IS_OLDER_THAN_SECOND = 36;
const IS_OLDER_THAN_THIRD = 48;
const IS_LONG = 60;
const SLOTS = 72;
const DISTANCES = 328;
const ALIGNED = 443;
const LENGTHS = 459;
const REPEATED_LENGTHS = 733;
const LITERALS = 1007;
const ALL = LITERALS + 8 * 0x300;

const HEADER = 13;
const SHORTEST = 2;

/**
 * @param {Uint8Array} packed
 * @returns {Uint8Array}
 */
export function unpack(packed) {
  const bytes = new Uint8Array(new DataView(packed.buffer, packed.byteOffset).getUint32(5, true));
  const probabilities = new Uint16Array(ALL).fill(1024);
  let end = 0;
  // The last four distances, each less one, and what the last symbols were.
  let distances = [0, 0, 0, 0];
  let state = 0;
  // Of the range coder the range and the code in it: numbers this large are slow but in a typed array.
  const coder = Uint32Array.of(2 ** 32 - 1, new DataView(packed.buffer, packed.byteOffset).getUint32(HEADER + 1));
  let at = HEADER + 5;
  while (end < bytes.length) {
    if (bit(IS_MATCH + state)) copy(bit(IS_REPEATED + state) ? repeatedLength() : newLength());
    else literal();
  }
  return bytes;

  function bit(place) {
    const probability = probabilities[place];
    const bound = (coder[0] >>> 11) * probability;
    const isSet = coder[1] >= bound;
    if (isSet) {
      coder[0] -= bound;
      coder[1] -= bound;
    } else {
      coder[0] = bound;
    }
    probabilities[place] += isSet ? -(probability >> 5) : (2048 - probability) >> 5;
    fill();
    return isSet ? 1 : 0;
  }

  function evenBit() {
    coder[0] >>>= 1;
    const isSet = coder[1] >= coder[0];
    if (isSet) coder[1] -= coder[0];
    fill();
    return isSet ? 1 : 0;
  }

  function fill() {
    if (coder[0] >= 0x1000000) return;
    coder[0] <<= 8;
    coder[1] = (coder[1] << 8) | packed[at++];
  }

  /** So many bits, the highest first: each by the probability that those before it lead to. */
  function tree(place, count) {
    let symbol = 1;
    for (let read = 0; read < count; read++) symbol = symbol * 2 + bit(place + symbol);
    return symbol - (1 << count);
  }

  /** The same with the lowest bit first. */
  function reversedTree(place, count) {
    let symbol = 1;
    let value = 0;
    for (let read = 0; read < count; read++) {
      const next = bit(place + symbol);
      symbol = symbol * 2 + next;
      value |= next << read;
    }
    return value;
  }

  function literal() {
    const place = LITERALS + 0x300 * (end > 0 ? bytes[end - 1] >> 5 : 0);
    let symbol = 1;
    if (state > 6) {
      // After a copy, the byte that would have come next tells what this one is not.
      let expected = bytes[end - distances[0] - 1];
      let isAlike = true;
      while (isAlike && symbol < 0x100) {
        const high = expected >> 7;
        expected = (expected << 1) & 0xff;
        const next = bit(place + 0x100 * (1 + high) + symbol);
        symbol = symbol * 2 + next;
        isAlike = high === next;
      }
    }
    while (symbol < 0x100) symbol = symbol * 2 + bit(place + symbol);
    bytes[end++] = symbol;
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  }

  /** The length of a copy from a distance that was used before, which comes first from now on. */
  function repeatedLength() {
    let used = 0;
    if (bit(IS_OLDER + state)) {
      used = 1 + (bit(IS_OLDER_THAN_SECOND + state) && 1 + bit(IS_OLDER_THAN_THIRD + state));
    } else if (!bit(IS_LONG + state)) {
      state = state < 7 ? 9 : 11;
      return 1;
    }
    distances = [distances[used], ...distances.filter((_, place) => place !== used)];
    const length = SHORTEST + lengthOf(REPEATED_LENGTHS);
    state = state < 7 ? 8 : 11;
    return length;
  }

  function newLength() {
    const length = lengthOf(LENGTHS);
    state = state < 7 ? 7 : 10;
    distances = [distanceFor(length), ...distances.slice(0, 3)];
    return SHORTEST + length;
  }

  function lengthOf(place) {
    if (!bit(place)) return tree(place + 2, 3);
    if (!bit(place + 1)) return 8 + tree(place + 10, 3);
    return 16 + tree(place + 18, 8);
  }

  function distanceFor(length) {
    const slot = tree(SLOTS + 64 * Math.min(length, 3), 6);
    if (slot < 4) return slot;
    const count = (slot >> 1) - 1;
    let distance = (2 | (slot & 1)) << count;
    if (slot < 14) return distance + reversedTree(DISTANCES + distance - slot, count);
    for (let left = count - 1; left > 3; left--) distance += evenBit() << left;
    return distance + reversedTree(ALIGNED, 4);
  }

  function copy(length) {
    for (const until = end + length; end < until; end++) bytes[end] = bytes[end - distances[0] - 1];
  }
}
