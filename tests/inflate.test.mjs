/** What the build packs, the page unpacks: each kind of block that deflate has, next to Node's own zlib. */
import assert from "node:assert/strict";
import { constants, deflateRawSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { inflate } from "../src/js/inflate.js";

const text = readFileSync(new URL(import.meta.url));
const TEXTS = {
  nothing: Buffer.alloc(0),
  "one byte": Buffer.from("a"),
  "a run": Buffer.alloc(100_000, "a"),
  "this file": text,
  "bytes without order": randomBytes(70_000),
  "bytes and text": Buffer.concat([randomBytes(1000), text, text, randomBytes(1000)]),
};
const WAYS = {
  stored: { level: 0 },
  "fixed codes": { strategy: constants.Z_FIXED },
  "codes of its own": { level: 9 },
  "codes alone": { strategy: constants.Z_HUFFMAN_ONLY },
  "far matches": { level: 9, windowBits: 15, memLevel: 9 },
};

for (const [way, options] of Object.entries(WAYS)) {
  test(`what is packed by ${way} is unpacked`, () => {
    for (const [name, given] of Object.entries(TEXTS)) {
      assert.deepEqual(Buffer.from(inflate(deflateRawSync(given, options))), given, name);
    }
  });
}
