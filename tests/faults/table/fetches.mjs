/**
 * A global `fetch` that is missing or misbehaves, as polyfills, mocks and other realms do. Whatever it does, the search
 * settles, and the next one works.
 */
import { FOUND } from "./answers.mjs";
import { encodedKey } from "../secrets.mjs";

const WHOLE = JSON.stringify(FOUND);
const headers = new Headers({ "x-elastic-product": "Elasticsearch", "content-type": "application/json" });
const response = () => new Response(WHOLE, { headers });
const never = () => new Promise(() => {});
const lost = { error: "ConnectionError", message: /127\.0\.0\.1/ };
const late = { error: "TimeoutError", options: { requestTimeout: 200 } };
const settled = { error: /^(Connection|Deserialization|ProductNotSupported|Response)Error$/ };
const shouting = {
  get message() {
    throw new Error("the message throws");
  },
};

/** A body as a stream that does what `pull` does. */
const streaming = (pull) => async () => new Response(new ReadableStream({ pull }), { headers });
const bytes = new TextEncoder().encode(WHOLE);

const table = [
  ["is missing", undefined, lost],
  ["is no function", 5, lost],
  ["throws at once", () => fail(new TypeError("thrown at once")), { ...lost, message: /thrown at once/ }],
  ["throws a text at once", () => fail("a text"), { ...lost, message: /a text/ }],
  ["returns nothing", () => undefined, lost],
  ["returns a plain object", () => ({ plain: true }), lost],
  ["resolves to nothing", async () => undefined, lost],
  ["resolves to null", async () => null, lost],
  ["resolves to a text", async () => WHOLE, lost],
  ["resolves to a plain object", async () => ({ plain: true }), lost],
  ["rejects with a text", async () => fail("a text"), { ...lost, message: /a text/ }],
  ["rejects with nothing", async () => fail(undefined), lost],
  ["rejects with null", async () => fail(null), lost],
  ["rejects with an object", async () => fail({ an: "object" }), lost],
  ["rejects with a symbol", async () => fail(Symbol("sign")), lost],
  ["rejects with what throws when read", async () => fail(shouting), lost],
  ["rejects with a proxy that was revoked", async () => fail(revoked()), lost],
  ["rejects with an abort of its own", async () => fail(new DOMException("aborted elsewhere", "AbortError")), lost],
  ["rejects with an error that quotes the key", async (url, init) => fail(new Error(quoting(init))), lost],
  ["rejects with an error caused by one that quotes the key", async (url, init) => fail(causedBy(init)), lost],
  ["never settles", never, late],
  ["never settles and ignores its signal", () => ({ then() {} }), late],
  ["is thenable and throws", () => ({ then: () => fail(new Error("then")) }), lost],
  [
    "has a status that throws",
    async () => ({
      headers,
      text: async () => WHOLE,
      get status() {
        return fail(new Error("status"));
      },
    }),
    settled,
  ],
  ["has a status that is a text", async () => ({ headers, status: "200", text: async () => WHOLE }), settled],
  ["has no headers", async () => ({ status: 200, text: async () => WHOLE }), settled],
  [
    "has headers that throw",
    async () => ({ status: 200, headers: { get: () => fail(new Error("headers")) }, text: async () => WHOLE }),
    settled,
  ],
  ["has no text", async () => ({ status: 200, headers }), settled],
  [
    "has a text that throws",
    async () => ({ status: 200, headers, text: () => fail(new Error("torn off")) }),
    { ...lost, message: /torn off/ },
  ],
  ["has a text that is a number", async () => ({ status: 200, headers, text: async () => 5 }), settled],
  ["has a text that never comes", async () => ({ status: 200, headers, text: never }), late],
  ["has a body that never comes", streaming(never), late],
  ["has a body that fails", streaming((controller) => controller.error(new Error("torn off"))), lost],
  ["has a body that fails with a text", streaming((controller) => controller.error("torn off")), lost],
  [
    "has a body of texts",
    streaming((controller) => controller.enqueue(WHOLE)),
    { error: /Error$/, options: { requestTimeout: 1000 } },
  ],
  [
    "has a body that is locked",
    async () => {
      const reply = response();
      reply.body.getReader();
      return reply;
    },
    lost,
  ],
  [
    "has a body that was read",
    async () => {
      const reply = response();
      await reply.text();
      return reply;
    },
    lost,
  ],
  ["resolves to an error response", async () => Response.error(), settled],
  ["returns a response, not a promise", response, { attempts: 0 }],
  [
    "resolves to as much of a response as is needed",
    async () => ({ status: 200, headers, text: async () => WHOLE }),
    { attempts: 0 },
  ],
  ["streams byte by byte", async () => new Response(bytewise(), { headers }), { attempts: 0 }],
  [
    "is called with an address and what to do",
    async (url, init) => (typeof url === "string" && init.method === "POST" ? response() : undefined),
    { attempts: 0 },
  ],
];

export const fetches = table.map(([name, fetch, expected]) => ({
  name: `a fetch that ${name}`,
  fetch,
  attempts: 0,
  ...expected,
}));

function fail(thrown) {
  throw thrown;
}

function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function quoting(init) {
  return `bad header ${new Headers(init.headers).get("authorization")}, ${encodedKey}`;
}

function causedBy(init) {
  return Object.assign(new Error("outer", { cause: new Error(quoting(init)) }), { headers: init.headers, init });
}

function bytewise() {
  let next = 0;
  return new ReadableStream({
    pull: (controller) =>
      next < bytes.length ? controller.enqueue(bytes.slice(next, (next += 1))) : controller.close(),
  });
}
