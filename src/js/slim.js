/** The package's face with a module that the page loads itself. */

export * from "./index.js";
export { default } from "./index.js";
export { init } from "#wasm";
