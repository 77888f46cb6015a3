/** What the documentation takes as given: a cluster with an index `films`, and the search application `film-search`. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { apiKeyRequest, defineSearchApplication } from "search-ui-search-application-connector/application";
import { client } from "../../www/scripts/elasticsearch.mjs";
import { startEmulator } from "../support/emulator.mjs";

const text = { type: "text", fields: { keyword: { type: "keyword" } } };
const properties = {
  title: text,
  director: text,
  genre: { type: "keyword" },
  year: { type: "integer" },
  price: { type: "float" },
};

export const films = [
  { title: "Star Wars", director: "George Lucas", genre: "Adventure", year: 1977, price: 9 },
  { title: "Stardust", director: "Matthew Vaughn", genre: "Adventure", year: 2007, price: 7 },
  { title: "Heat", director: "Michael Mann", genre: "Drama", year: 1995, price: 5 },
];

/** The reader's query config. */
export const searchQuery = {
  search_fields: { title: {} },
  result_fields: { title: { raw: {} } },
  facets: { genre: { type: "value" }, price: { type: "stats" } },
};

/** The template that the command line of Elastic's search-application-client stores, in short. */
const BOILERPLATE = `{
  "query": { "bool": {
    "must": [{{#query}}{ "query_string": { "query": "{{query}}" } }{{/query}}],
    "filter": {{#toJson}}_es_filters{{/toJson}}
  } },
  "aggs": {{#toJson}}_es_aggs{{/toJson}},
  "sort": {{#toJson}}_es_sort_fields{{/toJson}},
  "from": {{from}},
  "size": {{size}}
}`;
const BOILERPLATE_PARAMS = { query: "", _es_filters: [], _es_aggs: {}, _es_sort_fields: [], from: 0, size: 10 };

/** Makes the reader's search application, typed or of the boilerplate. @returns what a connector to it is made of */
export async function makeApplication(send, searchApplication, isTyped) {
  const boilerplate = { script: { lang: "mustache", source: BOILERPLATE, params: BOILERPLATE_PARAMS } };
  const application = isTyped
    ? defineSearchApplication(searchQuery, { indices: "films" })
    : { indices: ["films"], template: boilerplate };
  await send("PUT", `_application/search_application/${searchApplication}`, application);
  const { encoded: apiKey } = await send("POST", "_security/api_key", apiKeyRequest({ searchApplication }));
  return { searchApplication, apiKey, dictionary: application.template.dictionary };
}

/** @param {string[]} options of the emulator's command line */
export async function startCluster(options = []) {
  const emulator = await startEmulator(options);
  const send = client(emulator);
  await send("PUT", "films", { mappings: { properties } });
  const lines = films.map((film) => `{"index":{}}\n${JSON.stringify(film)}\n`);
  await send("POST", "films/_bulk?refresh=true", lines.join(""));
  const environment = {
    ELASTICSEARCH_URL: emulator.url,
    ELASTICSEARCH_USERNAME: emulator.username,
    ELASTICSEARCH_PASSWORD: emulator.password,
  };
  return { ...emulator, send, environment };
}

/**
 * Runs lines of the shell as a reader would, up to the first that fails.
 * @returns {Promise<string>} what they printed
 */
export async function shell(lines, { cwd, environment, input = "" }) {
  const bash = spawn("bash", ["-euo", "pipefail", "-c", lines], { cwd, env: { ...process.env, ...environment } });
  bash.stdin.end(input);
  const [output, complaints] = [bash.stdout, bash.stderr].map(readAll);
  const [code] = await once(bash, "close");
  if (code !== 0) throw new Error(`The shell ended with ${code}: ${await output}${await complaints}`);
  return output;
}

async function readAll(stream) {
  const chunks = await stream.toArray();
  return Buffer.concat(chunks).toString();
}
