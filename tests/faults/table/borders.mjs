/** What only a page meets, and what leads out of the origin: CORS and redirects. */
import { found } from "./answers.mjs";

const blocked = { error: "ConnectionError", message: /http\.cors\.allow-origin/, retried: true };

const corsFaults = [
  { name: "CORS off", cors: false, preflight: { headers: { "access-control-allow-origin": null } } },
  { name: "CORS for the answer only", preflight: { headers: { "access-control-allow-origin": null } } },
  {
    name: "CORS for another origin",
    preflight: { headers: { "access-control-allow-origin": "https://other.example" } },
  },
  {
    name: "Authorization not among the allowed headers",
    preflight: { headers: { "access-control-allow-headers": "content-type" } },
  },
  { name: "a preflight answered with 401", preflight: { status: 401 } },
  { name: "a preflight answered with 403", preflight: { status: 403 } },
  { name: "a preflight answered with 500", preflight: { status: 500 } },
  { name: "a preflight that redirects", preflight: { status: 307, headers: { location: "/-/elsewhere" } } },
  { name: "a preflight that is cut", preflight: { instead: "reset" } },
];

const redirect = { error: "ResponseError", message: /redirect/i };
const redirectTo = (status, location) => ({ answers: [{ status, body: "", headers: { location } }], ...redirect });

export const borders = [
  // Node's fetch knows no CORS: there the same answers are found.
  ...corsFaults.map((row) => ({ answers: [found], ...row, chromium: { ...blocked, attempts: 0 } })),
  {
    name: "CORS for the preflight only",
    answers: [found],
    cors: false,
    chromium: blocked,
  },
  ...[301, 302, 303, 307, 308].map((status) => ({
    name: `${status} to another origin`,
    ...redirectTo(status, "%ELSEWHERE%/_application/search_application/films/_search"),
  })),
  { name: "307 within the origin", ...redirectTo(307, "%HERE%/moved") },
  { name: "307 in a circle", ...redirectTo(307, "%HERE%/_application/search_application/films/_search") },
  {
    // A browser doesn't tell a redirect from a failure where it leads to no address.
    name: "307 to nowhere",
    ...redirectTo(307, "http://["),
    chromium: { error: "ConnectionError", message: /./ },
    alone: true,
  },
  { name: "300 without a place to go to", answers: [{ status: 300, body: "" }], error: "ResponseError", status: 300 },
];
