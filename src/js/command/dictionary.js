/** `pull` and `types`: what an application's dictionary is good for on the page's side. */

import { paramsType } from "../application.js";
import { cluster } from "./cluster.js";
import { address, operator } from "./credentials.js";
import { CLUSTER, CommandError } from "./failure.js";
import { readJson } from "./files.js";
import { asText, give } from "./output.js";
import { pathOf } from "./paths.js";

export async function pull(values, [name]) {
  give(asText(await stored(values, name)), values.output);
}

export async function types(values, [name]) {
  const dictionary = values.dictionary ? readJson(values.dictionary) : await stored(values, name);
  const header = `// Generated from the dictionary of the search application ${JSON.stringify(name)}.\n\n`;
  give(header + paramsType(dictionary, name), values.output);
}

async function stored(values, name) {
  const url = address(values);
  const { template } = await cluster(url, await operator(url))("GET", pathOf(name));
  if (template?.dictionary) return template.dictionary;
  throw new CommandError(`the search application ${name} has no dictionary`, CLUSTER);
}
