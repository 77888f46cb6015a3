/** Places to visit: an index with what the films of the demo have not, which is points, booleans, nested objects and completions. */

export const INDEX = "parity-places";

/** Where the rings of the facet `location` have their center. */
export const CENTER = { lat: 48.85, lon: 2.35 };

const KINDS = ["lake", "castle", "garden", "museum"];
const ADJECTIVES = ["Quiet", "Royal", "Old", "Hidden", "Northern"];
const REVIEWERS = ["Ann", "Bob", "Cem"];

/** Sixty places on a grid to the north and east of the center, some eleven kilometres apart. */
export const places = Array.from({ length: 60 }, (_, at) => {
  const kind = KINDS[at % KINDS.length];
  const title = `${ADJECTIVES[at % ADJECTIVES.length]} ${kind} ${at}`;
  return {
    id: String(at),
    title,
    suggest: title,
    url: `https://places.example/${at}`,
    kind,
    open: at % 3 !== 0,
    visitors: (at * 977) % 5000,
    location: { lat: CENTER.lat + (at % 8) * 0.1, lon: CENTER.lon + Math.floor(at / 8) * 0.15 },
    reviews: REVIEWERS.slice(0, at % 4).map((by, nth) => ({ by, stars: ((at + nth) % 5) + 1 })),
  };
});

const keyword = { type: "keyword" };
const properties = {
  title: { type: "text", fields: { keyword } },
  suggest: { type: "completion" },
  url: keyword,
  kind: keyword,
  open: { type: "boolean" },
  visitors: { type: "integer" },
  location: { type: "geo_point" },
  reviews: { type: "nested", properties: { by: keyword, stars: { type: "byte" } } },
};

/** Makes the index anew and fills it. */
export async function loadPlaces(send) {
  await send("DELETE", `${INDEX}?ignore_unavailable=true`);
  await send("PUT", INDEX, { mappings: { dynamic: "strict", properties } });
  const lines = places.map(
    ({ id, ...place }) => `${JSON.stringify({ index: { _id: id } })}\n${JSON.stringify(place)}\n`,
  );
  const { errors, items } = await send("POST", `${INDEX}/_bulk`, lines.join(""));
  if (errors) throw new Error(`A place was refused: ${JSON.stringify(items.find((item) => item.index.error))}`);
  await send("POST", `${INDEX}/_refresh`);
}

export const rings = [
  { name: "near", from: 0, to: 20 },
  { name: "a day's walk", from: 20, to: 40 },
  { name: "far", from: 40 },
];

const value = { raw: {} };
const shown = {
  title: { raw: {}, snippet: { size: 100, fallback: true } },
  kind: value,
  open: value,
  visitors: value,
  url: value,
};

export const searchQuery = {
  search_fields: { title: {} },
  result_fields: shown,
  facets: {
    kind: { type: "value" },
    open: { type: "value" },
    location: { type: "range", center: `${CENTER.lat}, ${CENTER.lon}`, unit: "km", ranges: rings },
    visitors: {
      type: "range",
      ranges: [
        { name: "few", from: 0, to: 999 },
        { name: "many", from: 1000 },
      ],
    },
  },
  disjunctiveFacets: ["kind", "location"],
};

export const autocompleteQuery = {
  results: { resultsPerPage: 3, search_fields: { title: {} }, result_fields: shown },
  suggestions: {
    size: 4,
    types: {
      titles: { fields: ["suggest"] },
      kinds: { queryType: "results", index: INDEX, search_fields: { title: {} }, result_fields: { kind: value } },
    },
  },
};

/** For `defineSearchApplication`. */
export const fields = { open: "boolean" };
