/** What only the request tells, put into the places that the table's answers leave for it. */

/**
 * @param {object} described an answer of the table
 * @param {import("node:http").IncomingMessage} request
 * @param {{ here: string, elsewhere: string, soonMs?: number }} known the server's two addresses, and when "soon" is
 * @returns {object} the answer to this request
 */
export function fill(described, request, { here, elsewhere, soonMs }) {
  if (described.bytes) return described;
  const node = request.url.split("/").slice(0, 4).join("/");
  const { authorization = "", "es-secondary-authorization": secondary = "" } = request.headers;
  const credential = authorization.replace(/^\w+ /, "");
  const places = {
    "%HERE%": here + node,
    "%ELSEWHERE%": elsewhere + node,
    "%AUTHORIZATION%": authorization,
    "%CREDENTIAL%": credential,
    "%DECODED%": Buffer.from(credential, "base64").toString(),
    "%ESCAPED%": escaped(authorization),
    "%SECONDARY%": secondary,
    "%SOON%": new Date(Date.now() + soonMs).toUTCString(),
  };
  const text = JSON.stringify(described);
  return JSON.parse(text.replace(/%[A-Z]+%/g, (place) => JSON.stringify(places[place] ?? place).slice(1, -1)));
}

/** Each character as JSON may write it too. */
function escaped(text) {
  return [...text].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}
