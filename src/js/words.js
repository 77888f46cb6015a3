/**
 * What a dictionary refuses, in the server's words (networknt json-schema-validator 1.0.48). Rust finds what is wrong and
 * tells it by numbers; here both documents are at hand as values. `src/dictionary/words/` says the same natively, with
 * the same templates, and the same recorded cases test both.
 */

import TEMPLATES from "../dictionary/words/messages.json" with { type: "json" };
import { sourceOfFormat } from "./patterns.js";

/** How much text the messages may hold: `not`, `contains` and `oneOf` quote their schemas. */
const MAX_LENGTH = 32 << 20;

const isContainer = (value) => value !== null && typeof value === "object";

/**
 * @param {{ limit: string, findings: number[], schema: unknown, value: unknown }} refusal as Rust's `Run::numbers` tells it
 * @returns {{ path: string, keyword: string, message: string, schemaPath: string }[]}
 */
export function violationsOf({ limit, findings, schema, value }) {
  if (limit) return beyond(limit);
  const violations = new Map();
  const documents = [nodesOf(schema), nodesOf(value)];
  let length = 0;
  for (let at = 0; at + 7 < findings.length; at += 7) {
    const violation = violationOf(documents, findings.slice(at, at + 7));
    const { path, keyword, message, schemaPath, isCoded } = violation;
    // The server tells identical ones once.
    const key = JSON.stringify([path, keyword, message, isCoded]);
    length += key.length + schemaPath.length;
    if (length > MAX_LENGTH) return beyond("$: the params have too many mistakes to be told");
    if (!violations.has(key)) violations.set(key, { path, keyword, message: isCoded ? "null" : message, schemaPath });
  }
  return [...violations.values()];
}

/** The server's reason. */
export const inOneText = (violations) =>
  `Validation Failed: ${violations.map(({ message }, place) => `${place + 1}: ${message};`).join("")}`;

/** Of params that are too much to be checked. */
const beyond = (message) => [{ path: "$", keyword: "limit", message, schemaPath: "#" }];

/** All values and names of a document, numbered as Rust does. */
function nodesOf(document) {
  const nodes = [];
  const add = (value, parent, step) => {
    const node = { value, parent, step };
    nodes.push(node);
    if (!isContainer(value)) return;
    for (const [name, child] of Object.entries(value)) {
      if (Array.isArray(value)) add(child, node, Number(name));
      else {
        nodes.push({ value: name, parent: node, step: name });
        add(child, node, name);
      }
    }
  };
  add(document);
  return nodes;
}

function violationOf([inSchema, inParams], [schema, base, reference, name, value, detail, count]) {
  const schemaAt = (place) => inSchema[place & 0x7fffffff];
  const paramsAt = (place) => inParams[place & 0x7fffffff];
  const keyword = schemaAt(name)?.value ?? "false";
  const own = schemaAt(name + 1)?.value;
  const named = schemaAt(detail)?.value;
  const refused = paramsAt(value).value;
  const isUnion = keyword === "unionType" || (keyword === "type" && Array.isArray(own));
  // Where no property may be named at all, the whole object follows.
  const path =
    pathTo(paramsAt(value)) + (keyword === "propertyNames" && own === false ? `.${jsonOf(refused, hashed)}` : "");
  const words = {
    path: () => path,
    detail: () => pathTo(paramsAt(detail)),
    name: () => bare(named),
    own: () => bare(own),
    double: () => javaDouble(own),
    count: () => count | 0,
    found: () => typeOf(refused),
    expected: () => expected(own),
    lacked: () => expected(named),
    list: () => enumeration(own, count),
    map: () => mapOf(own),
    json: () => jsonOf(own),
    jsons: () => own.map((each) => jsonOf(each)).join(""),
    format: () => formatted(own, refused),
  };
  return {
    path,
    keyword,
    message: TEMPLATES[isUnion ? "unionType" : keyword].replace(/@([a-z]+)/g, (_, what) => words[what]()),
    schemaPath: `${pointerTo(schemaAt(schema), schemaAt(base), schemaAt(reference))}/${keyword}`,
    isCoded: !isUnion && isCoded(keyword, own, schemaAt(schema).value),
  };
}

