export * from "./index.js";
export { default } from "./index.js";

/** Loads the module; await it before the first `new`. */
export function init(
  source: string | URL | Response | Promise<Response> | BufferSource | WebAssembly.Module,
): Promise<void>;
