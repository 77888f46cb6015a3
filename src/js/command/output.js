/** What is printed where: results to standard output or a file, all else to standard error. */

import { writeFileSync } from "node:fs";
import { CommandError } from "./failure.js";

/** What is going on. */
export function say(text) {
  console.error(text);
}

/** A result, to the file if one is named. */
export function give(text, file) {
  if (file === undefined) return void process.stdout.write(text);
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CommandError(`can't write ${file}: ${error.code ?? error.message}`);
  }
  say(`wrote ${file}`);
}

export const asText = (value) => `${JSON.stringify(value, null, 2)}\n`;
