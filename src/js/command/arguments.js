/** The words of the command line, read by Node's own parser, and by the table of commands. */

import { parseArgs } from "node:util";
import { CommandError } from "./failure.js";

/** What every command takes. */
export const COMMON = {
  url: { value: "URL", text: "the cluster's address; ELASTICSEARCH_URL without it" },
  json: { text: "print what a program reads" },
  help: { short: "h", text: "show this" },
};

/** Names of options that people give credentials by. */
const SECRET = /^--?(api-?)?(key|password|pass|user|username|token|secret|auth|bearer|credentials?)(=|$)/i;
/** An address with a user in it. */
const USER_IN_URL = /:\/\/[^/?#\s]*@/;

export function readArguments(commands, name, words) {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new CommandError(`there is no command "${name}"; try: search-application --help`);
  if (words.some((word) => SECRET.test(word) || USER_IN_URL.test(word))) {
    throw new CommandError(
      "credentials are not taken from the command line, where other programs can read them and the shell keeps " +
        "them: set ELASTICSEARCH_API_KEY (or ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD), or wait to be asked",
    );
  }
  const { values, positionals } = parse(name, words, { ...command.options, ...COMMON });
  const { min, max } = command.takes;
  if (!values.help && (positionals.length < min || positionals.length > max)) {
    throw new CommandError(`usage: search-application ${command.usage}`);
  }
  return { values, positionals, command };
}

function parse(name, words, table) {
  const options = Object.entries(table).map(([option, { value, multiple = false, short }]) => [
    option,
    { type: value ? "string" : "boolean", multiple, ...(short && { short }) },
  ]);
  try {
    return parseArgs({ args: words, options: Object.fromEntries(options), allowPositionals: true });
  } catch (error) {
    throw new CommandError(`${error.message.replace(/\.?$/, "")}; try: search-application ${name} --help`);
  }
}

/** An option's number. */
export function wholeNumber(text, option) {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new CommandError(`--${option} must be a whole number: ${text}`);
  return Number(text);
}

/** An option's JSON. */
export function json(text, option) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`--${option} must be JSON: ${error.message}`);
  }
}
