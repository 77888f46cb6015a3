/** An emulator with documents that no other run has, a search application, and a key for it. */
import { randomUUID } from "node:crypto";
import { apiKeyRequest, defineSearchApplication } from "search-ui-search-application-connector/application";
import { client } from "../../www/scripts/elasticsearch.mjs";
import { startEmulator } from "../support/emulator.mjs";

const queryConfig = {
  search_fields: { title: {} },
  result_fields: { title: { raw: {} } },
  facets: { kind: { type: "value" } },
};

const state = {
  searchTerm: "star",
  current: 1,
  resultsPerPage: 10,
  sortList: [],
  filters: [{ field: "kind", type: "any", values: ["film"] }],
};

/** @returns the emulator's address, `config` for the cells, and `expected`: what their search has to find. */
export async function startWorld() {
  const emulator = await startEmulator(["--cors-origin", "/http://127\\.0\\.0\\.1:\\d+/"]);
  const send = client(emulator);
  const title = `Star ${randomUUID()}`;
  await send("PUT", "things", { mappings: { properties: { title: { type: "text" }, kind: { type: "keyword" } } } });
  await send("POST", "things/_doc?refresh=true", { title, kind: "film" });
  await send("POST", "things/_doc?refresh=true", { title: "Star of a book", kind: "book" });
  const application = defineSearchApplication(queryConfig, { indices: "things" });
  await send("PUT", "_application/search_application/matrix", application);
  const { encoded: apiKey } = await send("POST", "_security/api_key", apiKeyRequest({ searchApplication: "matrix" }));
  const { dictionary } = application.template;
  const connectorOptions = { host: emulator.url, searchApplication: "matrix", apiKey, dictionary };
  return {
    ...emulator,
    config: { connectorOptions, question: { state, queryConfig } },
    expected: { titles: [title], totalResults: 1 },
  };
}
