/** The lint rules for all JavaScript of the repository. Layout is prettier's business, so no rule here is about it. */
import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";

export default [
  { ignores: ["target/", ".tools/", "**/dist/", "pkg/docs/", "www/generated/", "**/test-results/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: { globals: { ...globals["shared-node-browser"], ...globals.nodeBuiltin } },
    rules: { eqeqeq: "error", "no-var": "error", "prefer-const": "error" },
  },
  {
    files: ["www/src/**", "tests/e2e/**", "tests/matrix/**"],
    languageOptions: { globals: globals.browser, parserOptions: { ecmaFeatures: { jsx: true } } },
  },
  { files: ["tests/matrix/**/*.cjs"], languageOptions: { globals: globals.node } },
  { files: ["www/src/**"], ...reactHooks.configs.flat.recommended },
  // Playwright reads which fixtures a function takes from its first parameter, also when it takes none.
  { files: ["tests/e2e/**"], rules: { "no-empty-pattern": "off" } },
];
