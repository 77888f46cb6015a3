/**
 * The messages of the package, read from its source: every text of three words or more, since nothing else in the code
 * reads like a sentence. A message is put together from such texts and from what varies.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("../../src/", import.meta.url));

/** Texts that are not messages of the package, and where they are told about. */
const ELSEWHERE = [
  // The server's own words: docs/dictionary.md.
  /^dictionary\//,
  /^js\/(java-patterns|words)\.js$/,
  /^json\//,
  // What the command prints when all goes well, its help, and what an audit finds, which says itself what to do. Refusals
  // in these files are on the page all the same.
  /^js\/command\/(audit|commands|cors|dictionary|help|key|output|put)\.js$/,
  /^application\/(audit|openness|params_type)\.rs$/,
];

// Comments come first, since they may hold quotes; then attributes and characters in Rust, in JavaScript texts of a help.
const RUST = /\/\/.*|\/\*[^]*?\*\/|#!?\[[^\]]*\]|'(?:\\[^']+|[^'\\])'|r#"[^]*?"#|"((?:[^"\\]|\\[^])*)"/g;
const JAVASCRIPT = /\/\/.*|\/\*[^]*?\*\/|\btext: "[^"]*"|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\[^])*)`/g;
/** `${…}` and `{…}`, which vary. */
const VARIABLE = /\$?\{[^}]*\}/;

/** @returns {{ file: string, text: string }[]} the parts of messages that don't vary */
export function messages() {
  const files = readdirSync(source, { recursive: true }).filter((file) => /\.(rs|js)$/.test(file));
  return files.filter((file) => !ELSEWHERE.some((pattern) => pattern.test(file))).flatMap(textsOf);
}

function textsOf(file) {
  const [code] = readFileSync(source + file, "utf8").split("#[cfg(test)]");
  const texts = [...code.matchAll(file.endsWith(".rs") ? RUST : JAVASCRIPT)].map(
    ([, quoted, template]) => quoted ?? template,
  );
  const parts = texts.filter(Boolean).flatMap((text) => plain(text).split(VARIABLE));
  return parts.map((text) => ({ file, text: text.trim() })).filter(({ text }) => isSentence(text));
}

/** The text without what the language needs to write it. */
function plain(text) {
  return text
    .replaceAll(/\\\n\s*/g, "")
    .replaceAll("\\n", " ")
    .replaceAll(/\\(.)/g, "$1");
}

/** Three words, and no code. */
const isSentence = (text) => text.split(/\s+/).length >= 3 && !/=>|===|\(\w*\)$|["']\w+["'],/.test(text);
