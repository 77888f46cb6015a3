/** Memory of a running program, as Linux tells it. */
import { readFile } from "node:fs/promises";

/** @returns {Promise<{ now: number, peak: number }>} what a process has in memory, and the most that it has had, in megabytes. */
export async function memory(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const of = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024;
  return { now: of("VmRSS"), peak: of("VmHWM") };
}
