/**
 * Servers that answer with the credential they got, in every place and spelling: nothing of it may show in an error, an
 * event or the console. (Every other row is searched for credentials as well.)
 */
import { bearer, encodedKey, key, secondary, user } from "../secrets.mjs";

const echo = "%AUTHORIZATION% %CREDENTIAL% %DECODED% %SECONDARY%";

const echoes = [
  ["a reason", { status: 400, body: { error: { type: "x", reason: echo } } }],
  ["an error that is a text", { status: 400, body: { error: echo } }],
  ["a root cause", { status: 401, body: { error: { root_cause: [{ type: echo, reason: echo }], reason: "x" } } }],
  ["an innermost cause", { status: 500, body: { error: { reason: "x", caused_by: { caused_by: { reason: echo } } } } }],
  [
    "what was wrong with the key",
    { status: 401, body: { error: { reason: "x", additional_unsuccessful_credentials: echo } } },
  ],
  ["members that nobody reads", { status: 400, body: { error: "x", authorization: echo, list: [{ deep: [echo] }] } }],
  [
    "names of members",
    { status: 400, body: { error: { reason: "x", [echo]: 1 }, "%CREDENTIAL%": { "%DECODED%": 2 } } },
  ],
  ["escapes of JSON", { status: 400, body: '{"error":{"reason":"%ESCAPED%"},"%ESCAPED%":"%ESCAPED%"}' }],
  ["a page of HTML", { status: 502, body: `<html>${echo}</html>` }],
  ["an excerpt's end", { status: 502, body: `${"x".repeat(100)}%CREDENTIAL% ${echo}` }],
  ["headers", { status: 400, body: "{}", headers: { "x-echo": echo, warning: `299 Elasticsearch-9.0.0-a "${echo}"` } }],
  ["a success that is none", { status: 200, body: echo }],
  ["a success of another shape", { status: 200, body: `["%CREDENTIAL%"]` }],
  ["the product's header", { status: 200, body: "{}", headers: { "x-elastic-product": "%AUTHORIZATION%" } }],
  ["a redirect", { status: 307, body: "", headers: { location: "/?%CREDENTIAL%" } }],
];

const asked = [
  ["an encoded key", { apiKey: encodedKey, secondaryAuthorization: secondary }],
  ["a key in two halves", { apiKey: key }],
  ["a key from a function", { apiKey: () => encodedKey }],
  ["a bearer token", { apiKey: undefined, auth: { bearer } }],
  ["a user", { apiKey: undefined, auth: user }],
];

export const leaks = asked.flatMap(([credential, options]) =>
  echoes.flatMap(([place, answer]) =>
    ["replace", "remove"].map((type) => ({
      name: `${credential} shown in ${place}, redaction ${type}`,
      answers: [{ ...answer, headers: { "access-control-expose-headers": "*, x-echo, warning", ...answer.headers } }],
      options: { ...options, redaction: { type } },
      error: /Error$/,
      attempts: null,
    })),
  ),
);
