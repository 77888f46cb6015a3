/**
 * Searches that race. A person types faster than a cluster answers, so a new search gives the one before it up: its
 * request is aborted, and its promise follows the new one's, since Search UI would show an error of its own, and would
 * wait for ever for one that never settles.
 */

/**
 * Asks one question at a time: each call supersedes the one before.
 * @param {(signal: AbortSignal, ...question: unknown[]) => Promise<unknown>} ask
 */
export function oneAtATime(ask) {
  let supersede;
  return (...question) => {
    const controller = new AbortController();
    let follow;
    let fail;
    const answer = new Promise((resolve, reject) => {
      follow = resolve;
      fail = reject;
    });
    supersede?.(answer);
    // Followed first: what the abort makes of the request comes too late to count.
    const giveUp = (next) => {
      follow(next);
      controller.abort();
    };
    supersede = giveUp;
    const found = (state) => {
      follow(state);
      // There is nothing left to give up.
      if (supersede === giveUp) supersede = undefined;
    };
    // A failure waits for one turn of the timers: in it a driver sends what its visitor has asked for already.
    ask(controller.signal, ...question).then(found, (thrown) => setTimeout(fail, 0, thrown));
    return answer;
  };
}

/**
 * Defines a method that is `oneAtATime` for each of its readers: a driver of Search UI reads it once and keeps it, so
 * two drivers on one connector don't give up each other's searches, and a direct call gives up none.
 */
export function defineChannel(object, name, ask) {
  Object.defineProperty(object, name, {
    get: () => oneAtATime(ask),
    set(value) {
      Object.defineProperty(object, name, { value, writable: true });
    },
    configurable: true,
    enumerable: true,
  });
}
