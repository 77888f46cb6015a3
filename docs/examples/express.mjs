/** An Express server that searches for Search UI's `ApiProxyConnector` under `/api`. */
import express from "express";
import SearchApplicationConnector from "search-ui-search-application-connector";
import { createSearchHandler } from "search-ui-search-application-connector/server";

const { SEARCH_HOST: host, SEARCH_APPLICATION: searchApplication, SEARCH_APPLICATION_KEY: apiKey } = process.env;
const connector = new SearchApplicationConnector({ host, searchApplication, apiKey });

const app = express();
app.use("/api", createSearchHandler(connector));
const server = app.listen(process.env.PORT ?? 3000, () => console.log("listening on port", server.address().port));
