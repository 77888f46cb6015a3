/**
 * One HTTP exchange, from `fetch` to the end of the body, within a time limit. It is the browser's own machinery
 * (promises, a timer, an abort signal), so it is written in the browser's language: in Rust each step of it is a
 * closure with glue on both sides. Whatever `fetch` does (it may be missing, throw, return no promise or a body that
 * never ends), the promise settles.
 */

/**
 * Posts `body` and reads the answer whole.
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {string} body
 * @param {number} milliseconds how long to wait, the answer's body included
 * @param {AbortSignal} [given] gives the exchange up
 * @returns {Promise<{ status: number, product: string | null, text: string } | null | undefined>} null when time was
 *   up, undefined when it was given up
 */
export async function exchange(url, headers, body, milliseconds, given) {
  const controller = new AbortController();
  let timer;
  let giveUp;
  const end = new Promise((resolve) => {
    // Settled first: what the abort throws must not stand in for the time limit, or for the caller's wish.
    const endWith = (outcome) => {
      resolve(outcome);
      controller.abort();
    };
    timer = setTimeout(endWith, milliseconds, null);
    giveUp = () => endWith(undefined);
    given?.addEventListener("abort", giveUp);
    if (given?.aborted) giveUp();
  });
  try {
    return await Promise.race([end, answer(url, { method: "POST", headers, body, signal: controller.signal })]);
  } finally {
    clearTimeout(timer);
    given?.removeEventListener("abort", giveUp);
  }
}

async function answer(url, init) {
  const reply = await fetch(url, init);
  const product = reply.headers.get("x-elastic-product");
  const text = await reply.text();
  if (typeof text !== "string") throw new TypeError("the body is not a text");
  return { status: reply.status, product, text };
}
