/** Compiled, not run: the handler fits where the servers' own types want it. */
import { createServer } from "node:http";
import express from "express";
import SearchApplicationConnector from "search-ui-search-application-connector";
import { createSearchHandler } from "search-ui-search-application-connector/server";

const connector = new SearchApplicationConnector({ host: "https://a.example", searchApplication: "a", apiKey: "b" });
const handler = createSearchHandler(connector, {
  maxBodySize: 10_000,
  cors: { origins: ["https://www.example.com"], headers: ["x-tenant"] },
  onError: (error) => console.error(error),
});

express().use("/api", handler);
createServer(handler);
export const route: (request: Request, context: { params: Promise<object> }) => Promise<Response> = handler;
export const worker: { fetch(request: Request, env: object, context: object): Promise<Response> } = { fetch: handler };

// @ts-expect-error there is no such option
createSearchHandler(connector, { maxBody: 1 });
// @ts-expect-error a list, or "*"
createSearchHandler(connector, { cors: { origins: "https://www.example.com" } });
