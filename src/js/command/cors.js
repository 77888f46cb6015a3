/** `cors`: the lines of elasticsearch.yml. */

import { corsSettings } from "../application.js";
import { asText, give, say } from "./output.js";

export function cors(values, origins) {
  const lines = corsSettings(origins, values.header ?? []);
  say("Put these lines into elasticsearch.yml of each node, and restart it:");
  give(values.json ? asText(Object.fromEntries(lines.trimEnd().split("\n").map(setting))) : lines);
}

const setting = (line) => {
  const [name, ...value] = line.split(": ");
  return [name, value.join(": ").replace(/^"|"$/g, "")];
};
