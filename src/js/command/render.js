/** `render`: the query that an application makes of params. */

import { cluster } from "./cluster.js";
import { address, operator } from "./credentials.js";
import { readParams } from "./files.js";
import { asText, give } from "./output.js";
import { pathOf } from "./paths.js";

export async function render(values, [name]) {
  const params = readParams(values);
  const url = address(values);
  const send = cluster(url, await operator(url));
  give(asText(await send("POST", `${pathOf(name)}/_render_query`, { params })));
}
