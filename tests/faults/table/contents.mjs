/** Faults of what came: whole answers that are no search response, too large, or another server's. */
import { FOUND, HTML, found, nested } from "./answers.mjs";

const WHOLE = JSON.stringify(FOUND);
const MEGABYTE = 1_000_000;
const unreadable = { error: "DeserializationError", status: 200, message: /not a search response/ };
const foreign = { error: "ProductNotSupportedError", message: /X-elastic-product/i };
const tooLarge = { error: "RequestAbortedError", message: /1,?000,?000/, options: { maxResponseSize: MEGABYTE } };

export const contents = [
  {
    name: "a page of HTML",
    answers: [{ body: HTML, headers: { "content-type": "text/html", "x-elastic-product": null } }],
    ...foreign,
  },
  { name: "a search response of nobody", answers: [{ ...found, headers: { "x-elastic-product": null } }], ...foreign },
  {
    name: "a search response of somebody else",
    answers: [{ ...found, headers: { "x-elastic-product": "OpenSearch" } }],
    ...foreign,
  },
  {
    name: "a page of HTML with the product's header",
    answers: [{ body: HTML }],
    ...unreadable,
    message: /doctype html/,
  },
  { name: "an empty body", answers: [{ body: "" }], ...unreadable, message: /empty/ },
  {
    name: "no content",
    answers: [{ status: 204, body: "", length: null }],
    ...unreadable,
    status: 204,
    message: /empty/,
  },
  { name: "an array", answers: [{ body: "[1]" }], ...unreadable },
  { name: "a text", answers: [{ body: '"found"' }], ...unreadable },
  { name: "a number", answers: [{ body: "5" }], ...unreadable },
  { name: "null", answers: [{ body: "null" }], ...unreadable },
  {
    name: "an array nested 200,000 deep",
    answers: [{ body: "[".repeat(200_000) + "]".repeat(200_000) }],
    ...unreadable,
  },
  { name: "two answers in one", answers: [{ body: WHOLE + WHOLE }], ...unreadable },
  { name: "bytes of no text", answers: [{ bytes: [0xff, 0xfe, 0x00, 0xd8, 0x80, 0x81] }], ...unreadable },
  { name: "an object without hits", answers: [{ body: "{}" }], hits: null },
  {
    name: "a hit nested 5,000 deep",
    answers: [{ body: `{"hits":{"hits":[{"_id":"7","_source":${nested("a", 5000, "1")}}]}}` }],
  },
  { name: "a byte order mark", answers: [{ bytes: [0xef, 0xbb, 0xbf, ...new TextEncoder().encode(WHOLE)] }] },
  {
    name: "invalid UTF-8 in a text",
    answers: [{ bytes: [...new TextEncoder().encode(WHOLE.slice(0, -1) + ',"x":"'), 0xff, 0x22, 0x7d] }],
  },
  {
    name: "a name that would reach a prototype",
    answers: [{ body: `${WHOLE.slice(0, -1)},"__proto__":{"polluted":1}}` }],
  },
  {
    name: "20 MB that may be had",
    answers: [{ body: WHOLE, filler: { bytes: 20 * MEGABYTE } }],
    grownAtMost: MEGABYTE,
  },
  {
    name: "300 MB that may be had",
    options: { maxResponseSize: 400 * MEGABYTE },
    answers: [{ body: WHOLE, filler: { bytes: 300 * MEGABYTE } }],
    long: true,
  },
  {
    name: "600 MB, more than a text can hold",
    answers: [{ body: WHOLE, filler: { bytes: 600 * MEGABYTE } }],
    error: "RequestAbortedError",
    long: true,
  },
  {
    name: "600 MB, more than a text can hold, not announced",
    answers: [{ body: WHOLE, length: null, filler: { bytes: 600 * MEGABYTE } }],
    error: "RequestAbortedError",
    long: true,
  },
  {
    name: "300 MB, announced",
    answers: [{ body: WHOLE, filler: { bytes: 300 * MEGABYTE } }],
    ...tooLarge,
    sentAtMost: 30 * MEGABYTE,
  },
  {
    name: "300 MB, not announced",
    answers: [{ body: WHOLE, length: null, filler: { bytes: 300 * MEGABYTE } }],
    ...tooLarge,
    sentAtMost: 30 * MEGABYTE,
  },
  {
    name: "50 MB in 50 kB of gzip",
    answers: [{ ...found, gzip: { blanks: 50 * MEGABYTE }, headers: { "content-encoding": "gzip" } }],
    ...tooLarge,
  },
  {
    name: "an error of 300 MB",
    answers: [{ status: 500, body: "{}", length: null, filler: { bytes: 300 * MEGABYTE } }],
    ...tooLarge,
    sentAtMost: 30 * MEGABYTE,
  },
  { name: "just as large as allowed", answers: [found], options: { maxResponseSize: WHOLE.length } },
  {
    name: "one byte larger than allowed",
    answers: [found],
    ...tooLarge,
    message: /./,
    options: { maxResponseSize: WHOLE.length - 1 },
  },
];
