/** What the driver calls in the page. */
import * as library from "/library.js";
import { run as runRow } from "./run.mjs";

export const run = (index, here, number) => runRow(index, { name: "chromium", library, here }, number);
