/** An emulator with the demo's films, its search application, and a key as a page would hold it. */
import { client } from "../../www/scripts/elasticsearch.mjs";
import { APPLICATION, createKey, loadFilms, putApplication } from "../../www/scripts/load.mjs";
import { startEmulator } from "./emulator.mjs";

/**
 * @param {string[]} options of the emulator's command line
 * @returns the emulator, `send` (a client that may do everything), what a connector needs, and `env`, the same for
 *   those that read it from the environment.
 */
export async function startFilms(options) {
  const emulator = await startEmulator(options);
  const send = client(emulator);
  await loadFilms(send);
  const dictionary = await putApplication(send);
  const { encoded: apiKey } = await createKey(send);
  const connector = { host: emulator.url, searchApplication: APPLICATION, apiKey, dictionary };
  const env = { SEARCH_HOST: emulator.url, SEARCH_APPLICATION: APPLICATION, SEARCH_APPLICATION_KEY: apiKey };
  return { ...emulator, send, connector, env };
}
