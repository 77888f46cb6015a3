import * as connectorModule from "search-ui-search-application-connector";
import { search } from "./search.mjs";

console.log(JSON.stringify(await search(connectorModule)));
