/**
 * The messages of the package, read from its source: each text of three words or more, since nothing else in the code
 * reads like a sentence. Messages are put together from such texts and what is variable.
 */
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
