/** An answer's body, in whatever pieces it arrives. */

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { exchange } from "../src/js/exchange.js";

const { fetch } = globalThis;
after(() => (globalThis.fetch = fetch));

const request = { url: "http://localhost:1", headers: {}, body: "{}", requestTimeout: 1000, secrets: [] };
const body = { title: "ä€🎬" };
const bytes = new TextEncoder().encode(JSON.stringify(body));

function answering(...chunks) {
  globalThis.fetch = async () =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const chunk of chunks) controller.enqueue(chunk);
          controller.close();
        },
      }),
    );
}

test("a body that is cut anywhere arrives whole", async () => {
  for (let cut = 0; cut <= bytes.length; cut++) {
    answering(bytes.subarray(0, cut), bytes.subarray(cut));
    const answer = await exchange({ ...request, maxResponseSize: bytes.length });
    assert.deepEqual(answer.body, body, `cut at ${cut}`);
  }
});

test("a body of one byte too many is too large, in one piece or in many", async () => {
  for (const chunks of [[bytes], [...bytes].map((byte) => Uint8Array.of(byte))]) {
    answering(...chunks);
    assert.equal(await exchange({ ...request, maxResponseSize: bytes.length - 1 }), "TooLarge");
  }
});

test("a body that ends within a character, or is empty, is no JSON", async () => {
  for (const chunks of [[bytes.subarray(0, 12), bytes.subarray(12, 15)], []]) {
    answering(...chunks);
    assert.equal((await exchange({ ...request, maxResponseSize: 100 })).body, undefined);
  }
});
