/**
 * What a page sees when the module itself fails. The module that is shipped traps nowhere that we know of, so a copy of
 * it is given fuel: each function uses some, and one that finds none left executes `unreachable`. Only the first
 * instance gets a limit; the one that takes its place has all it needs.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import binaryen from "binaryen";

const { instantiate } = WebAssembly;
const PLENTY = 0x7fffffff;
const dist = new URL("../dist/", import.meta.url);

let module;
let server;
let options;
let unhandled = 0;
/** The instance that was made last by `init`. */
let instance;

before(async () => {
  module = new WebAssembly.Module(withFuel(readFileSync(new URL("search-application-connector.wasm", dist))));
  WebAssembly.instantiate = async (given, imports) => {
    const made = await instantiate(given, imports);
    // Node's `fetch` has a module of its own.
    if (given === module) instance = made;
    return made;
  };
  process.on("unhandledRejection", () => unhandled++);
  server = createServer((request, response) => {
    response.setHeader("x-elastic-product", "Elasticsearch");
    setTimeout(() => response.end('{"hits":{"hits":[{"_id":"1"}]}}'), 5);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `http://127.0.0.1:${server.address().port}`;
  const dictionary = { properties: { query: { type: "string" } } };
  options = { host, searchApplication: "films", apiKey: "c2VjcmV0OmtleQ==", dictionary };
});

after(() => {
  WebAssembly.instantiate = instantiate;
  server.close();
  server.closeAllConnections();
});

/** The module in which each function first takes from the exported global `fuel`, and traps when there is none. */
function withFuel(bytes) {
  const wasm = binaryen.readBinary(bytes);
  // With all that binaryen knows it writes modules that no engine loads.
  const { BulkMemory, BulkMemoryOpt, NontrappingFPToInt, ReferenceTypes, Multivalue, SignExt, MutableGlobals } =
    binaryen.Features;
  wasm.setFeatures(
    BulkMemory | BulkMemoryOpt | NontrappingFPToInt | ReferenceTypes | Multivalue | SignExt | MutableGlobals,
  );
  wasm.addGlobal("fuel", binaryen.i32, true, wasm.i32.const(PLENTY));
  wasm.addGlobalExport("fuel", "fuel");
  const left = () => wasm.global.get("fuel", binaryen.i32);
  for (let at = 0; at < wasm.getNumFunctions(); at++) {
    const entry = wasm.getFunctionByIndex(at);
    const { module: imported, body, results } = binaryen.getFunctionInfo(entry);
    if (imported) continue;
    const take = wasm.global.set("fuel", wasm.i32.sub(left(), wasm.i32.const(1)));
    const check = wasm.if(wasm.i32.eqz(left()), wasm.unreachable());
    binaryen.Function.setBody(entry, wasm.block(null, [check, take, body], results));
  }
  return wasm.emitBinary();
}

/** The package with an instance of its own. */
async function freshPackage(name) {
  const slim = await import(new URL(`slim.js?${name}`, dist));
  await slim.init(module);
  return slim;
}

/** Every place is as good as any other to trap at, so they are taken from the first one on, ever further apart. */
const fuels = Array.from({ length: 26 }, (_, at) => Math.round(1.4 ** at));

test("a trap rejects the search that meets it with an InternalError, and the others work", async () => {
  const outcomes = { lost: 0, found: 0 };
  for (const fuel of fuels) {
    const { SearchApplicationClient, default: Connector, Dictionary, InternalError } = await freshPackage(`at${fuel}`);
    const client = new SearchApplicationClient(options);
    const connector = new Connector(options);
    const dictionary = new Dictionary(options.dictionary);
    instance.exports.fuel.value = fuel;
    const searches = [
      client.search({ query: "star" }),
      client.search({ query: 5 }).catch((error) => error),
      connector.onSearch({ searchTerm: "star" }, {}),
      connector.onAutocomplete({ searchTerm: "sta" }, { results: {} }),
    ];
    for (const { status, value, reason } of await Promise.allSettled(searches)) {
      const error = reason ?? (value instanceof Error ? value : undefined);
      if (error?.code === "ValidationError") continue;
      outcomes[status === "rejected" ? "lost" : "found"] += 1;
      if (status === "rejected") {
        assert.ok(error instanceof InternalError, `${fuel}: ${error?.stack}`);
        assert.match(error.message, /the next one works/);
      }
    }
    assert.equal((await client.search({ query: "star" })).hits.hits.length, 1, `the search after ${fuel}`);
    assert.equal((await connector.onSearch({ searchTerm: "star" }, {})).results.length, 1);
    assert.throws(() => dictionary.validate({ query: 5 }), { code: "ValidationError" });
  }
  assert.ok(outcomes.lost > 20 && outcomes.found > 20, JSON.stringify(outcomes));
  assert.equal(unhandled, 0);
});

test("a trap in a constructor is an InternalError too, and the next one is made", async () => {
  const { SearchApplicationClient, InternalError } = await freshPackage("constructor");
  instance.exports.fuel.value = 1;
  assert.throws(() => new SearchApplicationClient(options), InternalError);
  assert.equal((await new SearchApplicationClient(options).search({ query: "star" })).hits.hits.length, 1);
});
