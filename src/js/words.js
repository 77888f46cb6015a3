/**
 * What a dictionary refuses, in the server's words (networknt json-schema-validator 1.0.48). Rust finds what is wrong and
 * tells it by numbers; here both documents are at hand as values. `src/dictionary/words/` says the same natively, with
 * the same templates, and the same recorded cases test both.
 */

import TEMPLATES from "../dictionary/words/messages.json";
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
  for (let at = 0; at < findings.length; at += 7) {
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

function violationOf([inSchema, inParams], [schema, base, reference, name, value, detail, number]) {
  const node = (nodes, place) => nodes[place & 0x7fffffff];
  const rule = {
    keyword: node(inSchema, name)?.value ?? "false",
    own: node(inSchema, name + 1)?.value,
    schema: node(inSchema, schema).value,
    number: number | 0,
    value: node(inParams, value).value,
    named: node(inSchema, detail)?.value,
  };
  const { keyword, own } = rule;
  let path = pathIn(node(inParams, value));
  let subject = path;
  if (keyword === "false") subject = "";
  if (keyword === "additionalProperties" || keyword === "items") subject = pathIn(node(inParams, detail));
  if (keyword === "propertyNames") {
    if (own === false) path += `.${jsonOf(rule.value, hashed)}`;
    subject = `Property name ${path}`;
  }
  const isUnion = keyword === "unionType" || (keyword === "type" && Array.isArray(own));
  const [before, behind] = (TEMPLATES[isUnion ? "unionType" : keyword] ?? "@").split("@");
  return {
    path,
    keyword,
    message: subject + before + particularOf(rule) + behind,
    schemaPath: `${pointerTo(node(inSchema, schema), node(inSchema, base), node(inSchema, reference))}/${keyword}`,
    isCoded: !isUnion && isCoded(rule),
  };
}

/** Where a node stands in the params: `$.filters[0].field`. */
function pathIn({ parent, step }) {
  if (!parent) return "$";
  return pathIn(parent) + (typeof step === "number" ? `[${step}]` : `.${step}`);
}

/** Where a schema stands in the dictionary, from the last `$ref` on. */
function pointerTo(schema, base, reference) {
  if (schema === base || !schema.parent) return reference?.value || "#";
  return `${pointerTo(schema.parent, base, reference)}/${schema.step}`;
}

/** What is particular in a message. */
function particularOf({ keyword, own, value, named, number }) {
  switch (keyword) {
    case "type":
    case "unionType":
      return `${typeOf(value)} found, ${expected(own)}`;
    case "anyOf":
      return expected(named);
    case "required":
    case "notAllowed":
    case "propertyNames":
      return bare(named);
    case "enum":
      return enumeration(own, number);
    case "multipleOf":
      return javaDouble(own);
    case "dependencies":
      return `{${hashed(own)
        .filter((name) => Array.isArray(own[name]))
        .map((name) => `${name}=${enumeration(own[name])}`)
        .join(", ")}}`;
    case "not":
    case "contains":
      return jsonOf(own);
    case "oneOf":
      return own.map((schema) => jsonOf(schema)).join("");
    case "format":
      return formatted(own, value);
    case "const":
    case "pattern":
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return bare(own);
    case "uniqueItems":
    case "false":
    case "additionalProperties":
    case "items":
      return "";
    default:
      return String(number);
  }
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
const expected = (type) => (Array.isArray(type) ? `but [${type.map(known).join(", ")}]` : known(type));

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
  if (/^(date|date-time|uuid)$/.test(format)) return `${text} is an invalid ${format}`;
  return `does not match the ${format} pattern ${sourceOfFormat(format)}`;
}

/** Whether the dictionary has an error code of its own for the keyword, which makes the server's message `null`. */
function isCoded({ keyword, own, schema }) {
  if (/^(anyOf|const|false|oneOf|propertyNames)$/.test(keyword)) return false;
  let name = keyword;
  if (keyword === "format" && /^(date(-time)?|uuid)$/.test(own)) name = own === "uuid" ? own : "date-time";
  const code = schema[`${name}ErrorCode`];
  // Blank to Java is what does not come behind a space.
  return typeof code === "string" && /[^\0- ]/.test(code);
}
