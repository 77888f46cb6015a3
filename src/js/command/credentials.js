/** Where the cluster is and who asks: from the environment, or from the person at the keyboard. */

import { read } from "read";
import { CommandError } from "./failure.js";

/** The cluster's address without a slash at its end. @returns {string} */
export function address({ url }) {
  const given = url ?? process.env.ELASTICSEARCH_URL;
  if (!given) throw new CommandError("where is Elasticsearch? Set ELASTICSEARCH_URL, or give --url");
  const { protocol, username, password, search, hash } = URL.canParse(given) ? new URL(given) : {};
  if (protocol !== "https:" && protocol !== "http:") {
    throw new CommandError("the address must be a URL such as https://search.example.com:9200");
  }
  if (username || password || search || hash) {
    throw new CommandError(
      "the address must not hold a user, a query or a fragment: set ELASTICSEARCH_USERNAME instead",
    );
  }
  return given.replace(/\/+$/, "");
}

/** An operator's `Authorization`, if the environment has one. @returns {string | undefined} */
export function operatorOfEnvironment() {
  const { ELASTICSEARCH_API_KEY: key, ELASTICSEARCH_USERNAME: user, ELASTICSEARCH_PASSWORD: word } = process.env;
  if (key) return apiKey(key, "ELASTICSEARCH_API_KEY");
  if (user && word !== undefined) return `Basic ${Buffer.from(`${user}:${word}`).toString("base64")}`;
  return undefined;
}

/** An operator's `Authorization`. @returns {Promise<string>} */
export async function operator(url) {
  const user = process.env.ELASTICSEARCH_USERNAME;
  const known = operatorOfEnvironment();
  if (known) return known;
  if (!user) return apiKey(await ask(`API key for ${url}`, "ELASTICSEARCH_API_KEY"), "the API key");
  const word = await ask(`Password of ${user} for ${url}`, "ELASTICSEARCH_PASSWORD");
  return `Basic ${Buffer.from(`${user}:${word}`).toString("base64")}`;
}

/** The key that the page ships. @returns {Promise<string>} as `encoded` by Elasticsearch */
export async function pageKey() {
  const given = process.env.SEARCH_APPLICATION_KEY;
  const encoded = given ?? (await ask("The page's API key", "SEARCH_APPLICATION_KEY"));
  apiKey(encoded, "SEARCH_APPLICATION_KEY");
  return encoded.trim();
}

/** The `Authorization` for a key. A header with other characters would be refused with a message that quotes them. */
export function apiKey(encoded, source) {
  const trimmed = encoded.trim();
  if (!/^[A-Za-z0-9+/_-]+=*$/.test(trimmed)) {
    throw new CommandError(`${source} must be the value "encoded" of the answer that made the key`);
  }
  return `ApiKey ${trimmed}`;
}

function ask(message, variable) {
  if (!process.stdin.isTTY) throw new CommandError(`set ${variable}: there is no terminal to ask at`);
  // Standard output is for results.
  return read({ prompt: `${message}: `, silent: true, output: process.stderr });
}
