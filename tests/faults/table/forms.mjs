/** Searches in other forms under the same faults: compressed, streamed, shared, kept. */
import { FOUND, found, refused } from "./answers.mjs";

const GZIP_MAGIC = "\x1f\x8b";
const DOWN = refused(500, "x", "down");
const streamed = (client) => client.search({ query: "star" }, { asStream: true });
const text = (stream) => new Response(stream).text();

/** What a search gives that ends as its row wants it to. */
const asExpected = (isExpected) => ({ hits: { hits: isExpected ? [{ _id: "7" }] : [] } });

export const forms = [
  {
    name: "a compressed request",
    options: { compression: true },
    check: ({ attempts: [{ headers, body }] }) =>
      (headers["content-encoding"] === "gzip" && body.startsWith(GZIP_MAGIC)) || "the request is not gzip",
  },
  {
    name: "a compressed request, tried again",
    answers: [{ instead: "reset" }, found],
    options: { compression: true, maxRetries: 1 },
    attempts: 2,
    check: ({ attempts: [first, second] }) => first.body === second.body || "the second request is not the first",
  },
  { name: "a stream", search: async (client) => JSON.parse(await text(await streamed(client))) },
  {
    name: "a stream that is cut",
    answers: [{ body: FOUND, length: 9999, then: "reset", pauseMs: 100 }],
    search: async (client) => {
      const reading = text(await streamed(client));
      return reading.then(
        () => asExpected(false),
        () => asExpected(true),
      );
    },
  },
  {
    name: "a stream that its reader leaves",
    answers: [{ body: FOUND, length: 9999, then: "drip" }],
    closed: 1,
    search: async (client) => {
      await (await streamed(client)).cancel();
      return asExpected(true);
    },
  },
  {
    name: "a refusal where a stream was wanted",
    answers: [DOWN],
    call: { asStream: true },
    error: "ResponseError",
    status: 500,
  },
  {
    name: "like searches under way",
    answers: [{ ...found, afterMs: 500 }],
    options: { cache: { maxEntries: 10, ttl: 60_000 } },
    attempts: 1,
    search: async (client) => {
      const [, body] = await Promise.all([client.search({ query: "star" }), client.search({ query: "star" })]);
      return body;
    },
  },
  {
    name: "like searches under way, of which one is given up",
    answers: [{ ...found, afterMs: 500 }],
    options: { cache: { maxEntries: 10, ttl: 60_000 } },
    attempts: 1,
    search: async (client) => {
      const first = client.search({ query: "star" }, { signal: AbortSignal.timeout(30) });
      const second = client.search({ query: "star" });
      const [{ reason }, { value }] = await Promise.allSettled([first, second]);
      return reason?.name === "RequestAbortedError" ? value : asExpected(false);
    },
  },
  {
    name: "like searches under way, all given up",
    answers: [{ instead: "stall" }],
    options: { cache: { maxEntries: 10, ttl: 60_000 } },
    attempts: 1,
    closed: 1,
    search: async (client, context) => {
      const controller = new AbortController();
      const call = { signal: controller.signal };
      const searches = [client.search({ query: "star" }, call), client.search({ query: "star" }, call)];
      context.asked().then(() => controller.abort());
      const ends = await Promise.allSettled(searches);
      return asExpected(ends.every(({ reason }) => reason?.name === "RequestAbortedError"));
    },
  },
  {
    name: "an error is not kept",
    answers: [DOWN, found],
    options: { cache: { maxEntries: 10, ttl: 60_000 } },
    attempts: 2,
    search: async (client) => {
      await client.search({ query: "star" }).catch(() => {});
      return client.search({ query: "star" });
    },
  },
  {
    name: "an answer is kept",
    answers: [found, DOWN],
    options: { cache: { maxEntries: 10, ttl: 60_000 } },
    attempts: 1,
    search: async (client) => {
      await client.search({ query: "star" });
      return client.search({ query: "star" });
    },
  },
];
