/** A server on loopback that answers searches as a test says, when it says so: for what no search engine would do. */
import { once } from "node:events";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";

/**
 * @param {(params: object, application: string, gone: Promise<void>) => unknown} answer the body of the answer to these
 *   params, at once or later; an error with a `status` is a refusal. `gone` settles when the caller hangs up first.
 * @returns {Promise<{ url: string, requests: { application: string, params: object }[], stop: () => void }>}
 */
export async function startSearchServer(answer) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const application = decodeURIComponent(request.url.split("/").at(-2));
    const { params } = await json(request);
    requests.push({ application, params });
    const gone = once(response, "close").then(() => {});
    const { status, body } = await outcome(() => answer(params, application, gone));
    response.writeHead(status, { "content-type": "application/json", "x-elastic-product": "Elasticsearch" });
    response.end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}`, requests, stop };
}

async function outcome(answer) {
  try {
    return { status: 200, body: await answer() };
  } catch ({ status = 500, message }) {
    return { status, body: { status, error: { type: "test_exception", reason: message } } };
  }
}

/** A search's answer with one hit. */
export const found = (id, more = {}) => ({
  timed_out: false,
  _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
  hits: { total: { value: 1, relation: "eq" }, hits: [{ _id: id, _source: { title: id } }] },
  ...more,
});
