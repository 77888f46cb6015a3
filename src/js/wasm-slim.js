/**
 * For those who load the module themselves, as a file of its own: `await init(urlOrBytesOrModule)` before the first
 * `new`.
 */

import initialize, * as bindings from "#bindings";

let ready = false;

/**
 * Loads the module.
 * @param {string | URL | Response | Promise<Response> | BufferSource | WebAssembly.Module} source
 */
export async function init(source) {
  await initialize({ module_or_path: source });
  ready = true;
}

export function wasm() {
  if (!ready) throw new Error("search-ui-search-application-connector/slim: call `await init(source)` first");
  return bindings;
}
