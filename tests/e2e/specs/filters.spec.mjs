/** Filters: counts, values of one filter joined by "or", filters joined by "and", and taking them off. */
import { expect, test } from "../archive.mjs";
import { all, countBy, is, range, where } from "../films.mjs";

const first20 = (films) => range(1, Math.min(20, films.length), films.length);

test("each filter counts the films that have its values", async ({ archive }) => {
  const genres = Object.entries(countBy(all, "genre")).toSorted(([, a], [, b]) => b - a);
  expect(await archive.counts("Genre")).toEqual(Object.fromEntries(genres.slice(0, 7)));
  expect(await archive.counts("MPAA rating")).toEqual(countBy(all, "mpaa_rating"));
  expect(await archive.counts("IMDb rating")).toEqual({
    "9 and above": where(is.rated(9, 10)).length,
    "8 to 8.9": where(is.rated(8, 8.9)).length,
    "7 to 7.9": where(is.rated(7, 7.9)).length,
    "6 to 6.9": where(is.rated(6, 6.9)).length,
    "5 to 5.9": where(is.rated(5, 5.9)).length,
    "Below 5": where(is.rated(0, 4.9)).length,
  });
});

test("the decades come in their order, with their films counted", async ({ archive }) => {
  const counts = await archive.counts("Released");
  expect(Object.keys(counts)).toEqual(["2010s", "2000s", "1990s", "1980s", "1970s", "1960s", "1950s and before"]);
  expect(counts["1990s"]).toBe(where(is.released(1990, 1999)).length);
  expect(counts["1950s and before"]).toBe(where(is.released(1900, 1959)).length);
});

test("a genre shows its films only, and the other genres can still be added", async ({ archive }) => {
  const before = await archive.counts("Genre");
  await archive.toggle("Genre", "Drama");
  await expect(archive.range).toHaveText(first20(where(is.genre("Drama"))));
  await expect(archive.cards.locator(".film__genre")).toHaveText(Array(20).fill("Drama"));
  expect(await archive.counts("Genre")).toEqual(before);
  await archive.toggle("Genre", "Comedy");
  await expect(archive.range).toHaveText(first20(where(is.genre("Drama", "Comedy"))));
});

test("filters are joined, and each counts what it would add to the others", async ({ archive }) => {
  const [genre, rated, decade] = [is.genre("Drama"), is.rated(8, 8.9), is.released(1990, 1999)];
  await archive.toggle("Genre", "Drama");
  await archive.toggle("IMDb rating", "8 to 8.9");
  await archive.toggle("Released", "1990s");
  await expect(archive.range).toHaveText(first20(where(genre, rated, decade)));
  const ratings = await archive.counts("MPAA rating");
  expect(ratings).toEqual(countBy(where(genre, rated, decade), "mpaa_rating"));
  expect((await archive.counts("IMDb rating"))["7 to 7.9"]).toBe(where(genre, is.rated(7, 7.9), decade).length);
  expect((await archive.counts("Released"))["1980s"]).toBe(where(genre, rated, is.released(1980, 1989)).length);
  expect((await archive.counts("Genre")).Comedy).toBe(where(is.genre("Comedy"), rated, decade).length);
});

test("the long list of distributors can be searched", async ({ archive, page }) => {
  await page.getByPlaceholder("Filter Distributor").fill("focus");
  const expected = Object.entries(countBy(all, "distributor")).filter(([name]) => /focus/i.test(name));
  expect(expected.length).toBeGreaterThan(1);
  await expect(archive.filter("Distributor").locator("label")).toHaveCount(expected.length);
  expect(await archive.counts("Distributor")).toEqual(Object.fromEntries(expected));
  await archive.toggle("Distributor", "Focus Features");
  await expect(archive.range).toHaveText(first20(where(is.distributor("Focus Features"))));
});

test("a filter can be taken off by its chip, and all of them at once", async ({ archive, page }) => {
  await archive.toggle("Genre", "Horror");
  await archive.toggle("Released", "1980s");
  await expect(archive.range).toHaveText(first20(where(is.genre("Horror"), is.released(1980, 1989))));
  await page.getByRole("button", { name: "Remove Released: 1980s" }).click();
  await expect(archive.range).toHaveText(first20(where(is.genre("Horror"))));
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(archive.range).toHaveText(range(1, 20, all.length));
});

test("a new term keeps the filters", async ({ archive }) => {
  await archive.toggle("Genre", "Horror");
  await archive.search("the shining");
  await expect(archive.filter("Genre").getByLabel(/^Horror/)).toBeChecked();
  await expect(archive.titles.first()).toHaveText("The Shining");
});

test("the running times found are summed up, and can be bounded", async ({ archive, page }) => {
  const time = archive.filter("Running time");
  await expect(time).toContainText("46 min to 3 h 42 min, 1 h 50 min on average");
  await time.getByLabel("From, in minutes").fill("90");
  await time.getByLabel("To, in minutes").fill("120");
  await time.getByLabel("To, in minutes").press("Enter");
  const found = where(is.running(90, 120));
  await expect(archive.range).toHaveText(first20(found));
  await expect(time).toContainText("1 h 30 min to 2 h, ");
  await time.getByLabel("To, in minutes").fill("");
  await time.getByRole("button", { name: "Apply" }).click();
  await expect(archive.range).toHaveText(first20(where(is.running(90, Infinity))));
  await page.getByRole("button", { name: "Remove Running time: 90 min or more" }).click();
  await expect(archive.range).toHaveText(first20(all));
  await expect(time.getByLabel("From, in minutes")).toHaveValue("");
});

test("films that are based on a book can be told from others", async ({ archive, page }) => {
  const books = where(is.basedOnBook);
  await expect(archive.filter("Based on a book")).toContainText(String(books.length));
  await archive.filter("Based on a book").getByRole("checkbox").check();
  await expect(archive.range).toHaveText(first20(books));
  await page.getByRole("button", { name: "Remove Based on a book: yes" }).click();
  await expect(archive.range).toHaveText(first20(all));
});

test("rings around Hollywood hold the films whose distributor has its head office there", async ({ archive }) => {
  const [newYork, santaMonica] = [is.seatedIn("40.75,-73.99"), is.seatedIn("34.02,-118.49")];
  const label = "Distributor’s head office";
  const counts = await archive.counts(label);
  expect(Object.keys(counts)).toEqual(["Within 15 km of Hollywood", "15 to 100 km away", "100 to 5,000 km away"]);
  expect(counts["100 to 5,000 km away"]).toBe(where(newYork).length);
  expect(counts["15 to 100 km away"]).toBe(where(santaMonica).length);
  await archive.toggle(label, "100 to 5,000 km away");
  await expect(archive.range).toHaveText(first20(where(newYork)));
});

test("directors are listed once something is searched or filtered", async ({ archive }) => {
  await expect(archive.filter("Genre")).toBeVisible();
  await expect(archive.filter("Director")).toHaveCount(0);
  await archive.toggle("Genre", "Horror");
  const counts = Object.entries(countBy(where(is.genre("Horror")), "director"));
  const [most] = counts.toSorted(([, a], [, b]) => b - a);
  await expect(archive.filter("Director")).toContainText(most[0]);
  expect((await archive.counts("Director"))[most[0]]).toBe(most[1]);
});
