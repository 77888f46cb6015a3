/** What is told to the developer: each sentence once, in the browser's console. */

/** Sentences may name what stands in a page's URL, so there is no end of different ones. */
const MOST = 100;

/** @returns {(messages: string[]) => void} tells what is new, up to a hundred sentences */
export function createConsole() {
  const told = new Set();
  return (messages) => {
    for (const message of messages) {
      if (told.size >= MOST || told.has(message)) continue;
      told.add(message);
      try {
        console.warn(`search-ui-search-application-connector: ${message}`);
      } catch {
        // Without a console nobody is there to be told.
      }
    }
  };
}
