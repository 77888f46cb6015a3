/** What the build packs, the page unpacks: streams of Python's `lzma`, which is liblzma, with lc 3, lp 0 and pb 0. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { unpack } from "../src/js/unpack.js";

const table = JSON.parse(readFileSync(new URL("data/packed.json", import.meta.url), "utf8"));

/** The texts that `tests/data/packed.json` has packed, made anew. */
const MADE = {
  bytes: () => Uint8Array.from({ length: 256 }, (_, at) => at),
  run: () => new Uint8Array(100_000).fill(97),
  // A linear congruential generator: nothing repeats, so there are no copies.
  noise: () => {
    let state = 7;
    return Uint8Array.from(
      { length: 3000 },
      () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24,
    );
  },
  // The same noise at ever larger distances, so that each kind of distance is met, and words that alternate.
  distances: () => {
    const noise = MADE.noise();
    const far = Array.from({ length: 18 }, (_, at) => [
      ...noise.slice(at, at + 40),
      ...new Uint8Array(2 ** at).fill(at),
    ]);
    return Uint8Array.from([...far.flat(), ...far.flat().slice(0, 5000), ...noise.slice(0, 64)]);
  },
};

for (const [name, packed] of Object.entries(table)) {
  test(`what is packed is unpacked: ${name}`, () => {
    assert.deepEqual(Buffer.from(unpack(Buffer.from(packed, "base64"))), Buffer.from(MADE[name]()));
  });
}
