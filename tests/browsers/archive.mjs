/** The demo as a person sees it, by way of WebDriver. */
import assert from "node:assert/strict";
import { By, Key } from "selenium-webdriver";
import { eventually } from "./eventually.mjs";

export class Archive {
  constructor(driver) {
    this.driver = driver;
  }

  /** Opens the page and waits for its first answer, good or bad. */
  async open(address) {
    await this.driver.get(address);
    await this.isSettled();
  }

  isSettled() {
    return eventually(async () => assert.equal(await this.one("main").getAttribute("aria-busy"), "false"));
  }

  one(selector) {
    return this.driver.findElement(By.css(selector));
  }

  get box() {
    return this.one("input[role=combobox]");
  }

  /** The visible text of each element, once they are these. */
  shows(selector, expected) {
    return eventually(async () => assert.deepEqual(await this.texts(selector), expected));
  }

  /** The visible texts, read at one moment: between two questions the page could change. */
  texts(selector) {
    return this.driver.executeScript(
      "return [...document.querySelectorAll(arguments[0])].map((element) => element.innerText.trim())",
      selector,
    );
  }

  /** Searches for a term in a box that is empty. */
  async search(term) {
    await this.box.sendKeys(term, Key.ENTER);
    await this.shows("h1", [`Films for “${term}”`]);
  }

  /** Ticks or clears a value of a filter, both by the words people see. */
  toggle(label, value) {
    return eventually(() => this.driver.findElement(By.xpath(valueOf(label, value))).click());
  }
}

const is = (text) => `normalize-space()="${text}"`;
const valueOf = (label, value) =>
  `//fieldset[legend[${is(label)}]]//label[.//*[${is(value)}] or starts-with(normalize-space(), "${value}")]`;
