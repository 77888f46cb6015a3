"use client";

/** Asks the route handler, as Search UI's `ApiProxyConnector` does. */
import { useEffect, useState } from "react";
import { question } from "../../config.mjs";

async function search() {
  const answer = await fetch("/api/search", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(question),
  });
  const { results, totalResults, error } = await answer.json();
  return error ? { error } : { titles: results.map(({ title }) => title.raw), totalResults };
}

export default function Page() {
  const [found, setFound] = useState();
  useEffect(() => void search().then(setFound), []);
  return found && <pre id="found">{JSON.stringify(found)}</pre>;
}
