/** What is suggested while one types, by mouse and by keyboard. */
import { expect, test } from "../archive.mjs";
import { all } from "../films.mjs";

const beginsLike = (term) => (title) =>
  title
    .toLowerCase()
    .split(/\W+/)
    .some((word) => word.startsWith(term));

test("films are suggested whose title has a word that begins like what is typed", async ({ archive }) => {
  await archive.box.pressSequentially("godf");
  const expected = all.map((film) => film.title).filter(beginsLike("godf"));
  await expect(archive.suggestions).toHaveCount(expected.length);
  const titles = await archive.suggestions.locator(".suggestion__title").allInnerTexts();
  expect(titles.toSorted()).toEqual(expected.toSorted());
});

test("no more than six films are suggested, and none before the second letter", async ({ archive }) => {
  await archive.box.pressSequentially("th");
  await expect(archive.suggestions).toHaveCount(6);
  await archive.box.fill("t");
  await expect(archive.suggestions).toHaveCount(0);
});

test("a suggestion can be clicked", async ({ archive }) => {
  await archive.box.pressSequentially("casabl");
  await archive.suggestions.filter({ hasText: "Casablanca" }).click();
  await expect(archive.heading).toHaveText("Films for “Casablanca”");
  await expect(archive.titles.first()).toHaveText("Casablanca");
});

test("a suggestion can be chosen with the arrow keys", async ({ archive }) => {
  await archive.box.pressSequentially("casabl");
  await expect(archive.suggestions).toHaveCount(1);
  await archive.box.press("ArrowDown");
  await expect(archive.suggestions.first()).toHaveAttribute("aria-selected", "true");
  await archive.box.press("Enter");
  await expect(archive.heading).toHaveText("Films for “Casablanca”");
});

test("Enter without a choice searches for what is typed", async ({ archive }) => {
  await archive.box.pressSequentially("casabl");
  await expect(archive.suggestions).toHaveCount(1);
  await archive.box.press("Enter");
  await expect(archive.heading).toHaveText("Films for “casabl”");
  await expect(archive.suggestions).toHaveCount(0);
});

test("Escape puts the suggestions away", async ({ archive }) => {
  await archive.box.pressSequentially("casabl");
  await expect(archive.suggestions).toHaveCount(1);
  await archive.box.press("Escape");
  await expect(archive.suggestions).toHaveCount(0);
});

test("titles are completed, also where letters are wrong", async ({ archive }) => {
  await archive.box.pressSequentially("casabl");
  await expect(archive.suggested("Titles")).toHaveText(["Casablanca"]);
  await archive.box.fill("casanbl");
  await expect(archive.suggestions).toHaveCount(0);
  await expect(archive.suggested("Titles")).toHaveText(["Casablanca"]);
  await archive.suggested("Titles").first().click();
  await expect(archive.heading).toHaveText("Films for “Casablanca”");
});

test("directors are suggested, each once, and choosing one finds the films", async ({ archive }) => {
  await archive.box.pressSequentially("kubri");
  await expect(archive.suggested("Directors")).toHaveText(["Stanley Kubrick"]);
  await archive.suggested("Directors").first().click();
  await expect(archive.cards.first()).toContainText("Directed by Stanley Kubrick");
});

test("the arrow keys walk through all groups as through one list", async ({ archive }) => {
  await archive.box.pressSequentially("hitch");
  const names = all.map((film) => film.title).filter(beginsLike("hitch"));
  await expect(archive.suggestions).toHaveCount(names.length);
  await expect(archive.suggested("Directors")).toHaveText(["Alfred Hitchcock"]);
  await archive.box.press("ArrowUp");
  await expect(archive.suggested("Directors").first()).toHaveAttribute("aria-selected", "true");
  await archive.box.press("Enter");
  await expect(archive.heading).toHaveText("Films for “Alfred Hitchcock”");
});
