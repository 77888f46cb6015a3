/** Paths of the Search Application API. */

import { CommandError } from "./failure.js";

/** The path of a search application. */
export function pathOf(name) {
  // A URL would take these for a folder.
  if (["", ".", ".."].includes(name)) throw new CommandError(`"${name}" can't be the name of a search application`);
  return `/_application/search_application/${encodeURIComponent(name)}`;
}
