/**
 * Faults of the connection: no answer, or not the whole of one. A row says what the server does (`answers`, one a
 * request and the last of them again and again) and what has to come of it: the error's class (`error`) and what its
 * message says (`message`), or `found`. `retried` marks faults after which another attempt is worth its while. Where
 * Node's fetch and the browser's differ, `node` or `chromium` says what is otherwise.
 */
import { FOUND, found } from "./answers.mjs";

const WHOLE = JSON.stringify(FOUND);
const HALF = WHOLE.slice(0, WHOLE.length / 2);

/** With `connection: close`, Node takes the end of the connection for the end of the chunks. */
const KEPT = { connection: "keep-alive" };
const cut = { error: "ConnectionError", message: /https?:\/\/127\.0\.0\.[12]:\d+/, retried: true };
const late = { error: "TimeoutError", message: /within 300 ms/, options: { requestTimeout: 300 } };

export const connections = [
  { name: "a closed port", nodes: ["closed"], ...cut },
  { name: "TLS where there is none", nodes: ["tls"], ...cut },
  { name: "a reset before the head", answers: [{ instead: "reset" }], ...cut },
  { name: "the end before the head", answers: [{ instead: "close" }], ...cut },
  { name: "the end within the head", answers: [{ raw: "HTTP/1.1 200 OK\r\ncontent-le" }], ...cut },
  { name: "a head that is no HTTP", answers: [{ raw: "HELO films\r\n\r\n" }], ...cut },
  { name: "a head of a megabyte", answers: [{ headers: { "x-padding": "x".repeat(1_000_000) } }], ...cut },
  { name: "two lengths", answers: [{ body: FOUND, headers: { "content-length": ["5", "7"] } }], ...cut },
  { name: "a header without a colon", answers: [{ raw: `HTTP/1.1 200 OK\r\nno colon\r\n\r\n${WHOLE}` }], ...cut },
  {
    name: "a switch to another protocol",
    answers: [{ status: 101, body: "", length: null, headers: { upgrade: "films" } }],
    ...cut,
  },
  { name: "a body shorter than its length", answers: [{ body: HALF, length: WHOLE.length }], ...cut },
  { name: "a whole body shorter than its length", answers: [{ body: FOUND, length: 9999 }], ...cut },
  { name: "a reset in the body", answers: [{ body: HALF, length: WHOLE.length, then: "reset" }], ...cut },
  { name: "chunks without an end", answers: [{ body: HALF, chunks: "cut", headers: KEPT }], ...cut },
  {
    name: "a chunk of no size",
    answers: [
      { raw: "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nx-elastic-product: Elasticsearch\r\n\r\nsize\r\n" },
    ],
    ...cut,
  },
  {
    name: "a body that is not the gzip it is said to be",
    answers: [{ body: FOUND, headers: { "content-encoding": "gzip" } }],
    ...cut,
  },
  {
    // Node's fetch never tells of a decoding that fails later than the head came.
    name: "no gzip, later than its head",
    answers: [{ ...found, pauseMs: 50, headers: { "content-encoding": "gzip" } }],
    ...cut,
    node: { error: "TimeoutError", message: /within 3000 ms/ },
    options: { requestTimeout: 3000 },
    alone: true,
  },
  {
    name: "half of a gzip",
    answers: [{ ...found, gzip: { cut: 60 }, headers: { "content-encoding": "gzip" } }],
    error: "DeserializationError",
    message: /not a search response/,
  },
  {
    name: "a body cut where nothing tells its length",
    answers: [{ body: HALF, length: null }],
    error: "DeserializationError",
    message: /not a search response: \{"took"/,
  },
  ...[["some"], ["-1"], ["9".repeat(30), { error: "RequestAbortedError" }]].map(([length, chromium]) => ({
    // Chromium takes such a length for none; the header can be read all the same.
    name: `a length of ${length}`,
    answers: [{ ...found, length }],
    node: { error: "ConnectionError", message: cut.message },
    chromium,
  })),
  {
    name: "a body longer than its length",
    answers: [{ body: FOUND, length: HALF.length }],
    error: "DeserializationError",
    message: /not a search response: \{"took"/,
  },
  { name: "no head, ever", answers: [{ instead: "stall" }], ...late },
  { name: "half a head, and no more", answers: [{ raw: "HTTP/1.1 200 OK\r\ncontent-le", then: "stall" }], ...late },
  { name: "a head dripping endlessly", answers: [{ raw: "HTTP/1.1 200 OK\r\nx-padding:", then: "drip" }], ...late },
  { name: "a body that stops", answers: [{ body: HALF, length: WHOLE.length, then: "stall" }], ...late },
  { name: "a body dripping endlessly", answers: [{ body: "", length: 1_000_000, then: "drip" }], ...late },
  {
    name: "an error's body dripping endlessly",
    answers: [{ status: 500, body: "", length: 1_000_000, then: "drip" }],
    ...late,
  },
  { name: "an answer after a while", answers: [{ ...found, afterMs: 100 }] },
  { name: "HTTP/1.0, ended by its connection", answers: [{ ...found, version: "1.0", length: null }] },
  {
    name: "early hints",
    answers: [{ ...found, hints: "HTTP/1.1 103 Early Hints\r\nlink: </films.css>; rel=preload\r\n\r\n" }],
  },
  {
    name: "a thousand early hints",
    answers: [{ ...found, hints: "HTTP/1.1 103 Early Hints\r\nlink: </films.css>; rel=preload\r\n\r\n".repeat(1000) }],
  },
  { name: "chunks", answers: [{ ...found, chunks: "whole" }] },
  { name: "gzip", answers: [{ ...found, gzip: {}, headers: { "content-encoding": "gzip" } }] },
];
