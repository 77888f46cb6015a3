/** What the documentation takes as given: a cluster with an index `films`, and the search application `film-search`. */
import { spawn } from "node:child_process";
import { once } from "node:events";
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
