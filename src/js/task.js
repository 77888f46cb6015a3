/**
 * Runs a Rust future. The executor is the browser's own: an `async` function that waits for the promises which the
 * future waits for. A trap inside the future rejects this promise and no other.
 */

/** @param {Task} task polled to its end, and freed by that */
export async function run(task) {
  let promise = task.poll(false);
  while (promise) {
    let failed = false;
    let settled;
    try {
      settled = await promise;
    } catch (thrown) {
      failed = true;
      settled = thrown;
    }
    promise = task.poll(failed, settled);
  }
  return task.outcome();
}
