/** Bodies that Elasticsearch sends, and those that others send in its place. */

/** An answer to a search. */
export const FOUND = {
  took: 1,
  timed_out: false,
  hits: { total: { value: 1, relation: "eq" }, hits: [{ _id: "7", _source: { title: "Star" } }] },
};

export const found = { body: FOUND };

export const HTML = "<!doctype html>\n<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";

/** An error as Elasticsearch's REST layer writes it. */
export function refused(status, type, reason, more = {}) {
  const cause = { type, reason, ...more };
  return { status, body: { error: { root_cause: [cause], ...cause }, status } };
}

const NOT_AUTHENTICATED =
  "unable to authenticate with provided credentials and anonymous access is not allowed for this request";
const CHALLENGES = ['Basic realm="security" charset="UTF-8"', 'Bearer realm="security"', "ApiKey"];

/** A 401, with what Elasticsearch says of an API key that it did not take. */
export function notAuthenticated(unsuccessful, reason = NOT_AUTHENTICATED) {
  const said = unsuccessful && { additional_unsuccessful_credentials: `API key: ${unsuccessful}` };
  const answer = refused(401, "security_exception", reason, { ...said, header: { "WWW-Authenticate": CHALLENGES } });
  return { ...answer, headers: { "www-authenticate": CHALLENGES } };
}

/** A JSON text that nests `depth` objects of one member. */
export function nested(name, depth, innermost) {
  return `{"${name}":`.repeat(depth) + innermost + "}".repeat(depth);
}
