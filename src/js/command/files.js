/** The files that a person names. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { json } from "./arguments.js";
import { CommandError } from "./failure.js";

const PARTS = ["searchQuery", "autocompleteQuery", "sortOptions", "indices", "fields"];

/** A JSON file. */
export function readJson(file) {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new CommandError(`can't read ${file}: ${error.code ?? error.message}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${file} is no JSON: ${error.message}`);
  }
}

/** The page's config: `{ searchQuery, autocompleteQuery?, sortOptions?, indices?, fields? }`. */
export async function readConfig(file) {
  if (!file) throw new CommandError("name the page's query config with --config");
  const value = path.extname(file) === ".json" ? readJson(file) : await importConfig(file);
  const parts = Object.fromEntries(
    PARTS.filter((name) => value?.[name] !== undefined).map((name) => [name, value[name]]),
  );
  if (typeof value !== "object" || value === null) throw new CommandError(`${file} holds no query config`);
  return "searchQuery" in parts ? parts : { searchQuery: value };
}

async function importConfig(file) {
  try {
    const { default: value, ...named } = await import(pathToFileURL(path.resolve(file)));
    return { ...value, ...named };
  } catch (error) {
    throw new CommandError(`can't load ${file}: ${error.message}. It must be JSON or a module that Node.js can import`);
  }
}

/** What `--params` or `--params-file` give. */
export function readParams(values) {
  const file = values["params-file"];
  return file === undefined ? json(values.params ?? "{}", "params") : readJson(file);
}
