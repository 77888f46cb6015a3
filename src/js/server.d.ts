import type { APIConnector } from "@elastic/search-ui";

export { ConfigurationError, ElasticsearchClientError } from "./index.js";

/** How a handler answers. */
export interface SearchHandlerOptions {
  /** The largest body that is read, in bytes. Default 1,000,000. */
  maxBodySize?: number;
  /** Pages of other origins that may ask. Without it only pages of the handler's own origin can. */
  cors?: SearchHandlerCors;
  /**
   * Is given each error of the connector's, whole; the page is told a status and one sentence. Default: the console.
   * Whatever it throws is ignored.
   */
  onError?: (error: unknown) => unknown;
}

/** Which pages of other origins may ask. */
export interface SearchHandlerCors {
  /** Origins such as `"https://www.example.com"`, or `"*"` for all. */
  origins: string[] | "*";
  /** Headers that these pages may send beside `Content-Type`. */
  headers?: string[];
  /** Whether these pages may send cookies. Not possible with `"*"`. */
  credentials?: boolean;
}

/** What the handler reads of Node's or Express' request. */
export interface NodeRequest {
  /** The HTTP method. */
  method?: string;
  /** The path and the query. */
  url?: string;
  /** The headers, by names in lower case. */
  headers: Record<string, string | string[] | undefined>;
  /** The value, text or bytes that a body parser has left here. */
  body?: unknown;
}

/** What the handler calls of Node's or Express' response. */
export interface NodeResponse {
  /** Sends status and headers. */
  writeHead(status: number, headers: Record<string, string>): unknown;
  /** Sends the body and ends the answer. */
  end(body?: string): unknown;
}

/**
 * Answers `POST …/search` and `POST …/autocomplete`, whatever stands before. The promise never rejects.
 */
export interface SearchHandler {
  /** Express and other middleware for Node: other paths are left to `next`. */
  (request: NodeRequest, response: NodeResponse, next?: (error?: any) => void): Promise<void>;
  /** Workers, Deno, Bun, Next.js: what else the runtime passes is ignored. */
  (request: Request, ...context: unknown[]): Promise<Response>;
}

/**
 * The server's half of Search UI's `ApiProxyConnector`, as Fetch handler and as middleware in one. Make the connector,
 * and this, once and not for each request.
 * @throws {ConfigurationError} for an option that can't work.
 */
export function createSearchHandler(
  connector: Pick<APIConnector, "onSearch" | "onAutocomplete">,
  options?: SearchHandlerOptions,
): SearchHandler;
