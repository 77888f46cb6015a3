/**
 * The package as a user gets it: packed, installed from the tarball into an empty project, imported and required.
 */

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { makeProject } from "./project.mjs";

const NAME = "search-ui-search-application-connector";
const ERRORS = [
  "ElasticsearchClientError",
  "ConfigurationError",
  "ConnectionError",
  "TimeoutError",
  "RequestAbortedError",
  "NoLivingConnectionsError",
  "SerializationError",
  "DeserializationError",
  "ResponseError",
  "ProductNotSupportedError",
  "ValidationError",
  "InternalError",
];
const options = { host: "https://a.example", searchApplication: "films", apiKey: "c2VjcmV0OmtleQ==" };

let made;
let project;
let forms;

before(async () => {
  made = makeProject();
  project = made.folder;
  writeFileSync(
    path.join(project, "import.js"),
    `export * as index from "${NAME}"; export * as application from "${NAME}/application"; export * as server from "${NAME}/server";`,
  );
  const esm = await import(pathToFileURL(path.join(project, "import.js")));
  const require = createRequire(path.join(project, "index.cjs"));
  forms = {
    ESM: esm,
    CommonJS: { index: require(NAME), application: require(`${NAME}/application`), server: require(`${NAME}/server`) },
  };
});

after(() => made.remove());

for (const form of ["ESM", "CommonJS"]) {
  test(`${form}: the connector is the default export, made synchronously, ready at once`, async () => {
    const { index } = forms[form];
    assert.equal(index.default, index.SearchApplicationConnector);
    const connector = new index.default(options);
    await connector.ready;
    for (const method of ["onSearch", "onAutocomplete", "onResultClick", "onAutocompleteResultClick"]) {
      assert.equal(typeof connector[method], "function");
    }
    assert.equal(connector.onResultClick({}), undefined);
    assert.equal(connector.onAutocompleteResultClick({}), undefined);
  });

  test(`${form}: every error is a real Error with the client's name`, () => {
    for (const name of ERRORS) {
      const error = new forms[form].index[name]("what happened");
      assert.ok(error instanceof Error && error instanceof forms[form].index.ElasticsearchClientError);
      assert.deepEqual([error.name, error.code, error.message], [name, name, "what happened"]);
    }
  });

  test(`${form}: an error of the other form is told by instanceof too, and by no other class`, () => {
    const { ResponseError, TimeoutError, ElasticsearchClientError } = forms[form].index;
    const other = forms[form === "ESM" ? "CommonJS" : "ESM"].index;
    const error = new other.ResponseError("what happened");
    assert.ok(error instanceof ResponseError && error instanceof ElasticsearchClientError);
    assert.ok(!(error instanceof TimeoutError) && !(new other.ElasticsearchClientError() instanceof ResponseError));
    class Own extends ResponseError {}
    assert.ok(new Own() instanceof ResponseError && new Own() instanceof Own && !(error instanceof Own));
    for (const nothing of [undefined, null, 1, "ResponseError", {}, new Error()]) {
      assert.ok(!(nothing instanceof ElasticsearchClientError));
    }
  });

  test(`${form}: a mistake in the options is thrown by the constructor`, () => {
    const { default: Connector, ConfigurationError } = forms[form].index;
    assert.throws(() => new Connector({ ...options, host: "http://a.example" }), ConfigurationError);
    assert.throws(() => new Connector(), ConfigurationError);
  });

  test(`${form}: what a connector shows holds no key, and its methods work without it`, async () => {
    const connector = new forms[form].index.default(options);
    assert.doesNotMatch(JSON.stringify({ ...connector }) + Object.keys(connector), /c2Vj|__wbg/);
    const { onAutocomplete } = connector;
    const empty = await onAutocomplete({ searchTerm: "" }, {});
    assert.deepEqual(empty.autocompletedResults, []);
  });

  test(`${form}: build scripts get a search application and a key request`, () => {
    const { defineSearchApplication, apiKeyRequest, ConfigurationError } = forms[form].application;
    const body = defineSearchApplication(
      { search_fields: { title: {} }, result_fields: { title: { raw: {} } } },
      { indices: "films" },
    );
    assert.deepEqual(body.indices, ["films"]);
    assert.equal(body.template.script.lang, "mustache");
    assert.equal(body.template.dictionary.additionalProperties, false);
    assert.throws(() => defineSearchApplication({}, {}), ConfigurationError);
    const key = apiKeyRequest({ searchApplication: "films" });
    const [role] = Object.values(key.role_descriptors);
    assert.deepEqual(role.restriction.workflows, ["search_application_query"]);
    assert.deepEqual(role.indices, [{ names: ["films"], privileges: ["read"] }]);
  });
}

for (const form of ["ESM", "CommonJS"]) {
  test(`${form}: a server gets a handler`, async () => {
    const { index, server } = forms[form];
    const handler = server.createSearchHandler(new index.default(options));
    const { status } = await handler(new Request("https://www.example.com/api/search"));
    assert.equal(status, 405);
  });
}

test("a page that brings its own module is told to load it first", async () => {
  const file = path.join(project, "slim.js");
  writeFileSync(file, `export * from "${NAME}/slim"; export { default } from "${NAME}/slim";`);
  const slim = await import(pathToFileURL(file));
  assert.throws(() => new slim.default(options), /call `await init\(source\)` first/);
  const wasm = createRequire(file).resolve(`${NAME}/search-application-connector.wasm`);
  await slim.init(readFileSync(wasm));
  assert.ok(new slim.default(options));
});
