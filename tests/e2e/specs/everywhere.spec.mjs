/** For everyone: on a phone, with the keyboard, with a screen reader. */
import { expect, test } from "../archive.mjs";
import { is, range, where } from "../films.mjs";

test("the accessibility checker finds nothing to object to", async ({ archive }) => {
  expect(await archive.accessibilityProblems()).toEqual([]);
  await archive.box.pressSequentially("star");
  await expect(archive.suggestions).toHaveCount(6);
  await expect(archive.suggested("Titles")).toHaveCount(4);
  await archive.box.press("ArrowDown");
  expect(await archive.accessibilityProblems()).toEqual([]);
  await archive.box.press("Escape");
  await archive.toggle("Genre", "Adventure");
  await expect(archive.page.getByRole("button", { name: "Remove Genre: Adventure" })).toBeVisible();
  expect(await archive.accessibilityProblems()).toEqual([]);
});

test("the first stop of the keyboard leads past header and filters", async ({ archive, page }) => {
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the films" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(archive.heading).toBeFocused();
});

test("a screen reader is told what a search has found", async ({ archive, page }) => {
  const horror = where(is.genre("Horror")).length;
  await archive.toggle("Genre", "Horror");
  await expect(page.getByRole("status")).toContainText(`Showing 1 to 20 results out of ${horror}`);
});

test("nothing jumps while the page loads", async ({ archive, page }) => {
  await archive.open();
  const shift = await page.evaluate(
    () =>
      new Promise((resolve) => {
        let total = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) total += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        // The buffered entries are told in the next task.
        setTimeout(() => resolve(total), 100);
      }),
  );
  expect(shift).toBeLessThan(0.1);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the filters are behind a button, which says how many are in force", async ({ archive, page }) => {
    const button = page.getByRole("button", { name: /^Filters/ });
    await expect(archive.filter("Genre")).toBeHidden();
    await button.tap();
    await expect(archive.filter("Genre")).toBeVisible();
    expect(await archive.accessibilityProblems()).toEqual([]);
    await archive.toggle("Genre", "Horror");
    const total = where(is.genre("Horror")).length;
    await page.getByRole("button", { name: `Show ${total} films` }).tap();
    await expect(archive.filter("Genre")).toBeHidden();
    await expect(button).toHaveText("Filters (1)");
    await expect(archive.range).toHaveText(range(1, 20, total));
  });

  test("nothing is wider than the screen", async ({ archive, page }) => {
    await archive.search("a title that is far longer than what fits on the screen of a phone in one line");
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBe(390);
    await archive.search("");
    expect(await width()).toBe(390);
  });
});
