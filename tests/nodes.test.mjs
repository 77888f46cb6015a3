/** Which node a search goes to: the weights of a pool, next to those that the JavaScript client's own was seen to give. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createPool } from "../src/js/nodes.js";

const poolOf = (size) => createPool(Array.from({ length: size }, (_, at) => `https://${at}.example`));
const weights = ({ nodes }) => nodes.map(({ weight }) => weight);

/** How often each node is asked in that many searches. */
function shares(pool, searches) {
  const asked = new Map(pool.nodes.map((node) => [node, 0]));
  for (let search = 0; search < searches; search++) {
    const node = pool.choose();
    asked.set(node, asked.get(node) + 1);
  }
  return [...asked.values()];
}

test("a node that fails loses weight as in the client", () => {
  const three = poolOf(3);
  const lost = [weights(three)];
  for (let failure = 0; failure < 4; failure++) {
    three.markDead(three.nodes[0]);
    lost.push(weights(three));
  }
  assert.deepEqual(
    lost.map(([first]) => first),
    [333, 325, 255, 1, 1],
  );
  assert.ok(lost.every(([, ...others]) => others.join() === "333,333"));
  three.markAlive(three.nodes[0]);
  assert.deepEqual(weights(three), [333, 333, 333]);
  three.markDead(three.nodes[0]);
  assert.deepEqual(weights(three), [325, 333, 333], "the failures are counted anew");
});

test("nodes take turns, and one that fails is asked seldom but asked", () => {
  const three = poolOf(3);
  const turns = Array.from({ length: 6 }, () => three.nodes.indexOf(three.choose()));
  assert.deepEqual(turns, [0, 1, 2, 0, 1, 2]);
  for (let failure = 0; failure < 3; failure++) three.markDead(three.nodes[1]);
  const asked = shares(three, 10_000);
  assert.ok(asked.every((times) => times > 0) && asked[1] * 100 < asked[0], asked.join());
  three.markAlive(three.nodes[1]);
  const again = shares(three, 999);
  assert.ok(
    again.every((times) => times >= 300 && times <= 366),
    again.join(),
  );
});

test("the only node is asked whatever it does", () => {
  const one = poolOf(1);
  for (let failure = 0; failure < 10; failure++) {
    one.markDead(one.nodes[0]);
    assert.equal(one.choose(), one.nodes[0]);
  }
  assert.deepEqual(weights(one), [1000]);
});

test("any history of failures leaves a node to ask", () => {
  let state = 7;
  const random = (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 16) % below;
  };
  for (const size of [1, 2, 3, 4, 5, 6, 7, 3000]) {
    const pool = poolOf(size);
    for (let search = 0; search < 2000; search++) {
      const node = pool.choose();
      assert.ok(pool.nodes.includes(node));
      if (random(3) === 0) pool.markAlive(node);
      else pool.markDead(node);
      assert.ok(weights(pool).every((weight) => weight >= 1 && weight <= 1000));
    }
  }
});
