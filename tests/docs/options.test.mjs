/** The README's table has every option that the connector takes, and no other. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import SearchApplicationConnector from "search-ui-search-application-connector";
import { page } from "./pages.mjs";

const ts = createRequire(import.meta.url)("typescript");
const types = fileURLToPath(new URL("../../src/js/index.d.ts", import.meta.url));

test("the README's table of options is what the connector takes", () => {
  assert.deepEqual(documented().toSorted(), taken().toSorted());
});

test("the types offer no option that the connector refuses", () => {
  const options = declared("ConnectorOptions");
  assert.ok(options.includes("searchApplication"));
  assert.deepEqual(
    options.filter((name) => !taken().includes(name)),
    [],
  );
});

/** The names in the first column of the table under "Options". */
function documented() {
  const [section] = page("README.md").split("\n## Options\n")[1].split("\n## ");
  const cells = section.split("\n").filter((line) => line.startsWith("| `"));
  return cells.flatMap((line) => [...line.split(" | ")[0].matchAll(/`(\w+)`/g)].map(([, name]) => name));
}

/** What the connector says that it takes, when it is given something else. */
function taken() {
  try {
    new SearchApplicationConnector({ unheardOf: true });
  } catch ({ message }) {
    return message.split("The options are ")[1].split(", ");
  }
  throw new Error("an option that nobody has heard of was taken");
}

/** The members of an interface, inherited ones too. */
function declared(name) {
  const { NodeNext } = ts.ModuleKind;
  const program = ts.createProgram([types], { module: NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext });
  const checker = program.getTypeChecker();
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(types)));
  const symbol = exported.find((candidate) => candidate.getName() === name);
  return checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)).map((member) => member.getName());
}
