"use client";

/** Rendered on the server without a search, which then happens in the browser. */
import * as connectorModule from "search-ui-search-application-connector";
import { useEffect, useState } from "react";
import { search } from "../../search.mjs";

export default function Page() {
  const [found, setFound] = useState();
  useEffect(() => void search(connectorModule).then(setFound), []);
  return found && <pre id="found">{JSON.stringify(found)}</pre>;
}
