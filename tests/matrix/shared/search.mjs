/** One search with the package: what was found, or why not. `config.mjs` is written beside this file by the test. */
import { connectorOptions, question } from "./config.mjs";

/** @param {{ default: Function }} connectorModule as the cell has got hold of it */
export async function search({ SearchApplicationConnector }) {
  try {
    const connector = new SearchApplicationConnector(connectorOptions);
    const { results, totalResults } = await connector.onSearch(question.state, question.queryConfig);
    return { titles: results.map(({ title }) => title.raw), totalResults };
  } catch (error) {
    return { error: `${error.name}: ${error.message}` };
  }
}

/** Shows it where the test looks for it. */
export function show(found) {
  const element = document.createElement("pre");
  element.id = "found";
  element.textContent = JSON.stringify(found);
  document.body.append(element);
}
