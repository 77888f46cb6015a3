/** A Cloudflare Worker that searches for Search UI's `ApiProxyConnector`; the key is one of its secrets. */
import { env } from "cloudflare:workers";
import SearchApplicationConnector from "search-ui-search-application-connector";
import { createSearchHandler } from "search-ui-search-application-connector/server";

const connector = new SearchApplicationConnector({
  host: env.SEARCH_HOST,
  searchApplication: env.SEARCH_APPLICATION,
  apiKey: env.SEARCH_APPLICATION_KEY,
});

export default { fetch: createSearchHandler(connector) };
