/**
 * What is searched in both engines: the tables that the embedded engine is tested by, and what visitors of the demo may
 * ask of its search application.
 */
import { readdirSync, readFileSync } from "node:fs";
import { filters, searchQuery, sortOptions } from "../../www/src/search.js";
import { Random } from "./random.mjs";

const TABLES = new URL("../../emulator/tests/data/engine/", import.meta.url);

/** Tables that are not about finding films: how a search is printed, and those on the index of places. */
const OTHER = ["rendered.json", "geo.json", "nested.json", "places_errors.json", "suggest.json"];

const read = (name) => readFileSync(new URL(name, TABLES), "utf8");

/** The documents of the tables, as the body of a bulk request, and their index. */
export const films = { body: read("films.ndjson"), index: JSON.parse(read("films_mapping.json")) };

/** Every case of the tables on that index, as `{ name, body }`; what it is expected to give is not of interest here. */
export function tableSearches() {
  const files = readdirSync(TABLES).filter((name) => name.endsWith(".json") && !OTHER.includes(name));
  const cases = files.map((file) => [file, JSON.parse(read(file))]).filter(([, table]) => Array.isArray(table));
  return cases.flatMap(([file, table]) => table.map(({ name, body }) => ({ name: `${file}: ${name}`, body })));
}

const TERMS = [
  "",
  "star",
  "star wars",
  "the godfather",
  "lord rings",
  "matrx",
  "spielberg",
  "no such film",
  "2",
  "d'or",
];

/** Facets' values that visitors may choose. */
const CHOICES = {
  genre: ["Drama", "Comedy", "Horror", "Western", "no such genre"],
  mpaa_rating: ["R", "PG-13", "G", "Not Rated"],
  distributor: ["Warner Bros.", "Universal", "Sony Pictures"],
  running_time: [
    { name: "up to 90 min", to: 90 },
    { name: "90 to 120 min", from: 90, to: 120 },
  ],
  based_on_book: [true, false],
  director: ["Steven Spielberg", "Woody Allen", "no such director"],
};

/** @returns {{ name: string, state: object }[]} request states of Search UI */
export function visitorSearches(count) {
  const random = new Random(2024);
  const pick = (list) => random.pick(list);
  const state = () => ({
    searchTerm: pick(TERMS),
    current: pick([1, 1, 1, 2, 5]),
    resultsPerPage: pick([20, 40, 60]),
    sortList: pick(sortOptions).value,
    filters: filters.filter(() => pick([false, false, true])).map(({ field }) => filter(field, pick)),
  });
  return Array.from({ length: count }, (_, at) => ({ name: `visitor ${at + 1}`, state: state() }));
}

function filter(field, pick) {
  const values = CHOICES[field] ?? searchQuery.facets[field].ranges;
  return { field, type: pick(["any", "all", "none"]), values: [...new Set([pick(values), pick(values)])] };
}
