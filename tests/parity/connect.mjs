/** A connector for a page, and before it what an operator does for that page. */
import SearchApplicationConnector from "search-ui-search-application-connector";
import { apiKeyRequest, defineSearchApplication } from "search-ui-search-application-connector/application";
import { client } from "../../www/scripts/elasticsearch.mjs";

/**
 * Makes the page's search application and key, as an operator would.
 * @param {{ url: string, username: string, password: string }} emulator
 * @param {string} name of the search application
 * @param {{ index: string, searchQuery: object, autocompleteQuery?: object, fields?: object }} page
 * @returns {Promise<object>} the connector's options
 */
export async function createApplication(emulator, name, { index, searchQuery, autocompleteQuery, fields }) {
  const send = client(emulator);
  const application = defineSearchApplication(searchQuery, { indices: index, autocompleteQuery, fields });
  await send("PUT", `_application/search_application/${name}`, application);
  const { encoded: apiKey } = await send("POST", "_security/api_key", apiKeyRequest({ searchApplication: name }));
  return { host: emulator.url, searchApplication: name, apiKey, dictionary: application.template.dictionary };
}

/** The page's connector. */
export async function connect(emulator, name, page) {
  return new SearchApplicationConnector(await createApplication(emulator, name, page));
}
