/**
 * Runs the cells of `cells.mjs`: each installs the packed package into a folder of its own, and has to find in the
 * emulator what only a search can tell. A table of all cells comes last.
 *
 * CELLS says which: `quick`, `slow`, or a part of a cell's name; all without it.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium } from "@playwright/test";
import { launchOptions } from "../support/chromium.mjs";
import { cells } from "./cells.mjs";
import { install, packPackage } from "./project.mjs";
import { run, serveFolder, startServer } from "./processes.mjs";
import { startWorld } from "./world.mjs";

const { CELLS: wanted = "" } = process.env;
const table = [];
let world;
let browser;
let tarball;

before(async () => {
  tarball = packPackage();
  world = await startWorld();
  browser = await chromium.launch(launchOptions);
});

after(async () => {
  await browser.close();
  world.stop();
  tarball.remove();
  console.log(`\n${table.map((row) => row.join("  ")).join("\n")}\n`);
});

for (const cell of cells.filter(isWanted)) {
  test(cell.name, async () => {
    const started = Date.now();
    let outcome = "FAILED";
    try {
      const found = await find(cell);
      if (cell.refused) assert.match(found.error ?? JSON.stringify(found), cell.refused);
      else assert.deepEqual(found, world.expected);
      outcome = cell.refused ? "refused, as it must be" : "found";
    } finally {
      table.push([cell.name.padEnd(40), `${((Date.now() - started) / 1000).toFixed(1)} s`.padStart(8), outcome]);
    }
  });
}

function isWanted({ quick = false, name }) {
  return wanted === "quick" ? quick : wanted === "slow" ? !quick : name.includes(wanted);
}

/** What the cell has found, by its own account. */
async function find(cell) {
  const folder = install(cell, tarball.file, world.config);
  if (cell.build) run(cell.build, folder);
  if (cell.script) return JSON.parse(run(cell.script, folder));
  const server = cell.serve
    ? await startServer(cell.serve, folder)
    : await serveFolder(folder, cell.root, cell.csp?.(world.url));
  try {
    const url = `${server.url}${cell.path ?? "/"}`;
    return cell.answersJson ? await (await fetch(url)).json() : await shownBy(url);
  } finally {
    await server.stop();
  }
}

/** What the page at the address shows. */
async function shownBy(url) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error));
  try {
    await page.goto(url);
    return JSON.parse(await page.locator("#found").textContent());
  } catch (error) {
    throw new Error(`the page shows nothing: ${[error, ...errors].join("; ")}`, { cause: error });
  } finally {
    await page.close();
  }
}
