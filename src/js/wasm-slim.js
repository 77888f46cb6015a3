/**
 * For those who load the module themselves, as a file of its own: `await init(urlOrBytesOrModule)` before the first
 * `new`.
 */

import initialize, { __wbg_reset_state } from "#bindings";
import { ConfigurationError } from "./errors.js";
import { perLife } from "./life.js";

export * from "#bindings";

let ready = false;

/**
 * Loads the module.
 * @param {string | URL | Response | Promise<Response> | BufferSource | WebAssembly.Module} source
 */
export async function init(source) {
  await initialize({ module_or_path: source });
  ready = true;
}

export const start = perLife((again) => {
  if (!ready)
    throw new ConfigurationError("search-ui-search-application-connector/slim: call `await init(source)` first");
  if (again) __wbg_reset_state();
});
