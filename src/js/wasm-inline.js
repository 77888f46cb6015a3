/**
 * The default way to the module: it travels inside this file, deflated and then in base64, so that no bundler,
 * server or runtime has to find a second file. It is unpacked at the first `new`, synchronously (fflate, 1.6 kB on
 * the wire), so that a mistake in the options is thrown by the constructor itself.
 */

import { inflateSync } from "fflate";
import packed from "#packed";
import * as bindings from "#bindings";
import { __wbg_reset_state } from "#bindings";
import { perLife } from "./life.js";

export const wasm = perLife((again) => {
  if (again) __wbg_reset_state();
  else bindings.initSync({ module: inflateSync(fromBase64(packed)) });
  return bindings;
});

function fromBase64(text) {
  return Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
