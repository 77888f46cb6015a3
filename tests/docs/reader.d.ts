/** What the documentation's examples take from the reader's own code: whoever copies one knows what to put there. */
import type { SearchQuery } from "@elastic/search-ui";
import type { ConnectorOptions, default as Connector, DictionarySchema } from "search-ui-search-application-connector";

declare global {
  const host: string;
  const searchApplication: string;
  const apiKey: string;
  const dictionary: DictionarySchema;
  const searchQuery: SearchQuery;
  const SearchApplicationConnector: typeof Connector;
  const options: ConnectorOptions;
  const signal: AbortSignal;
  const params: Extract<ConnectorOptions["params"], Function>;
  const process: { env: Record<string, string | undefined> };
  const Buffer: { from(text: string): { toString(encoding: "base64"): string } };
}
