/**
 * The default way to the module: it travels inside this file, deflated and then in base64, so that no bundler,
 * server or runtime has to find a second file. It is unpacked at the first `new`, synchronously (fflate, 1.6 kB on
 * the wire), so that a mistake in the options is thrown by the constructor itself.
 */

import { inflateSync } from "fflate";
import { ConfigurationError } from "./errors.js";
import packed from "#packed";
import { __wbg_reset_state, initSync } from "#bindings";
import { perLife } from "./life.js";

export * from "#bindings";

/** To be called before the module's classes are used. */
export const start = perLife((again) => {
  if (again) __wbg_reset_state();
  else initSync({ module: compile(inflateSync(fromBase64(packed))) });
});

/** The module itself is sound, so what fails here is the page's or the runtime's permission. */
function compile(bytes) {
  try {
    return new WebAssembly.Module(bytes);
  } catch (error) {
    throw new ConfigurationError(
      `WebAssembly is not allowed here. A page's Content-Security-Policy needs 'wasm-unsafe-eval' in script-src (${error.message})`,
    );
  }
}

function fromBase64(text) {
  return Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
