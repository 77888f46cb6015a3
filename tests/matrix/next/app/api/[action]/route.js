import SearchApplicationConnector from "search-ui-search-application-connector";
import { createSearchHandler } from "search-ui-search-application-connector/server";
import { connectorOptions } from "../../../config.mjs";

export const POST = createSearchHandler(new SearchApplicationConnector(connectorOptions));
