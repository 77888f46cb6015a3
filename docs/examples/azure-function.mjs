/** An Azure function (model 4) that searches for Search UI's `ApiProxyConnector` under `/api`. */
import azure from "@azure/functions";
import SearchApplicationConnector from "search-ui-search-application-connector";
import { createSearchHandler } from "search-ui-search-application-connector/server";

const { SEARCH_HOST: host, SEARCH_APPLICATION: searchApplication, SEARCH_APPLICATION_KEY: apiKey } = process.env;
const connector = new SearchApplicationConnector({ host, searchApplication, apiKey });

export const handler = createSearchHandler(connector);

azure.app.http("search", { methods: ["POST", "OPTIONS"], route: "{action:regex(^search|autocomplete$)}", handler });
