/**
 * The cells: a folder with what a user would have, and the steps that take it to a search. `build` runs in the installed
 * folder; then either a `script` prints what it found, or a `page` shows it: of a folder (`root`) that the test serves,
 * or of a server that the cell starts (`serve`, with PORT for its port). `quick` cells need no bundler from the registry.
 */

const node = (file) => ({ script: ["node", file] });

/** What is served and what it may do: a page may load its own scripts, and ask the cluster. */
const policy = (extra) => (cluster) => `default-src 'none'; script-src 'self'${extra}; connect-src ${cluster}`;

export const cells = [
  { name: "Node.js, import", quick: true, folder: "node", ...node("import.mjs") },
  { name: "Node.js, require", quick: true, folder: "node", ...node("require.cjs") },
  { name: "plain page, import map", quick: true, folder: "import-map", root: "." },
  { name: "plain page, IIFE file", quick: true, folder: "iife", root: "." },
  { name: "CSP with 'wasm-unsafe-eval'", quick: true, folder: "csp", root: ".", csp: policy(" 'wasm-unsafe-eval'") },
  {
    name: "CSP without 'wasm-unsafe-eval'",
    quick: true,
    folder: "csp",
    root: ".",
    csp: policy(""),
    refused: /ConfigurationError: .*'wasm-unsafe-eval' in script-src/,
  },
  { name: "esbuild 0.28", quick: true, folder: "esbuild", build: ["npm", "run", "build"], root: "." },
  { name: "Vite 8, build", folder: "vite", packages: ["vite@8.3.8"], build: ["npx", "vite", "build"], root: "dist" },
  { name: "Vite 8, dev", folder: "vite", packages: ["vite@8.3.8"], serve: viteDev() },
  { name: "Vite 7, build", folder: "vite", packages: ["vite@7.3.8"], build: ["npx", "vite", "build"], root: "dist" },
  { name: "Vite 7, dev", folder: "vite", packages: ["vite@7.3.8"], serve: viteDev() },
  { name: "webpack 5", folder: "webpack", build: ["npx", "webpack"], root: "." },
  { name: "Rollup 4", folder: "rollup", build: ["npx", "rollup", "--config"], root: "." },
  { name: "Parcel 2", folder: "parcel", build: ["npx", "parcel", "build", "--no-cache"], root: "dist" },
  { name: "Next.js 16, page rendered on the server", folder: "next", ...next("/server") },
  { name: "Next.js 16, page in the browser", folder: "next", ...next("/client") },
  { name: "Next.js 16, route handler", folder: "next", ...next("/proxy") },
  { name: "Astro 5, page rendered at build time", folder: "astro", ...astro("/rendered/") },
  { name: "Astro 5, page in the browser", folder: "astro", ...astro("/") },
  {
    name: "Deno 2",
    folder: "deno",
    script: ["npx", "deno", "run", "--no-prompt", "--allow-net", "--allow-read", "main.mjs"],
  },
  { name: "Bun 1", folder: "bun", script: ["npx", "bun", "run", "main.mjs"] },
  { name: "workerd", folder: "workerd", build: ["npm", "run", "build"], serve: workerd(), answersJson: true },
];

function viteDev() {
  return (port) => ["npx", "vite", "--host", "127.0.0.1", "--strictPort", "--port", String(port)];
}

function next(path) {
  return {
    build: ["npx", "next", "build"],
    serve: (port) => ["npx", "next", "start", "--hostname", "127.0.0.1", "--port", String(port)],
    path,
  };
}

function astro(path) {
  return { build: ["npx", "astro", "build"], root: "dist", path };
}

function workerd() {
  return (port) => ["npx", "workerd", "serve", "config.capnp", `--socket-addr=http=127.0.0.1:${port}`];
}
