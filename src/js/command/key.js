/** `key`: makes the key that a page may hold, and ends one. */

import { apiKeyRequest } from "../application.js";
import { json } from "./arguments.js";
import { cluster } from "./cluster.js";
import { address, operator } from "./credentials.js";
import { CommandError } from "./failure.js";
import { asText, give, say } from "./output.js";

const PATH = "/_security/api_key";

export async function key(values, [name]) {
  if ((name === undefined) === (values.invalidate === undefined)) {
    throw new CommandError("usage: search-application key NAME [options] | key --invalidate ID");
  }
  const request = values.invalidate === undefined && wanted(values, name);
  const url = address(values);
  const send = cluster(url, await operator(url));
  return request ? make(send, request, values) : end(send, values);
}

function wanted({ name, expires, grant, except, query }, searchApplication) {
  return apiKeyRequest({
    searchApplication,
    name,
    expiration: expires,
    // Exceptions are taken from what is granted.
    ...((grant || except) && { fieldSecurity: { grant: grant ?? ["*"], ...(except && { except }) } }),
    ...(query && { query: json(query, "query") }),
  });
}

async function make(send, request, values) {
  const made = await send("POST", PATH, request);
  const end = made.expiration ? `valid until ${new Date(made.expiration).toISOString()}` : "valid for ever";
  say(`made the key ${made.name} (id ${made.id}), ${end}; it is shown once:`);
  give(values.json ? asText(made) : `${made.encoded}\n`);
}

async function end(send, { invalidate, json: isJson }) {
  const answer = await send("DELETE", PATH, { ids: [invalidate] });
  const { invalidated_api_keys: ended = [], previously_invalidated_api_keys: before = [] } = answer;
  if (ended.length + before.length === 0) throw new CommandError(`there is no key with the id ${invalidate}`);
  give(isJson ? asText(answer) : `key ${invalidate}: ${ended.length ? "invalidated" : "was invalid before"}\n`);
}
