/** From the command line's words to an exit code. */

import { readArguments } from "./arguments.js";
import { commands } from "./commands.js";
import { explain } from "./failure.js";
import { help, helpOf } from "./help.js";

/** @returns {Promise<number>} 0 done, 1 an audit found something, 2 a mistake in what was given, 3 the cluster */
export async function run(words) {
  try {
    const [name, ...rest] = words;
    if (name === undefined || name === "help" || name === "--help" || name === "-h") return print(help(commands));
    const { values, positionals, command } = readArguments(commands, name, rest);
    if (values.help) return print(helpOf(name, command));
    return (await command.run(values, positionals)) ?? 0;
  } catch (error) {
    const { message, exitCode } = explain(error);
    console.error(`search-application: ${message}`);
    return exitCode;
  }
}

function print(text) {
  console.log(text);
  return 0;
}
