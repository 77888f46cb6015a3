/** Rendered on the server, for each request. */
import * as connectorModule from "search-ui-search-application-connector";
import { search } from "../../search.mjs";

export const dynamic = "force-dynamic";

export default async function Page() {
  return <pre id="found">{JSON.stringify(await search(connectorModule))}</pre>;
}
