/** What people do with the demo, the same in each browser: the engines differ in wasm, fetch, streams and events. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Key } from "selenium-webdriver";
import { all, by, is, matching, range, where } from "../e2e/films.mjs";
import setup, { admin } from "../e2e/setup.mjs";
import { Archive } from "./archive.mjs";
import { BROWSERS, open } from "./browsers.mjs";

const titles = (films) => films.map((film) => film.title);
const first20 = (films) => range(1, Math.min(20, films.length), films.length);

let tearDown;
before(async () => {
  tearDown = await setup();
});
after(() => tearDown());

for (const [name, browser] of Object.entries(BROWSERS)) {
  describe(name, () => {
    let session;
    let archive;
    before(async () => {
      session = await open(browser);
      archive = new Archive(session.driver);
    });
    after(() => session?.close());

    test("the first page shows the most voted of all films", async () => {
      await archive.open(process.env.SITE);
      await archive.shows(".main__range", [range(1, 20, all.length)]);
      await archive.shows(".film__title", titles(by("imdb_votes").slice(0, 20)));
    });

    test("a term finds the films with that word", async () => {
      await archive.open(process.env.SITE);
      await archive.search("kubrick");
      await archive.shows(".main__range", [first20(matching("kubrick"))]);
    });

    test("the words that were found are marked", async () => {
      await archive.open(process.env.SITE);
      await archive.search("godfather");
      await archive.shows(".film:first-child .film__title em", ["Godfather"]);
    });

    test("a filter narrows the films, and its other values can still be added", async () => {
      await archive.open(process.env.SITE);
      await archive.toggle("Genre", "Drama");
      await archive.shows(".main__range", [first20(where(is.genre("Drama")))]);
      await archive.toggle("Genre", "Comedy");
      await archive.shows(".main__range", [first20(where(is.genre("Drama", "Comedy")))]);
      await archive.toggle("Released", "1990s");
      await archive.shows(".main__range", [first20(where(is.genre("Drama", "Comedy"), is.released(1990, 1999)))]);
    });

    test("films are suggested while one types, and can be chosen with the keyboard", async () => {
      await archive.open(process.env.SITE);
      await archive.box.sendKeys("casabl");
      await archive.shows("[aria-label=Films] .suggestion__title", ["Casablanca"]);
      await archive.box.sendKeys(Key.ARROW_DOWN);
      await archive.shows("[role=option][aria-selected=true] .suggestion__title", ["Casablanca"]);
      await archive.box.sendKeys(Key.ENTER);
      await archive.shows("h1", ["Films for “Casablanca”"]);
    });

    test("an address leads back to the same films", async () => {
      await archive.open(`${process.env.SITE}?q=star&current=n_2_n`);
      const found = matching("star").length;
      await archive.shows(".main__range", [range(21, Math.min(40, found), found)]);
      const before = await archive.texts(".film__title");
      await session.driver.navigate().refresh();
      await archive.shows(".film__title", before);
    });

    test("a failed search is told in the server's words, and no key is shown", async () => {
      await archive.open(process.env.REVOCABLE_SITE);
      await admin()("DELETE", "_security/api_key", { ids: [process.env.REVOCABLE_KEY] });
      await archive.box.sendKeys("jaws", Key.ENTER);
      const told = await shown(archive, "[role=alert]");
      assert.match(told, /API key/);
      assert.doesNotMatch(told, /ApiKey \S|[A-Za-z0-9+/]{40}/);
    });
  });
}

async function shown(archive, selector) {
  await archive.isSettled();
  await archive.shows(`${selector} h2`, ["The search did not work"]);
  return (await archive.texts(selector)).join(" ");
}
