/** What is kept out of errors and events: a row a mode, next to what the JavaScript client keeps out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { cleaned, formsOf, recordOf, redacted } from "../src/js/record.js";

const MODES = ["replace", "remove", "off"];
const redaction = (mode, ...additional) => ({ mode, additional });

test("members are redacted by their names at any depth", () => {
  const given = JSON.parse(
    `{"Authorization":"x","a":[{"password":{"deep":1},"apiKey":2,"APIKEY":3}],"x-elastic-app-auth":4,"key":"kept","token":5}`,
  );
  const hidden = `{"Authorization":"[redacted]","a":[{"password":"[redacted]","apiKey":"[redacted]","APIKEY":"[redacted]"}],"x-elastic-app-auth":"[redacted]","key":"kept","token":`;
  assert.equal(JSON.stringify(redacted(given, redaction("replace"), [])), `${hidden}5}`);
  assert.equal(JSON.stringify(redacted(given, redaction("replace", "token"), [])), `${hidden}"[redacted]"}`);
  assert.deepEqual(redacted(given, redaction("off"), []), given);
});

test("a credential is taken out wherever it stands, in whatever mode", () => {
  const secrets = formsOf(['s3cr/t"x']);
  for (const [text, shown] of [
    ['s3cr/t"x', "[redacted]"],
    ['a s3cr/t"x b s3cr/t"x', "a [redacted] b [redacted]"],
    [String.raw`{"as":"s3cr/t\"x"}`, '{"as":"[redacted]"}'],
    [String.raw`{"as":"s3cr\/t\"x"}`, '{"as":"[redacted]"}'],
    ["s3cr/t", "s3cr/t"],
    ['ünï s3cr/t"xé', "ünï [redacted]é"],
  ]) {
    assert.equal(cleaned(text, secrets), shown);
  }
  for (const mode of MODES) {
    const shown = redacted({ 's3cr/t"x': ['a s3cr/t"x'] }, redaction(mode), secrets);
    assert.deepEqual(shown, { "[redacted]": ["a [redacted]"] });
  }
  assert.equal(cleaned("star é \u{c3}\u{a9}", formsOf(["", "é"])), "star [redacted] [redacted]");
});

test("no name reaches a prototype", () => {
  const shown = redacted(JSON.parse('{"__proto__":{"polluted":1}}'), redaction("off"), []);
  assert.equal(JSON.stringify(shown), '{"__proto__":{"polluted":1}}');
  assert.equal({}.polluted, undefined);
});

test("a record has the client's shape and loses what its mode removes", () => {
  const call = {
    path: "/p",
    query: "q=1",
    body: "{}",
    headers: { accept: "application/json", authorization: "Basic x" },
    given: { maxRetries: 1 },
    id: 7,
    context: { password: "p", user: "u" },
    node: { url: "https://a.example", weight: 1000, deadCount: 0 },
    attempts: 2,
    answer: { headers: { x: "y" }, warnings: null },
  };
  const shown = (mode) => JSON.stringify(recordOf({ ...call, redaction: redaction(mode) }, true, []));
  assert.equal(
    shown("replace"),
    '{"headers":{"x":"y"},"warnings":null,"meta":{"context":{"password":"[redacted]","user":"u"},' +
      '"request":{"params":{"method":"POST","path":"/p","querystring":"q=1","body":"{}",' +
      '"headers":{"accept":"application/json","authorization":"[redacted]"}},"options":{"maxRetries":1},"id":7},' +
      '"name":"search-ui-search-application-connector",' +
      '"connection":{"url":"https://a.example","weight":1000,"deadCount":0},"attempts":2,"aborted":true}}',
  );
  assert.equal(
    shown("remove"),
    '{"warnings":null,"meta":{"context":{"password":"p","user":"u"},' +
      '"request":{"params":{"method":"POST","path":"/p","querystring":"q=1","body":"{}"},"options":{},"id":7},' +
      '"name":"search-ui-search-application-connector","connection":null,"attempts":2,"aborted":true}}',
  );
});
