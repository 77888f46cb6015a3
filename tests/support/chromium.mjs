/** The machine's own Chromium, by CHROMIUM_PATH or on the PATH, for Playwright: none is downloaded. */
import { accessSync } from "node:fs";
import { delimiter, join } from "node:path";

export const launchOptions = {
  executablePath: process.env.CHROMIUM_PATH ?? onPath(["chromium", "google-chrome", "chromium-browser"]),
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
};

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
