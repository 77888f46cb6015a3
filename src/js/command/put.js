/** `put`: a page's query config becomes a search application. */

import { defineSearchApplication, fieldsOfMappings } from "../application.js";
import { wholeNumber } from "./arguments.js";
import { cluster } from "./cluster.js";
import { address, operator } from "./credentials.js";
import { CommandError } from "./failure.js";
import { readConfig } from "./files.js";
import { asText, give, say } from "./output.js";
import { pathOf } from "./paths.js";

export async function put(values, [name]) {
  const { searchQuery, autocompleteQuery, ...config } = await readConfig(values.config);
  const indices = values.index ?? [config.indices ?? []].flat();
  if (indices.length === 0) throw new CommandError("name an index with --index, or `indices` in the config");
  const send = await connection(values);
  const fields = await typed(send, searchQuery, wantedFields(config, values.field ?? []), indices);
  const body = defineSearchApplication(searchQuery, {
    indices,
    fields,
    ...(autocompleteQuery && { autocompleteQuery }),
    maxSize: wholeNumber(values["max-size"], "max-size"),
    maxWindow: wholeNumber(values["max-window"], "max-window"),
  });
  if (values["dry-run"]) return give(asText(body));
  const { result } = await send("PUT", `${pathOf(name)}${values.create ? "?create=true" : ""}`, body);
  const file = values["write-dictionary"];
  if (file !== undefined) give(asText(body.template.dictionary), file);
  give(values.json ? asText({ name, result, indices }) : `search application ${name}: ${result}\n`);
}

/** A dry run works without a cluster, too, if the config tells the types itself. */
async function connection(values) {
  if (values["dry-run"] && !values.url && !process.env.ELASTICSEARCH_URL) return undefined;
  const url = address(values);
  return cluster(url, await operator(url));
}

/** Name to type; `null` where the mapping is to tell it. */
function wantedFields({ fields = {}, sortOptions = [] }, given) {
  const listed = Array.isArray(fields) ? Object.fromEntries(fields.map((name) => [name, null])) : fields;
  const sorted = sortOptions.flatMap(({ value }) => [value].flat()).map((sort) => sort?.field);
  const isField = (name) => typeof name === "string" && name !== "" && name !== "_score";
  return {
    ...Object.fromEntries(sorted.filter(isField).map((name) => [name, null])),
    ...listed,
    ...Object.fromEntries(given.map((text) => text.split("=")).map(([name, type = null]) => [name, type])),
  };
}

async function typed(send, searchQuery, fields, indices) {
  if (!send) {
    say("no cluster is named, so no mapping is read: types are those that the config tells");
    return Object.fromEntries(Object.entries(fields).filter(([, type]) => type !== null));
  }
  say(`reading the mapping of ${indices.join(", ")}`);
  const mappings = await send("GET", `/${indices.map(encodeURIComponent).join(",")}/_mapping`);
  return fieldsOfMappings(searchQuery, fields, mappings);
}
