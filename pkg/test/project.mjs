/** An empty project with the package in it, packed and installed from the tarball, as a user gets it. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** @returns {{ folder: string, tarball: string, remove: () => void }} */
export function makeProject() {
  const folder = mkdtempSync(path.join(tmpdir(), "package-"));
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], { cwd }).toString().trim();
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const install = ["install", "--silent", "--offline", "--legacy-peer-deps", `./${packed}`];
  execFileSync("npm", install, { cwd: folder });
  return { folder, tarball: path.join(folder, packed), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
