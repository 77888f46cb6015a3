import * as connectorModule from "search-ui-search-application-connector";
import { search, show } from "./search.mjs";

search(connectorModule).then(show);
