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
 * @returns {Promise<{ status: number, product: string | null, text: string } | null>} null when time was up
 */
export async function exchange(url, headers, body, milliseconds) {
  const controller = new AbortController();
  let timer;
  const deadline = new Promise((resolve) => {
    timer = setTimeout(() => {
      // Settled first: what the abort throws must not stand in for the time limit.
      resolve(null);
      controller.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([answer(url, { method: "POST", headers, body, signal: controller.signal }), deadline]);
  } finally {
    clearTimeout(timer);
  }
}

async function answer(url, init) {
  const reply = await fetch(url, init);
  const product = reply.headers.get("x-elastic-product");
  const text = await reply.text();
  if (typeof text !== "string") throw new TypeError("the body is not a text");
  return { status: reply.status, product, text };
}
