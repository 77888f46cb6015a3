/**
 * For Cloudflare Workers, where compiling from bytes is forbidden: the runtime has compiled the module already.
 */

import module from "./search-application-connector.wasm";
import * as bindings from "#bindings";

let ready = false;

export function wasm() {
  if (!ready) {
    bindings.initSync({ module });
    ready = true;
  }
  return bindings;
}
