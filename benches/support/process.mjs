/** What a running program uses, as Linux tells it. */
import { readFile } from "node:fs/promises";

/** Of a second, in which Linux counts time for programs. */
const TICKS = 100;

/** @returns {Promise<{ now: number, peak: number }>} what a process has in memory, and the most that it has had, in megabytes. */
export async function memory(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const of = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024;
  return { now: of("VmRSS"), peak: of("VmHWM") };
}

/** @returns {Promise<number>} the milliseconds that processors have worked for a process, whatever else they did meanwhile. */
export async function work(pid) {
  const afterName = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1].split(" ");
  const [user, system] = afterName.slice(11, 13).map(Number);
  return ((user + system) * 1000) / TICKS;
}
