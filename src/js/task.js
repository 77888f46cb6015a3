/**
 * Runs Rust futures. The executor is the browser's own: an `async` function that waits for the promises which the
 * future waits for. Whatever comes out of the module that is no error of ours means that its instance has died: a trap,
 * or an exception thrown right through it. Nothing in it can be relied on then, so everything under way is rejected,
 * and the next use starts a new instance (`life.js`).
 */

import { ElasticsearchClientError, InternalError } from "./errors.js";

let dead = 0;
const underWay = new Set();

/** How many instances have died. */
export function deaths() {
  return dead;
}

/** What to throw instead of `thrown`, which came out of the module. */
export function told(thrown) {
  if (thrown instanceof ElasticsearchClientError) return thrown;
  const what = thrown instanceof WebAssembly.RuntimeError ? thrown.message : typeof thrown;
  const error = new InternalError(`The connector itself failed (${what}). This search is lost; the next one works`);
  dead += 1;
  for (const reject of underWay) reject(error);
  underWay.clear();
  return error;
}

/** @param {Task} task polled to its end, and freed by that */
export function run(task) {
  const outcome = new Promise((resolve, reject) => {
    underWay.add(reject);
    drive(task)
      .then(resolve, reject)
      .finally(() => underWay.delete(reject));
  });
  // Should the module trap before it hands the promise on, nobody has it. Who gets it is told by one made of it.
  outcome.catch(() => {});
  return outcome;
}

async function drive(task) {
  const life = dead;
  let failed = false;
  let settled;
  // A task of an instance that has died is rejected already.
  while (life === dead) {
    try {
      const promise = task.poll(failed, settled);
      if (!promise) return task.outcome();
      [failed, settled] = await outcomeOf(promise);
    } catch (thrown) {
      throw told(thrown);
    }
  }
}

async function outcomeOf(promise) {
  try {
    return [false, await promise];
  } catch (thrown) {
    return [true, thrown];
  }
}
