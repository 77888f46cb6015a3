/**
 * The page as a person sees it. The fixture `archive` opens it, and fails a test in which the browser's console reports
 * a problem other than the one that the test expects (the option `expectedProblem`).
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test as base, expect } from "@playwright/test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export { expect };

export const test = base.extend({
  site: [({}, use) => use(process.env.SITE), { option: true }],
  expectedProblem: [/^$/, { option: true }],
  archive: async ({ page, site, expectedProblem }, use) => {
    const problems = [];
    const note = (text) => expectedProblem.test(text) || problems.push(text);
    page.on("pageerror", (error) => note(String(error)));
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && note(message.text()));
    const archive = new Archive(page, site);
    await archive.open();
    await use(archive);
    expect(problems).toEqual([]);
  },
});

class Archive {
  constructor(page, site) {
    this.page = page;
    this.site = site;
    this.box = page.getByRole("combobox", { name: "Search films" });
    this.range = page.locator(".main__range");
    this.cards = page.locator(".film");
    this.titles = page.locator(".film__title");
    this.suggestions = this.suggested("Films");
    this.failure = page.getByRole("alert");
    this.heading = page.getByRole("heading", { level: 1 });
  }

  /** The suggestions of a group. */
  suggested(group) {
    const list = this.page.getByRole("listbox", { name: "Suggestions" });
    return list.getByRole("group", { name: group }).getByRole("option");
  }

  async open(query = "") {
    await this.page.goto(this.site + query);
    await this.isSettled();
  }

  /** Waits for the answer to the search under way. */
  async isSettled() {
    await expect(this.page.getByRole("main")).toHaveAttribute("aria-busy", "false");
  }

  async search(term) {
    await this.box.fill(term);
    await this.box.press("Enter");
    await expect(this.heading).toHaveText(term ? `Films for “${term}”` : "All films");
  }

  /** A filter's values, in a group named by its legend. */
  filter(label) {
    return this.page.getByRole("group", { name: label, exact: true });
  }

  /** Ticks or clears a value of a filter. */
  toggle(label, value) {
    return this.filter(label)
      .locator("label")
      .filter({ has: this.page.getByText(value, { exact: true }) })
      .click();
  }

  /** A filter's values and counts as shown: `{ Drama: 789 }`. */
  async counts(label) {
    const rows = await this.filter(label).locator("label").allInnerTexts();
    return Object.fromEntries(rows.map((row) => row.split("\n").map((text) => text.trim())).map(asCount));
  }

  /** What the accessibility checker finds wrong, one line a finding. */
  async accessibilityProblems() {
    await this.isSettled();
    await this.page.evaluate(axe);
    const { violations, passes } = await this.page.evaluate(() => globalThis.axe.run());
    expect(passes.length).toBeGreaterThan(20);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  }
}

const asCount = ([name, count]) => [name, Number(count.replaceAll(",", ""))];
