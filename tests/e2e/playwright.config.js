/**
 * The browser is the machine's own Chromium, by CHROMIUM_PATH or on the PATH: none is downloaded. One worker: the tests
 * share one emulator.
 */
import { accessSync } from "node:fs";
import { delimiter, join } from "node:path";
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "specs",
  globalSetup: "./setup.mjs",
  workers: 1,
  forbidOnly: true,
  reporter: "list",
  use: {
    viewport: { width: 1280, height: 860 },
    locale: "en-US",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? onPath(["chromium", "google-chrome", "chromium-browser"]),
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
    },
  },
});

function onPath(names) {
  const folders = process.env.PATH.split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(exists);
  if (!found) throw new Error("No Chromium was found: install it, or name it in CHROMIUM_PATH.");
  return found;
}

function exists(path) {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}
