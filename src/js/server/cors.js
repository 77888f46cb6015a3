/** Which pages of other origins may ask, and the headers that tell their browsers so. */

/** Seconds that a browser need not ask again: the longest that Chromium takes. */
const MAX_AGE = "7200";

/** The headers for a question; none for an origin that is not allowed, whose page then can't read the answer. */
export function allowOrigin(cors, { method, header }) {
  if (!cors) return {};
  const { origins, headers, credentials } = cors;
  const vary = origins === "*" ? {} : { vary: "Origin" };
  const origin = header("origin");
  if (!origin || (origins !== "*" && !origins.includes(origin))) return vary;
  return {
    ...vary,
    "access-control-allow-origin": origins === "*" ? "*" : origin,
    ...(credentials && { "access-control-allow-credentials": "true" }),
    ...(method === "OPTIONS" && {
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": ["content-type", ...headers].join(", "),
      "access-control-max-age": MAX_AGE,
    }),
  };
}
