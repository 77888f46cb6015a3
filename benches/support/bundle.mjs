/** A page's code as a site would serve it: bundled and minified by esbuild, for browsers alone. */
import esbuild from "esbuild";

/** @returns {Promise<Uint8Array>} the bundle of a module with this text, whose imports are the benchmarks'. */
export async function bundled(contents) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
  });
  return outputFiles[0].contents;
}
