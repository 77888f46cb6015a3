/** What `--help` prints. */

import { COMMON } from "./arguments.js";

const ENVIRONMENT = `Environment:
  ELASTICSEARCH_URL                  the cluster's address
  ELASTICSEARCH_API_KEY              an operator's API key (encoded), or
  ELASTICSEARCH_USERNAME, ELASTICSEARCH_PASSWORD
  SEARCH_APPLICATION_KEY             audit: the page's key
  NODE_EXTRA_CA_CERTS                a file with the authority of the cluster's certificate

What is missing is asked for. Results go to standard output, all else to standard error.
Exit codes: 0 done, 1 the audit found something to fix, 2 a mistake in what was given, 3 the cluster
can't be reached or refused.`;

const COLUMN = 24;

export function help(commands) {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`);
  return `Usage: search-application <command> [options]\n\n${lines.join("\n")}\n
search-application <command> --help tells about one of them.\n\n${ENVIRONMENT}`;
}

export function helpOf(name, { summary, usage, options, more }) {
  const lines = Object.entries({ ...options, ...COMMON }).map(([option, { value, text }]) => {
    const left = `  --${option}${value ? ` ${value}` : ""}`;
    return `${left.padEnd(COLUMN)}${left.length >= COLUMN ? `\n${" ".repeat(COLUMN)}` : ""}${text}`;
  });
  const parts = [`Usage: search-application ${usage}`, `${name}: ${summary}.`, more, `Options:\n${lines.join("\n")}`];
  return [...parts, ENVIRONMENT].filter(Boolean).join("\n\n");
}
