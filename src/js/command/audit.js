/** `audit`: asks the cluster what a page's key may do, and says what to fix. What the answers mean is decided in Rust. */

import { auditFindings, auditProbes } from "../application.js";
import { cluster, exchange } from "./cluster.js";
import { address, operatorOfEnvironment, pageKey } from "./credentials.js";
import { CommandError } from "./failure.js";
import { readJson, readParams } from "./files.js";
import { asText, give, say } from "./output.js";
import { pathOf } from "./paths.js";

/** A param that no template has. */
const STRANGER = "search-application-audit-probe";
const FOUND = 1;
const MARKS = { pass: "ok     ", fail: "FIX    ", unknown: "unknown" };

export async function audit(values, [name]) {
  const params = readParams(values);
  const url = address(values);
  const key = await pageKey();
  say(`asking ${url} what the key may do`);
  const findings = auditFindings({
    url,
    application: name,
    now: Date.now(),
    ...(await asPage(url, key, name, params)),
    ...(await asOperator(url, key, name)),
    ...(values.dictionary && { dictionary: readJson(values.dictionary) }),
    ...(values.origin && { origin: values.origin, preflight: await preflight(url, name, values.origin) }),
  });
  const isFine = findings.every(({ verdict }) => verdict !== "fail");
  give(values.json ? asText({ ok: isFine, findings }) : report(findings));
  return isFine ? 0 : FOUND;
}

/** What the key itself can show. */
async function asPage(url, key, name, params) {
  const headers = { authorization: `ApiKey ${key}` };
  const ask = (method, path, body) => exchange(url, { method, path, body, headers });
  const search = async (asked) => {
    const { status, json: body } = await ask("POST", `${pathOf(name)}/_search`, { params: asked });
    return { status, body };
  };
  const probes = auditProbes(encodeURIComponent(name)).map(({ method, path, body }) => ask(method, path, body));
  const statuses = (await Promise.all(probes)).map(({ status }) => status);
  return { search: await search(params), stranger: await search({ ...params, [STRANGER]: true }), probes: statuses };
}

/** What only an operator may know; nothing without an operator's credentials. */
async function asOperator(url, key, name) {
  const authorization = operatorOfEnvironment();
  if (!authorization) return {};
  const send = cluster(url, authorization);
  const [id] = Buffer.from(key, "base64").toString().split(":");
  const known = await ifAllowed(send("GET", `/_security/api_key?id=${encodeURIComponent(id)}`));
  const application = await ifAllowed(send("GET", pathOf(name)));
  return {
    ...(known && { key: known }),
    ...(application && { dictionary: application.template?.dictionary ?? null }),
  };
}

async function ifAllowed(answer) {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    say(error.message);
    return undefined;
  }
}

/** What a browser asks before a page's first search. */
async function preflight(url, name, origin) {
  const { status, headers } = await exchange(url, {
    method: "OPTIONS",
    path: `${pathOf(name)}/_search`,
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type",
    },
  });
  return {
    status,
    allowOrigin: headers.get("access-control-allow-origin") ?? undefined,
    allowHeaders: headers.get("access-control-allow-headers") ?? undefined,
  };
}

function report(findings) {
  const lines = findings.map(({ check, verdict, seen, fix }) =>
    [`${MARKS[verdict]}  ${check}`, `         ${seen}`, fix && `         → ${fix}`].filter(Boolean).join("\n"),
  );
  const open = findings.filter(({ verdict }) => verdict === "fail").length;
  const verdict = open === 0 ? "Nothing to fix." : `${open} to fix.`;
  return `${lines.join("\n")}\n\n${verdict}\n`;
}
