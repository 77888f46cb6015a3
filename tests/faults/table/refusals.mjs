/** Answers that say no: Elasticsearch's own in all their shapes, and a proxy's. */
import { HTML, nested, notAuthenticated, refused } from "./answers.mjs";

const is = (status, message, more) => ({ error: "ResponseError", status, message, ...more });
const temporary = { retried: true };
const WORKFLOW = { type: "role_restriction_exception", reason: "access restricted by workflow" };
const SEARCH = "indices:data/read/xpack/application/search_application/search";

const keyFaults = [
  ["unknown", "unable to find apikey with id VuaCfGcBCdbkQm-e5aOx"],
  ["wrong", "invalid credentials for API key [VuaCfGcBCdbkQm-e5aOx]"],
  ["invalidated", "api key [VuaCfGcBCdbkQm-e5aOx] has been invalidated"],
  ["expired", "api key is expired"],
];

export const refusals = [
  ...keyFaults.map(([kind, reason]) => ({
    name: `401, the key is ${kind}`,
    answers: [notAuthenticated(reason)],
    ...is(401, reason),
  })),
  {
    name: "401, no key arrived",
    answers: [notAuthenticated(undefined, "missing authentication credentials for REST request [/films]")],
    ...is(401, /missing authentication credentials/),
  },
  {
    name: "401 of a proxy",
    answers: [{ status: 401, body: HTML, headers: { "x-elastic-product": null } }],
    ...is(401, /401/),
  },
  {
    name: "403, the workflow",
    answers: [
      {
        status: 403,
        body: {
          error: {
            root_cause: [WORKFLOW],
            type: "security_exception",
            reason: `action [${SEARCH}] is unauthorized for API key id [a] of user [u]`,
            caused_by: WORKFLOW,
          },
          status: 403,
        },
      },
    ],
    ...is(403, /access restricted by workflow.*search_application_query/),
  },
  {
    name: "403, the name",
    answers: [refused(403, "security_exception", `action [${SEARCH}] is unauthorized on indices [films]`)],
    ...is(403, /no right to search “films”/),
  },
  {
    name: "404",
    answers: [refused(404, "resource_not_found_exception", "films")],
    ...is(404, /no search application “films”/),
  },
  {
    name: "413, empty",
    answers: [{ status: 413, body: "", headers: { "x-elastic-product": null } }],
    ...is(413, /larger than the server accepts/),
  },
  {
    name: "405, the error a text",
    answers: [{ status: 405, body: { error: "Incorrect HTTP method", status: 405 } }],
    ...is(405, /Incorrect HTTP method/),
  },
  {
    name: "400 without a status in it",
    answers: [{ status: 400, body: { error: "no handler found" } }],
    ...is(400, /no handler found/),
  },
  {
    name: "400, the telling reason innermost",
    answers: [
      refused(400, "x_content_parse_exception", "[bool] failed", {
        caused_by: { type: "parsing_exception", reason: "unknown query [foo]" },
      }),
    ],
    ...is(400, /unknown query \[foo\]/),
  },
  {
    name: "500, caused by caused by, 100,000 deep",
    answers: [{ status: 500, body: `{"error":${nested("caused_by", 100_000, '{"reason":"the end"}')}}` }],
    ...is(500, /./),
  },
  { name: "500, an array", answers: [{ status: 500, body: "[1]" }], ...is(500, /\[1\]/) },
  { name: "500, empty", answers: [{ status: 500, body: "" }], ...is(500, /empty/) },
  { name: "500, an error of no content", answers: [{ status: 500, body: { error: null } }], ...is(500, /HTTP 500/) },
  {
    name: "500, reasons that are no texts",
    answers: [{ status: 500, body: { error: { reason: 5, type: [], caused_by: [7] } } }],
    ...is(500, /HTTP 500/),
  },
  { name: "a status that nobody defined", answers: [{ status: 599, body: "{}" }], ...is(599, /HTTP 599/) },
  {
    name: "502 of a proxy",
    answers: [{ status: 502, body: HTML, headers: { "x-elastic-product": null } }],
    ...is(502, /Bad Gateway/),
    ...temporary,
  },
  {
    name: "503",
    answers: [refused(503, "cluster_block_exception", "not recovered")],
    ...is(503, /not recovered/),
    ...temporary,
  },
  { name: "504", answers: [{ status: 504, body: "" }], ...is(504, /504/), ...temporary },
  {
    name: "429",
    answers: [refused(429, "es_rejected_execution_exception", "queue full")],
    ...is(429, /queue full/),
    ...temporary,
  },
];
