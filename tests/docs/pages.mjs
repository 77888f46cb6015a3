/** The documentation's pages and the code blocks in them. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** @returns {{ path: string, text: string }[]} each page, its path from the repository's root */
export const pages = [
  "README.md",
  ...readdirSync(`${root}docs`)
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
].map((path) => ({ path, text: readFileSync(root + path, "utf8") }));

/** A page's text, by its path. */
export function page(path) {
  return pages.find((candidate) => candidate.path === path).text;
}

const FENCE = /^( *)```(\w+)\n([\s\S]*?)^\1```$/gm;

/**
 * The code blocks in these languages.
 * @returns {{ name: string, path: string, language: string, code: string }[]} `name` says where it stands
 */
export function blocks(...languages) {
  return pages.flatMap(({ path, text }) =>
    [...text.matchAll(FENCE)]
      .filter(([, , language]) => languages.includes(language))
      .map(({ index, 1: indent, 2: language, 3: code }) => ({
        name: `${path}:${text.slice(0, index).split("\n").length}`,
        path,
        language,
        code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
      })),
  );
}
