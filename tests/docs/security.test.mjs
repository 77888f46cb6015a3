/** The shell commands of the security page do what it says of them. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeApplication, shell, startCluster } from "./cluster.mjs";
import { blocks, page } from "./pages.mjs";

const PAGE = "docs/security.md";
const lines = (words) => blocks("sh").find(({ path, code }) => path === PAGE && code.includes(words)).code;

let cluster;
let environment;
before(async () => {
  cluster = await startCluster();
  const { apiKey } = await makeApplication(cluster.send, "film-search", true);
  const [id] = Buffer.from(apiKey, "base64").toString().split(":");
  environment = { ...cluster.environment, SEARCH_APPLICATION_KEY: apiKey, KEY_ID: id };
});
after(() => cluster?.stop());

test("the key that the page shows can search as much as a generated one: nothing else", async () => {
  const [{ code }] = blocks("json").filter(({ path }) => path === PAGE);
  const { encoded } = await cluster.send("POST", "_security/api_key", JSON.parse(code));
  assert.deepEqual(await statuses(encoded), ["200", "403", "403", "403", "403"]);
});

test("the requests of the check answer 200 once, and otherwise 403", async () => {
  assert.deepEqual(await statuses(environment.SEARCH_APPLICATION_KEY), ["200", "403", "403", "403", "403"]);
});

test("a key that is invalidated gets the words that the page quotes", async () => {
  const command = new URL("../../pkg/dist/command.js", import.meta.url).pathname;
  const revoke = lines("key --invalidate").replace("npx search-application", `"${process.execPath}" "${command}"`);
  assert.match(await shell(revoke, { environment }), /invalidated/);
  assert.deepEqual(await statuses(environment.SEARCH_APPLICATION_KEY), Array(5).fill("401"));
  assert.match(page(PAGE), /Elasticsearch did not accept the API key: … has been invalidated/);
});

async function statuses(key) {
  const printed = await shell(lines("check()"), { environment: { ...environment, SEARCH_APPLICATION_KEY: key } });
  return printed.trim().split("\n");
}
