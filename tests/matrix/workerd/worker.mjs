import * as connectorModule from "search-ui-search-application-connector";
import { search } from "./search.mjs";

export default { fetch: async () => Response.json(await search(connectorModule)) };
