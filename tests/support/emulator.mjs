/** An emulator of its own for a run of tests, on a free port. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Built by `cargo build -p emulator`; EMULATOR names another. */
export const PROGRAM = process.env.EMULATOR ?? fileURLToPath(new URL("../../target/debug/emulator", import.meta.url));

/**
 * @param {string[]} options of the emulator's command line
 * @returns {Promise<{ url: string, username: string, password: string, pid: number, stop: () => void }>} its address and its user,
 *   who may do everything.
 */
export async function startEmulator(options = []) {
  const password = crypto.randomUUID();
  const emulator = spawn(PROGRAM, ["--port", "0", ...options], {
    env: { ...process.env, EMULATOR_PASSWORD: password },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const failed = once(emulator, "error").then(([error]) => {
    throw new Error(`The emulator did not start: build it with "cargo build -p emulator"`, { cause: error });
  });
  const [line] = await Promise.race([once(createInterface({ input: emulator.stdout }), "line"), failed]);
  return {
    url: line.replace("listening on ", ""),
    username: "elastic",
    password,
    pid: emulator.pid,
    stop: () => emulator.kill(),
  };
}
