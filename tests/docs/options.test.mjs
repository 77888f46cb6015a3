/** The README's table has every option that the types have, and no other. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { page } from "./pages.mjs";

// CommonJS, as the compiler is.
const ts = createRequire(import.meta.url)("typescript");

const types = fileURLToPath(new URL("../../src/js/index.d.ts", import.meta.url));

test("the README's table of options is that of ConnectorOptions", () => {
  assert.deepEqual(documented().toSorted(), declared("ConnectorOptions").toSorted());
});

/** The names in the first column of the table under "Options". */
function documented() {
  const [section] = page("README.md").split("\n## Options\n")[1].split("\n## ");
  const cells = section.split("\n").filter((line) => line.startsWith("| `"));
  return cells.flatMap((line) => [...line.split(" | ")[0].matchAll(/`(\w+)`/g)].map(([, name]) => name));
}

/** The members of an interface, inherited ones too. */
function declared(name) {
  const program = ts.createProgram([types], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  });
  const checker = program.getTypeChecker();
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(types)));
  const symbol = exported.find((candidate) => candidate.getName() === name);
  return checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)).map((member) => member.getName());
}
