/** The table in a page in Chromium, which is of another origin than the fault server. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage } from "./chromium.mjs";
import { chosenRows, startFaultServer, verify } from "./drive.mjs";

let server;
let browser;

before(async () => ([server, browser] = await Promise.all([startFaultServer(), openPage()])));
after(async () => {
  server.stop();
  await browser.stop();
});

for (const { index, name, closed } of chosenRows) {
  test(name, async () => {
    const asked = [index, server.here, `chromium-${index}`];
    const happened = await browser.page.evaluate((asked) => globalThis.page.run(...asked), asked);
    verify(index, "chromium", happened, await server.seen(`chromium-${index}`, closed));
    assert.deepEqual(browser.problems.splice(0), [], "errors that nobody caught");
  });
}

test("the module has not trapped", async () => {
  assert.equal(await browser.page.evaluate(() => globalThis.page.instances()), 1);
});
