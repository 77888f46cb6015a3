/** Search UI's own React views on a page of their own (`views/`), over the places of the parity tests. */
import { expect, test as base } from "@playwright/test";
import { CENTER, places, rings } from "../../parity/places.mjs";

const test = base.extend({
  views: async ({ page }, use) => {
    const problems = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    await page.goto(process.env.VIEWS);
    await use(new Views(page));
    expect(problems).toEqual([]);
  },
});

class Views {
  constructor(page) {
    this.page = page;
    this.box = page.getByPlaceholder("Search");
    this.info = page.locator(".sui-paging-info");
    this.titles = page.locator(".sui-result__title");
    this.suggestions = page.locator(".sui-search-box__autocomplete-container");
  }

  /** A facet, or one of the selects, by its title. */
  part(label) {
    return this.page.locator(".sui-facet, .sui-sorting, .sui-results-per-page").filter({ hasText: label });
  }

  /** Chooses from one of Search UI's selects. */
  async choose(label, option) {
    await this.part(label).locator(".sui-select__control").click();
    await this.page.locator(".sui-select__option").filter({ hasText: option }).click();
  }

  async expectTotal(total) {
    const shown = Math.min(total, 20);
    await expect(this.info).toContainText(new RegExp(`Showing 1 - ${shown} out of ${total}\\b`));
  }
}

const where = (holds) => places.filter(holds).length;
const far = ({ location }) => location.lon - CENTER.lon > 0.6;

test("Results show every field, and PagingInfo how many there are", async ({ views }) => {
  await views.expectTotal(places.length);
  await expect(views.titles).toHaveText(places.slice(0, 20).map(({ title }) => title));
  const second = views.page.locator(".sui-result").nth(1);
  for (const text of ["kindcastle", "opentrue", "visitors977"]) {
    await expect(second).toHaveText(new RegExp(text.replace(/(kind|open|visitors)/, "$1\\s*")));
  }
});

test("SearchBox searches, and Results mark what matched", async ({ views }) => {
  await views.box.fill("castle");
  await views.box.press("Enter");
  await views.expectTotal(where(({ kind }) => kind === "castle"));
  await expect(views.titles.first().locator("em")).toHaveText("castle");
});

test("a click on a result is told to the page's own function, with the document that it is", async ({ views }) => {
  await views.page.locator(".sui-result__title-link").nth(2).click();
  expect(await views.page.evaluate(() => globalThis.clicks)).toEqual([{ documentId: "2", page: 1 }]);
});

test("SingleLinksFacet narrows to a value and back", async ({ views }) => {
  const facet = views.part("Kind");
  await expect(facet.locator(".sui-single-option-facet__item")).toHaveCount(4);
  await facet.getByText("garden", { exact: true }).click();
  await views.expectTotal(where(({ kind }) => kind === "garden"));
  await facet.getByRole("link", { name: "Remove" }).click();
  await views.expectTotal(places.length);
});

test("MultiCheckboxFacet takes one ring and another, and keeps the counts of all", async ({ views }) => {
  const facet = views.part("Distance");
  const count = async (name) =>
    Number(
      await facet.locator("label", { hasText: name }).locator(".sui-multi-checkbox-facet__option-count").innerText(),
    );
  const [near, walk] = [await count(rings[0].name), await count(rings[1].name)];
  await facet.getByLabel(rings[0].name).check({ force: true });
  await views.expectTotal(near);
  await facet.getByLabel(rings[1].name).check({ force: true });
  await views.expectTotal(near + walk);
  expect(await count(rings[2].name)).toBe(places.length - near - walk);
  expect(where(far)).toBeGreaterThan(0);
});

test("BooleanFacet shows what is open", async ({ views }) => {
  const facet = views.part("Open");
  await facet.locator("label").click();
  await views.expectTotal(where(({ open }) => open));
  await facet.locator("label").click();
  await views.expectTotal(places.length);
});

test("SingleSelectFacet takes one range", async ({ views }) => {
  await views.choose("Visitors", "few");
  await views.expectTotal(where(({ visitors }) => visitors < 1000));
});

test("Sorting orders the results", async ({ views }) => {
  await views.choose("Sort by", "Most visited");
  const [most] = places.toSorted((a, b) => b.visitors - a.visitors);
  await expect(views.titles.first()).toHaveText(most.title);
});

test("ResultsPerPage and Paging lead through all results", async ({ views }) => {
  await views.page.locator(".rc-pagination-item-2").click();
  await expect(views.info).toContainText("Showing 21 - 40 out of 60");
  await expect(views.titles.first()).toHaveText(places[20].title);
  await views.choose("Show", "40");
  await expect(views.titles).toHaveCount(40);
  await expect(views.page.locator(".rc-pagination-item")).toHaveCount(2);
});

test("SearchBox suggests places, completions and the kinds of other results", async ({ views }) => {
  await views.box.pressSequentially("royal");
  for (const section of ["Places", "Titles", "Kinds"]) await expect(views.suggestions).toContainText(section);
  const completions = views.suggestions.locator(".sui-search-box__suggestion-list").first().locator("li");
  await expect(completions).toHaveCount(4);
  await completions.filter({ hasText: /^Royal castle 1$/ }).click();
  await expect(views.box).toHaveValue("Royal castle 1");
});

test("ErrorBoundary shows what went wrong in the connector's words", async ({ views }) => {
  await views.expectTotal(places.length);
  const refusal = { error: { type: "test_exception", reason: "no such luck" }, status: 400 };
  const headers = { "access-control-allow-origin": "*" };
  await views.page.route("**/_search", (route) => route.fulfill({ status: 400, json: refusal, headers }));
  await views.box.fill("castle");
  await views.box.press("Enter");
  await expect(views.page.locator(".sui-search-error")).toContainText("no such luck");
  expect(await views.page.evaluate(() => document.body.innerText)).not.toMatch(/[A-Za-z0-9+/]{40}/);
});
