/** Functions of the page's own that are told of clicks. */

/**
 * Hands clicks on to a function. It is called before this returns, since the page may be left the moment after.
 * @param {((click: object) => unknown) | undefined} report
 * @param {(thrown: unknown) => void} fail is told what it throws or rejects with
 */
export function clickReporter(report, fail) {
  return (click) => {
    (async () => report?.(click))().catch(fail);
  };
}
