/**
 * One search's exchange as programs see it: in an error's `meta`, in a diagnostic event, and in what a search with
 * `meta: true` returns. The shape is the JavaScript client's `DiagnosticResult`. Kept out of it are credentials,
 * wherever they stand, and what the option `redaction` hides by its name, as that client does.
 */

const NAME = "search-ui-search-application-connector";
const REDACTED = "[redacted]";
/** The members that the client redacts, and the header of a second credential. */
const SECRET_NAMES = ["authorization", "password", "apikey", "x-elastic-app-auth", "es-secondary-authorization"];

/** Secrets as they are, as JSON text may write them, and as a header gives back what is no ASCII. */
export function formsOf(secrets) {
  const forms = secrets.flatMap((secret) => {
    const written = JSON.stringify(secret).slice(1, -1);
    const fromHeader = String.fromCharCode(...new TextEncoder().encode(secret));
    return [secret, written, written.replaceAll("/", "\\/"), fromHeader];
  });
  return [...new Set(forms.filter(Boolean))];
}

/** The text without any of the secrets. */
export function cleaned(text, secrets) {
  return secrets.reduce((text, secret) => text.replaceAll(secret, REDACTED), text);
}

/**
 * A JSON value without what is secret by its name, and without any of the secrets.
 * @param {{ mode: "replace" | "remove" | "off", additional: string[] }} redaction names in lower case
 * @param {string[]} secrets
 */
export function redacted(value, { mode, additional }, secrets) {
  const names = mode === "replace" ? [...SECRET_NAMES, ...additional] : [];
  const member = ([name, value]) => [
    cleaned(name, secrets),
    names.includes(name.toLowerCase()) ? REDACTED : clean(value),
  ];
  return clean(value);

  function clean(value) {
    if (typeof value === "string") return cleaned(value, secrets);
    if (Array.isArray(value)) return value.map(clean);
    return value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(member)) : value;
  }
}

/**
 * What is known of a search, redacted: `{ headers?, warnings, meta }`.
 * @param {object} call as `client.js` makes it
 * @param {boolean} aborted whether it was given up
 * @param {string[]} secrets
 */
export function recordOf(call, aborted, secrets) {
  const { path, query: querystring, body, headers, answer, redaction } = call;
  const isWhole = redaction.mode !== "remove";
  const params = { method: "POST", path, querystring, body, ...(isWhole && { headers }) };
  const record = {
    ...(isWhole && answer && { headers: answer.headers }),
    warnings: answer?.warnings ?? null,
    meta: {
      context: plain(call.context),
      request: { params, options: isWhole ? call.given : {}, id: call.id },
      name: NAME,
      connection: isWhole ? call.node : null,
      attempts: call.attempts,
      aborted,
    },
  };
  return redacted(record, redaction, secrets);
}

/** A value as far as JSON can say it. */
function plain(value) {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return null;
  }
}
