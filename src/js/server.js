/**
 * The server's half of Search UI's `ApiProxyConnector`: the page asks this handler, and only the handler has the key.
 * One function serves both kinds of server, since what a runtime passes tells which one it is.
 */

import { createAnswer } from "./server/answer.js";
import { answerFetch } from "./server/fetch.js";
import { answerNode } from "./server/node.js";

export { ConfigurationError, ElasticsearchClientError } from "./errors.js";

export function createSearchHandler(connector, options = {}) {
  const answer = createAnswer(connector, options);
  return (request, response, next) =>
    typeof response?.writeHead === "function"
      ? answerNode(answer, request, response, next)
      : answerFetch(answer, request);
}
