/** A person at a page, without the page: Search UI's `SearchDriver` with a connector, worked by its actions. */
import { SearchDriver } from "@elastic/search-ui";

/** The parts of the driver's state that a page shows and that a connector answers for. */
const SHOWN = [
  "results",
  "facets",
  "totalResults",
  "totalPages",
  "pagingStart",
  "pagingEnd",
  "resultSearchTerm",
  "autocompletedResults",
  "autocompletedSuggestions",
  "error",
];

/**
 * @param {object} config for the driver: connector and query configs
 * @param {[string, ...unknown[]][]} actions names of the driver's actions with their arguments
 * @returns {Promise<object>} what is shown after the last one
 */
export async function visit(config, actions) {
  const driver = new SearchDriver({ ...config, alwaysSearchOnInitialLoad: true, trackUrlState: false });
  await settled(driver, () => {});
  for (const [name, ...args] of actions) {
    await settled(driver, () => driver.getActions()[name](...args));
  }
  const state = driver.getState();
  driver.tearDown();
  return Object.fromEntries(SHOWN.map((name) => [name, state[name]]));
}

/** Does something and waits for the answer it leads to: a new list of results or suggestions, or an error. */
function settled(driver, act) {
  const before = driver.getState();
  return new Promise((resolve) => {
    const look = (state) => {
      const isAnswered = ["results", "autocompletedResults", "autocompletedSuggestions"].some(
        (list) => state[list] !== before[list],
      );
      if (!isAnswered && !state.error) return;
      driver.unsubscribeToStateChanges(look);
      resolve();
    };
    driver.subscribeToStateChanges(look);
    act();
  });
}
