/**
 * For Cloudflare Workers, where compiling from bytes is forbidden: the runtime has compiled the module already.
 */

import module from "./search-application-connector.wasm";
import * as bindings from "#bindings";
import { __wbg_reset_state } from "#bindings";
import { perLife } from "./life.js";

export const wasm = perLife((again) => {
  if (again) __wbg_reset_state();
  else bindings.initSync({ module });
  return bindings;
});
