/**
 * Short names for what wasm-bindgen's glue and its module share. The names are long and end in hashes, so they
 * compress badly, and they are on the wire twice, in the glue and in the module. wasm-opt renames those in the module
 * and says how (`names.json`: imports as `[namespace, name, short name]`, exports as `[name, short name]`; its one
 * import namespace is `a`); here esbuild is told to rename the same properties in the glue.
 */

/** The namespace of the imports that the glue wraps. The others are functions in files of ours. */
const GLUE = "./search_application_connector_bg.js";

/** esbuild's options for the same names in the glue; and shorter ones for what the glue keeps to itself (`__wbg_ptr`). */
export function mangling({ imports, exports }) {
  const wrapped = imports.filter(([namespace]) => namespace === GLUE).map(([, name, short]) => [name, short]);
  const cache = Object.fromEntries([...wrapped, ...exports]);
  const names = Object.keys(cache).map((name) => name.replaceAll("$", "\\$"));
  return {
    mangleProps: new RegExp(`^(__.+|${names.join("|")})$`),
    // The glue also names it in a string, which is not renamed: objects of an instance that died would pass for new.
    reserveProps: /^__wbg_inst$/,
    mangleCache: cache,
  };
}

/**
 * The glue with all imports in one namespace. Some come from a file of ours directly, without a wrapper in the glue.
 * @param {string} glue
 */
export function inOneNamespace(glue, { imports }) {
  const list = /return \{\s*__proto__: null,\s*((?:"[^"]+": import\d+,\s*)+)\};/;
  const [listed, entries] = list.exec(glue) ?? [];
  if (!listed) throw new Error("wasm-bindgen's glue lists its imports in a way that is not known here");
  // A file is listed once for each function that comes from it.
  const variables = new Map([...entries.matchAll(/"([^"]+)": (import\d+)/g)].map(([, from, name]) => [from, name]));
  const parts = [...variables].map(([from, variable]) => (from === GLUE ? `...${variable}` : own(from, variable)));
  return glue.replace(listed, `return { a: { ${parts.join(", ")} } };`);

  function own(namespace, variable) {
    const names = imports.filter(([from]) => from === namespace);
    return names.map(([, name, short]) => `${short}: ${variable}.${name}`).join(", ");
  }
}
