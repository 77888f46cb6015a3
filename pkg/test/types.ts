/** Compiled, not run: what the types promise to a page under `strict`. */

import type { APIConnector } from "@elastic/search-ui";
import SearchApplicationConnector, {
  ConfigurationError,
  Dictionary,
  SearchApplicationClient,
  SearchApplicationConnector as Named,
  type TransportResult,
  ValidationError,
} from "search-ui-search-application-connector";
import {
  type AuditFinding,
  apiKeyRequest,
  auditFindings,
  corsSettings,
  defineSearchApplication,
  fieldsOfMappings,
  paramsType,
} from "search-ui-search-application-connector/application";
import { init } from "search-ui-search-application-connector/slim";

const connector = new SearchApplicationConnector({
  host: "https://search.example.com",
  searchApplication: "films",
  apiKey: { id: "id", api_key: "secret" },
  dictionary: { type: "object" },
});
export const assignable: APIConnector = connector;
export const same: typeof Named = SearchApplicationConnector;
export const ready: Promise<void> = connector.ready;
export const loading: Promise<void> = init(new URL("https://a.example/x.wasm"));

// @ts-expect-error an application is required
new SearchApplicationConnector({ host: "https://a.example", apiKey: "key" });
// @ts-expect-error there is no such option
new SearchApplicationConnector({ host: "", searchApplication: "films", apiKey: "key", apikey: "key" });

try {
  new Dictionary({ type: "object" }).validate({ size: "10" });
} catch (error) {
  if (error instanceof ValidationError) error.errors.map(({ path, message }) => `${path}: ${message}`);
  if (error instanceof ConfigurationError) error.statusCode?.toFixed();
}

export const body: { indices: string[] } = defineSearchApplication(
  { search_fields: { title: {} } },
  { indices: "films" },
);
export const key: object = apiKeyRequest({ searchApplication: "films", expiration: "30d" });

export const lines: string = corsSettings(["https://www.example.com"]) + paramsType({ type: "object" }, "films");
const fields = fieldsOfMappings({ facets: { genre: { type: "value" } } }, ["title"], {});
defineSearchApplication({}, { indices: "films", fields });
const [finding]: AuditFinding[] = auditFindings({ application: "films", search: { status: 200 } });
export const isFine: boolean = finding?.verdict === "pass";
// @ts-expect-error a status is a number
auditFindings({ search: { status: "200" } });

const client = new SearchApplicationClient({
  cloud: { id: "name:aG9zdC5pbyRhYmM=" },
  searchApplication: "films",
  auth: { bearer: async () => "token" },
  requestTimeout: "30s",
  cache: { maxEntries: 10, ttl: 60_000 },
  onDiagnostic: ({ name, error, result }) => [name, error?.code, result.meta.attempts],
});
export const found: Promise<{ took: number }> = client.search<{ took: number }>({ query: "star" });
export const whole: Promise<TransportResult<{ took: number }>> = client.search({}, { meta: true, ignore: [404] });
export const stream: Promise<ReadableStream> = client.search({}, { asStream: true, signal: AbortSignal.timeout(5) });
// @ts-expect-error that is for all searches
void client.search({}, { host: "https://a.example" });
