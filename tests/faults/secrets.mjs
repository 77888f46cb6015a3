/**
 * The credentials that the fault tests use, and the search for them in whatever the package shows. A credential must
 * not show in any form that it is easily brought back from, nor in part: twelve characters in a row are a find.
 */

const ID = "VuaCfGcBCdbkQm-e5aOx";
const SECRET = "ui2lp2axTNmsyakw9tvNnw";
const USER = "film-page";
const WINDOW = 12;

export const key = { id: ID, api_key: SECRET };
export const encodedKey = btoa(`${ID}:${SECRET}`);
/** What a credential function returns the second time. */
export const renewedKey = btoa("XvbDgHdCDecLRn-f6bPy:vj3mq3byUOntzblx0uwOox");
export const bearer = "eyJhbGciOiJIUzI1NiJ9.Zm9yIHRlc3Rz.q9T2vX-81_kLmZ0a";
export const user = { username: USER, password: 'pa"ss/wörd\\with<everything>' };
export const secondary = "ApiKey c2Vjb25kYXJ5LWlkOnNlY29uZGFyeS1zZWNyZXQ=";

const decoded = (encoded) => atob(encoded).split(":")[1];
const utf8 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

const secrets = [
  encodedKey,
  SECRET,
  renewedKey,
  decoded(renewedKey),
  bearer,
  user.password,
  encodeURIComponent(user.password),
  JSON.stringify(user.password).slice(1, -1),
  utf8(`${user.username}:${user.password}`),
  secondary.slice("ApiKey ".length),
  decoded(secondary.slice("ApiKey ".length)),
];

const windows = new Set(secrets.flatMap(windowsOf));

function windowsOf(text) {
  return Array.from({ length: Math.max(1, text.length - WINDOW + 1) }, (_, at) => text.slice(at, at + WINDOW));
}

/** The parts of credentials that stand in the text. */
export function leaksIn(text) {
  return [...new Set(windowsOf(text).filter((part) => windows.has(part)))];
}
