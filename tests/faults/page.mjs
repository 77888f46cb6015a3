/** What the driver calls in the page. */
import { instances } from "./memory.mjs";
import * as library from "/library.js";
import { runMixed } from "./mixed.mjs";
import { run as runRow } from "./run.mjs";

const place = { name: "chromium", library };

export { instances };
export const run = (index, here, number) => runRow(index, { ...place, here }, number);
export const mixed = (here, calls, seed) => runMixed({ ...place, here }, calls, seed);
