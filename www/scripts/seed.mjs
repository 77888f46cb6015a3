/**
 * Puts the demo into an Elasticsearch (8.10 or later, or the emulator) and writes what the page needs to search it into
 * `generated/`. An index of the same name is replaced.
 *
 * ELASTICSEARCH_URL, ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD say where and as whom; DEMO_GENERATED names
 * another folder than `generated/`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { client } from "./elasticsearch.mjs";
import { APPLICATION, createKey, loadFilms, putApplication } from "./load.mjs";

const {
  ELASTICSEARCH_URL: url = "http://127.0.0.1:9200",
  ELASTICSEARCH_USERNAME: username = "elastic",
  ELASTICSEARCH_PASSWORD: password = "changeme",
  DEMO_GENERATED: folder = fileURLToPath(new URL("../generated", import.meta.url)),
} = process.env;

const send = client({ url, username, password });

await loadFilms(send, (done, all) => console.log(`${done} of ${all} films loaded`));
const dictionary = await putApplication(send);
const { encoded: apiKey } = await createKey(send);

mkdirSync(folder, { recursive: true });
write("config.json", { host: url, searchApplication: APPLICATION, apiKey });
write("dictionary.json", dictionary);
console.log(`Search application "${APPLICATION}" is ready; the page's config is in ${folder}`);

function write(name, value) {
  writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
}
