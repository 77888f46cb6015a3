export default { mode: "production", entry: "./main.mjs" };
