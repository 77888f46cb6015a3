/**
 * Nothing here is for the connector: it needs no plugin and no setting. `DEMO_GENERATED` names another folder than
 * `generated/` for what `scripts/seed.mjs` writes, so that a test and a running demo don't disturb each other.
 */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const generated = process.env.DEMO_GENERATED ?? fileURLToPath(new URL("generated", import.meta.url));

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "#generated": generated } },
});
