/** The pages' JavaScript and TypeScript as files, in a folder for each page: as a reader would have copied them. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { blocks } from "./pages.mjs";

const folder = fileURLToPath(new URL("dist/", import.meta.url));

/** A block may say its own name in a first line such as `// app/page.jsx`. */
const NAME = /^\/\/ (\S+\.\w+)\n/;

/**
 * Saves the code blocks of one page, or of all.
 * @param {string} group a folder of the caller's own, emptied first
 * @param {(block: { path: string }) => boolean} [wanted]
 * @param {(code: string, block: { path: string }) => string} [edit] puts in what only the reader knows, such as the
 *   cluster's address
 * @returns {{ name: string, path: string, file: string, code: string }[]}
 */
export function save(group, wanted = () => true, edit = (code) => code) {
  rmSync(folder + group, { recursive: true, force: true });
  return blocks("js", "jsx", "ts", "tsx")
    .filter(wanted)
    .map((block, index) => {
      const name = block.code.match(NAME)?.[1] ?? `example-${index}.${block.language}`;
      const file = path.join(folder, group, block.path.replaceAll(/\W/g, "-"), name);
      const code = edit(block.code, block);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, code);
      return { ...block, file, code };
    });
}
