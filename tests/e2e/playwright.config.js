/** One worker: the tests share one emulator. */
import { defineConfig } from "@playwright/test";
import { launchOptions } from "../support/chromium.mjs";

export default defineConfig({
  testDir: "specs",
  globalSetup: "./setup.mjs",
  workers: 1,
  forbidOnly: true,
  reporter: "list",
  use: {
    viewport: { width: 1280, height: 860 },
    locale: "en-US",
    launchOptions,
  },
});
