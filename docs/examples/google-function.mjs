/** A Google Cloud Run function that searches for Search UI's `ApiProxyConnector`. */
import { http } from "@google-cloud/functions-framework";
import SearchApplicationConnector from "search-ui-search-application-connector";
import { createSearchHandler } from "search-ui-search-application-connector/server";

const { SEARCH_HOST: host, SEARCH_APPLICATION: searchApplication, SEARCH_APPLICATION_KEY: apiKey } = process.env;
const connector = new SearchApplicationConnector({ host, searchApplication, apiKey });

http("search", createSearchHandler(connector));
