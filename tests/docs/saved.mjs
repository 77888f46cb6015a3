/** The pages' JavaScript and TypeScript as files, in a folder for each page: as a reader would have copied them. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { blocks } from "./pages.mjs";

const folder = fileURLToPath(new URL("dist/", import.meta.url));

/** A block says its own name in a first line such as `// app/page.jsx`; its folder doesn't matter here. */
const NAME = /^\/\/ (?:\S+\/)?(\S+\.\w+)\n/;

/**
 * Saves the code blocks of one page, or of all.
 * @param {string} group a folder of the caller's own, emptied first
 * @param {(page: { path: string }) => boolean} [wanted]
 * @param {(code: string) => string} [edit] puts in what only the reader knows, such as the cluster's address
 * @returns {{ name: string, file: string, code: string }[]}
 */
export function save(group, wanted = () => true, edit = (code) => code) {
  rmSync(folder + group, { recursive: true, force: true });
  return blocks("js", "jsx", "ts", "tsx")
    .filter(wanted)
    .map(({ name, path, language, code }, index) => {
      const page = `${folder}${group}/${path.replace(/\W/g, "-")}`;
      mkdirSync(page, { recursive: true });
      const file = `${page}/${code.match(NAME)?.[1] ?? `example-${index}.${language}`}`;
      writeFileSync(file, edit(code));
      return { name, file, code };
    });
}
