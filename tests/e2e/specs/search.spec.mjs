/** Searching: the first page, a term, highlights, paging, ordering, and what is on the wire. */
import { expect, test } from "../archive.mjs";
import { all, by, matching, range } from "../films.mjs";

const titles = (films) => films.map((film) => film.title);

test("the first page shows the most voted of all films", async ({ archive }) => {
  await expect(archive.range).toHaveText(range(1, 20, all.length));
  await expect(archive.titles).toHaveText(titles(by("imdb_votes").slice(0, 20)));
});

test("a term finds the films with that word, also misspelt, and marks it", async ({ archive }) => {
  const expected = matching("godfather");
  await archive.search("godfather");
  await expect(archive.range).toHaveText(range(1, expected.length, expected.length));
  expect((await archive.titles.allInnerTexts()).toSorted()).toEqual(titles(expected).toSorted());
  await expect(archive.titles.first()).toContainText("Godfather");
  await expect(archive.titles.first().locator("em")).toHaveText("Godfather");
});

test("a director's name finds the films", async ({ archive }) => {
  await archive.search("kubrick");
  const expected = matching("kubrick");
  await expect(archive.range).toHaveText(range(1, expected.length, expected.length));
  await expect(archive.cards.first()).toContainText("Directed by Stanley Kubrick");
});

test("a title with characters of HTML is shown as it is written", async ({ archive }) => {
  await archive.search("irene");
  const title = archive.titles.filter({ hasText: "Irene" }).first();
  await expect(title).toHaveText("Me, Myself & Irene");
  await expect(title.locator("em")).toHaveText("Irene");
});

test("a card shows what is known of a film", async ({ archive }) => {
  await archive.search("titanic");
  const card = archive.cards.filter({ hasText: "James Cameron" });
  const film = all.find(({ id }) => id === "titanic-1997");
  expect(film).toMatchObject({ running_time: 194, imdb_rating: 7.4, worldwide_gross: 1842879955 });
  await expect(card).toContainText("1997");
  await expect(card).toContainText("Paramount Pictures · 19 December 1997 · 3 h 14 min");
  await expect(card).toContainText("7.4");
  await expect(card).toContainText("$1.8B");
});

test("the second page goes on where the first ended, and the list starts at its top", async ({ archive, page }) => {
  await page.getByRole("navigation", { name: "Pages" }).getByText("2", { exact: true }).click();
  await expect(archive.range).toHaveText(range(21, 40, all.length));
  await expect(archive.titles).toHaveText(titles(by("imdb_votes").slice(20, 40)));
  await expect(archive.heading).toBeFocused();
});

test("a page can be made longer", async ({ archive, page }) => {
  await page.getByLabel("Per page").selectOption("60");
  await expect(archive.range).toHaveText(range(1, 60, all.length));
  await expect(archive.cards).toHaveCount(60);
});

const years = (films) => films.map((film) => film.release_date.slice(0, 4));
const dates = all.toSorted((a, b) => (a.release_date < b.release_date ? -1 : 1));
const ORDERS = [
  ["Newest first", ".film__year", years(dates.toReversed())],
  ["Oldest first", ".film__year", years(dates)],
  [
    "Highest rated",
    ".film__score",
    by("imdb_rating")
      .slice(0, 20)
      .map((film) => film.imdb_rating.toFixed(1)),
  ],
  ["Highest grossing", ".film__title", titles(by("worldwide_gross"))],
];
for (const [name, shown, expected] of ORDERS) {
  test(`"${name}" orders the films so`, async ({ archive, page }) => {
    await page.getByLabel("Sort by").selectOption(name);
    await expect(archive.cards.locator(shown)).toHaveText(expected.slice(0, 20));
  });
}

test("an address leads back to the same films", async ({ archive, page }) => {
  await archive.search("star");
  await archive.toggle("Genre", "Adventure");
  await expect(page).toHaveURL(/Adventure/);
  const before = await archive.titles.allInnerTexts();
  await page.reload();
  await expect(archive.box).toHaveValue("star");
  await expect(archive.titles).toHaveText(before);
});

test.describe("with nonsense in the address", () => {
  test.use({ expectedProblem: /A filter value on x was ignored/ });

  test("the page shows films", async ({ archive }) => {
    await archive.open("?size=n_999999_n&current=n_-3_n&sort-field=password&sort-direction=up&filters[0][field]=x");
    await expect(archive.failure).toHaveCount(0);
    await expect(archive.cards.first()).toBeVisible();
  });
});

test("the page sends params to the one search application, and the key in a header only", async ({ archive, page }) => {
  const requests = [];
  page.on("request", (request) => request.method() === "POST" && requests.push(request));
  await archive.search("casablanca");
  expect(requests.length).toBeGreaterThan(0);
  for (const request of requests) {
    expect(new URL(request.url()).pathname).toBe("/_application/search_application/lanternhouse/_search");
    expect(Object.keys(request.postDataJSON())).toEqual(["params"]);
    expect((await request.allHeaders()).authorization).toMatch(/^ApiKey \w/);
  }
  expect(requests.map((request) => request.postDataJSON().params.query)).toContain("casablanca");
});
