/** Folders in which the package is installed from its tarball. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const installed = new Map();

/** @returns {{ file: string, remove: () => void }} the tarball; `remove` takes all that was installed with it. */
export function packPackage() {
  const folder = mkdtempSync(join(tmpdir(), "matrix-"));
  const pkg = fileURLToPath(new URL("../../pkg", import.meta.url));
  const name = execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: pkg }).toString().trim();
  return { file: join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * The cell's folder with what it needs, and `config.mjs`. Cells of the same folder and packages share one.
 * @returns {string} its path
 */
export function install({ folder, packages = [] }, tarball, config) {
  const key = [folder, ...packages].join(" ");
  if (installed.has(key)) return installed.get(key);
  const target = join(tarball, "..", key.replace(/[^\w.-]/g, "-"));
  mkdirSync(target);
  for (const source of ["shared", folder]) cpSync(join(here, source), target, { recursive: true });
  const exported = Object.entries(config).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`);
  writeFileSync(join(target, "config.mjs"), exported.join(""));
  // Search UI is a peer for its types only. The registry is asked for nothing that is in npm's cache already.
  const options = [
    "--silent",
    "--no-audit",
    "--no-fund",
    "--legacy-peer-deps",
    "--prefer-offline",
    "--no-package-lock",
  ];
  const manifest = JSON.parse(readFileSync(join(target, "package.json"), "utf8"));
  const isAlone = packages.length === 0 && !manifest.devDependencies;
  execFileSync("npm", ["install", ...options, ...(isAlone ? ["--offline"] : []), tarball, ...packages], {
    cwd: target,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (!existsSync(join(target, "node_modules/search-ui-search-application-connector/dist"))) {
    throw new Error(`${folder}: the package was not installed`);
  }
  installed.set(key, target);
  return target;
}
