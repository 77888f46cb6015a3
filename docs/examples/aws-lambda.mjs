/**
 * An AWS Lambda function that searches for Search UI's `ApiProxyConnector`, behind a function URL or an HTTP API of
 * API Gateway (payload format 2.0).
 */
import SearchApplicationConnector from "search-ui-search-application-connector";
import { createSearchHandler } from "search-ui-search-application-connector/server";

const { SEARCH_HOST: host, SEARCH_APPLICATION: searchApplication, SEARCH_APPLICATION_KEY: apiKey } = process.env;
const connector = new SearchApplicationConnector({ host, searchApplication, apiKey });
const search = createSearchHandler(connector);

export async function handler({ rawPath, requestContext, headers, body, isBase64Encoded }) {
  const request = new Request(`https://${requestContext.domainName}${rawPath}`, {
    method: requestContext.http.method,
    headers,
    body: isBase64Encoded ? Buffer.from(body, "base64") : body,
  });
  const response = await search(request);
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}