/** Where a node stands in the params: `$.filters[0].field`. */
function pathTo({ parent, step }) {
  if (!parent) return "$";
  return pathTo(parent) + (typeof step === "number" ? `[${step}]` : `.${step}`);
}

/** Where a schema stands in the dictionary, from the last `$ref` on. */
function pointerTo(schema, base, reference) {
  if (schema === base || !schema.parent) return reference?.value || "#";
  return `${pointerTo(schema.parent, base, reference)}/${schema.step}`;
}

function typeOf(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value !== "number") return typeof value;
  return isInteger(value) ? "integer" : "number";
}

/** Whether it is sent without fraction and exponent. */
const isInteger = (number) => !/[.e]/.test(number);

const TYPES = ["object", "array", "string", "number", "integer", "boolean", "null", "any"];
const known = (type) => (TYPES.includes(type) ? type : "unknown");
const expected = (type) => (Array.isArray(type) ? `[${type.map(known).join(", ")}]` : known(type));

/** A scalar as Java prints it, without quotes; of an array or an object, nothing. */
function bare(value) {
  if (isContainer(value)) return "";
  return typeof value === "number" && !isInteger(value) ? javaDouble(value) : String(value);
}

function enumeration(values, andNull) {
  if (!Array.isArray(values)) return "[none]";
  const list = values.map(bare);
  if (andNull) list.push("null");
  return `[${list.join(", ")}]`;
}

/** The lists of names as Java prints a map: `{a=[b, c]}`. */
function mapOf(own) {
  const names = hashed(own).filter((name) => Array.isArray(own[name]));
  return `{${names.map((name) => `${name}=${enumeration(own[name])}`).join(", ")}}`;
}

/** As Java's `Double.toString` prints it: `5.0`, `0.001`, `1.0E7`, `1.5E-4`. */
function javaDouble(number) {
  const size = Math.abs(number);
  const isPlain = size === 0 || (size >= 1e-3 && size < 1e7);
  const [digits, exponent] = isPlain ? [String(number)] : number.toExponential().split("e");
  return digits + (digits.includes(".") ? "" : ".0") + (isPlain ? "" : `E${Number(exponent)}`);
}

/** Compact JSON as the server's reader prints it, the members in the order that `order` gives. */
function jsonOf(value, order = Object.keys) {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `[${value.map((element) => jsonOf(element, order)).join(",")}]`;
  if (!isContainer(value)) return bare(value);
  return `{${order(value)
    .map((name) => `${quoted(name)}:${jsonOf(value[name], order)}`)
    .join(",")}}`;
}

/** With upper-case digits, unlike JavaScript. */
const quoted = (text) =>
  JSON.stringify(text).replace(/\\(u....|.)/g, (escape, code) =>
    code.length > 1 ? `\\u${code.slice(1).toUpperCase()}` : escape,
  );

/** An object's names in the order in which a Java `HashMap` yields them. */
function hashed(object) {
  const names = Object.keys(object);
  let capacity = 16;
  while (names.length > capacity * 0.75) capacity *= 2;
  const bucketOf = (name) => {
    let hash = 0;
    for (let at = 0; at < name.length; at += 1) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
    return (hash ^ (hash >>> 16)) & (capacity - 1);
  };
  const buckets = new Map(names.map((name) => [name, bucketOf(name)]));
  return names.sort((a, b) => buckets.get(a) - buckets.get(b));
}

function formatted(format, text) {
  // The server swaps the value and the name of the format.
  if (format === "email") return `does not match the ${text} pattern email`;
  if (IN_WORDS.test(format)) return `${text} is an invalid ${format}`;
  return `does not match the ${format} pattern ${sourceOfFormat(format)}`;
}

/** The formats that the server has words for. */
const IN_WORDS = /^(date|date-time|uuid)$/;

/** Whether the dictionary has an error code of its own for the keyword, which makes the server's message `null`. */
function isCoded(keyword, own, schema) {
  if (/^(anyOf|const|false|oneOf|propertyNames)$/.test(keyword)) return false;
  let name = keyword;
  if (keyword === "format" && IN_WORDS.test(own)) name = own === "date" ? "date-time" : own;
  const code = schema[`${name}ErrorCode`];
  // To Java a text is blank without any character behind the space.
  return typeof code === "string" && /[^\0- ]/.test(code);
}
