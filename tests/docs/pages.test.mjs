/** The pages as such: their links lead somewhere, their data can be read, and the index names them all. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { test } from "node:test";
import { blocks, page, pages } from "./pages.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const LINK = /\]\(([^)\s]+)\)/g;

for (const { path: name, text } of pages) {
  test(`the links of ${name} lead to a file, and to a heading in it`, () => {
    const links = [...text.matchAll(LINK)].map(([, link]) => link).filter((link) => !/^\w+:/.test(link));
    assert.deepEqual(
      links.filter((link) => !leadsSomewhere(name, link)),
      [],
    );
  });
}

for (const { name, code } of blocks("json")) {
  test(`${name} is JSON`, () => assert.ok(JSON.parse(code)));
}

test("the index names every page", () => {
  const names = pages.map(({ path: name }) => path.basename(name)).filter((name) => name !== "README.md");
  assert.deepEqual(
    names.filter((name) => !page("docs/README.md").includes(`](${name})`)),
    [],
  );
});

test("a code block is in a language that a test knows, or that there is nothing to run of", () => {
  const known = blocks("js", "jsx", "ts", "tsx", "json", "yaml", "sh", "astro", "nginx").length;
  const fences = pages.flatMap(({ text }) => text.match(/^ *```\w+$/gm) ?? []).length;
  assert.equal(known, fences);
});

function leadsSomewhere(from, link) {
  const [file, heading] = link.split("#");
  const target = path.join(file ? path.dirname(from) : "", file || from);
  return existsSync(root + target) && (!heading || anchors(page(target)).includes(heading));
}

/** As GitHub makes them. */
function anchors(text) {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, "")
      .replaceAll(" ", "-"),
  );
}
