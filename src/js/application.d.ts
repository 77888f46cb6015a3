import type { DictionarySchema } from "./index.js";

export * from "./index.js";
