/** When nothing is found, and when the search fails. */
import { expect, test } from "../archive.mjs";
import { all, range } from "../films.mjs";
import { admin } from "../setup.mjs";

test("when nothing is found, the page says so and offers something else", async ({ archive, page }) => {
  await archive.toggle("Genre", "Horror");
  await archive.search("qqqqqqqq");
  await expect(page.getByRole("heading", { name: "No film matches" })).toBeVisible();
  await expect(archive.cards).toHaveCount(0);
  expect(await archive.accessibilityProblems()).toEqual([]);
  await page.getByRole("button", { name: "king kong" }).click();
  await expect(archive.titles.first()).toContainText("King Kong");
});

test.describe("with a key that is revoked", () => {
  test.use({
    site: ({}, use) => use(process.env.REVOCABLE_SITE),
    expectedProblem: /status of 401|Autocomplete found nothing: .* has been invalidated/,
  });

  test("a failed search is told, its films stay, and no key is shown", async ({ archive, page }) => {
    await expect(archive.range).toHaveText(range(1, 20, all.length));
    await admin()("DELETE", "_security/api_key", { ids: [process.env.REVOCABLE_KEY] });
    await archive.box.fill("jaws");
    await archive.box.press("Enter");
    await expect(archive.failure).toContainText("The search did not work");
    await expect(archive.failure).toContainText(/API key/i);
    await archive.isSettled();
    await expect(archive.cards).toHaveCount(20);
    expect(await archive.accessibilityProblems()).toEqual([]);
    expect(await page.evaluate(() => document.body.innerText)).not.toMatch(/ApiKey \S|[A-Za-z0-9+/]{40}/);

    await page.getByRole("button", { name: "Try again" }).click();
    await expect(archive.failure).toContainText("The search did not work");
    await archive.box.fill("alien");
    await expect(archive.box).toHaveValue("alien");
  });

  test("a page opened with it shows the failure and no empty outline", async ({ archive }) => {
    await expect(archive.failure).toContainText("The search did not work");
    await expect(archive.cards).toHaveCount(0);
  });
});
