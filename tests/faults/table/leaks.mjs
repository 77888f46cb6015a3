/**
 * Servers that answer with the credential they got, in every place and spelling: nothing of it may show in an error, an
 * event or the console. (Every other row is searched for credentials as well.)
 */
import { found } from "./answers.mjs";
import { bearer, encodedKey, key, secondary, user } from "../secrets.mjs";

const SEARCHES = 40;

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
  ["a user in the address", (context, hosts) => ({ apiKey: undefined, host: hosts.map(withUser) })],
  ["a header of the page's own", { apiKey: undefined, headers: { authorization: `ApiKey ${encodedKey}` } }],
  [
    "a header of the connection",
    { apiKey: undefined, connectionOptions: { headers: { Authorization: `Bearer ${bearer}` } } },
  ],
  ["a header of one search", {}, { headers: { authorization: `Bearer ${bearer}` } }],
];

const userInfo = `${user.username}:${encodeURIComponent(user.password)}@`;
const withUser = (address) => address.replace("://", `://${userInfo}`);

const manyTokens = {
  name: "an encoded key shown after many searches with tokens of their own",
  answers: [...Array(SEARCHES).fill(found), echoes[0][1]],
  error: "ResponseError",
  attempts: SEARCHES + 1,
  search: async (client) => {
    for (let searches = 0; searches < SEARCHES; searches += 1) {
      await client.search({}, { headers: { "es-secondary-authorization": `Bearer token-number-${searches}` } });
    }
    return client.search({});
  },
};

const everywhere = asked.flatMap(([credential, options, call]) =>
  echoes.flatMap(([place, answer]) =>
    ["replace", "remove"].map((type) => ({
      name: `${credential} shown in ${place}, redaction ${type}`,
      answers: [{ ...answer, headers: { "access-control-expose-headers": "*, x-echo, warning", ...answer.headers } }],
      options: (...told) => ({ ...(typeof options === "function" ? options(...told) : options), redaction: { type } }),
      call,
      error: /Error$/,
      attempts: null,
    })),
  ),
);

export const leaks = [...everywhere, manyTokens];
