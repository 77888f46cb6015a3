import { nodeResolve } from "@rollup/plugin-node-resolve";

export default { input: "main.mjs", output: { dir: "dist", format: "es" }, plugins: [nodeResolve()] };
