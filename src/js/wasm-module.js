/**
 * For Cloudflare Workers, where compiling from bytes is forbidden: the runtime has compiled the module already.
 */

import module from "./search-application-connector.wasm";
import { __wbg_reset_state, initSync } from "#bindings";
import { perLife } from "./life.js";

export * from "#bindings";

export const start = perLife((again) => {
  if (again) __wbg_reset_state();
  else initSync({ module });
});
