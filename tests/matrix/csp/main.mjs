import * as connectorModule from "./node_modules/search-ui-search-application-connector/dist/index.js";
import { search, show } from "./search.mjs";

show(await search(connectorModule));
