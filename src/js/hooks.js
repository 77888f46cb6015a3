/** Functions of the page's own that are called on the way of a search, or of a click. */

/**
 * Lets a hook have the request, and send it or not.
 * @param {Connector} connector sends what the hook gives to `next`
 * @returns {Promise<unknown>} what the hook returns, which has to be the answer's body
 */
export async function intercept(hook, params, requestState, queryConfig, connector, application, signal) {
  return hook({ params, requestState, queryConfig }, (changed) => connector.send(changed, application, signal));
}

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
