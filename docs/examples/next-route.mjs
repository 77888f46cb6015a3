/** Next.js: `app/api/[action]/route.js`, which searches for Search UI's `ApiProxyConnector` under `/api`. */
import SearchApplicationConnector from "search-ui-search-application-connector";
import { createSearchHandler } from "search-ui-search-application-connector/server";

const { SEARCH_HOST: host, SEARCH_APPLICATION: searchApplication, SEARCH_APPLICATION_KEY: apiKey } = process.env;
const connector = new SearchApplicationConnector({ host, searchApplication, apiKey });

export const POST = createSearchHandler(connector);
