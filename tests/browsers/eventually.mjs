/** Waiting for what a page will show. */

/** Long enough for a busy machine; a test that passes never waits for it. */
const LIMIT = 30_000;
const PAUSE = 50;

/** Repeats a check until it throws no more. What it threw last is thrown when time is up. */
export async function eventually(check) {
  const deadline = Date.now() + LIMIT;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
