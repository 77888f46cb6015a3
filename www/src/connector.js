/** The connector: all that the page has to say to search Elasticsearch. */
import SearchApplicationConnector from "search-ui-search-application-connector";
import config from "#generated/config.json";
import dictionary from "#generated/dictionary.json";

export const connector = new SearchApplicationConnector({ ...config, dictionary });
