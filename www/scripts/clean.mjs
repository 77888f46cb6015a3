/**
 * The films of npm's vega-datasets (movies.json), made fit for an index. All of them are kept; what is repaired:
 *
 * - Field names become snake_case; what is not known (null) is left out, so that `exists` and sorting mean what they say.
 * - Titles that are numbers (1776, 300) become text again. One title is null: the 2006 film "Unknown", which a reader of
 *   missing values must have taken at its word.
 * - Titles with an article at the end ("Boot, Das") are turned round, and double spaces made one.
 * - Letters with accents were read in the wrong encoding (Mac OS Roman for Latin-1): "LÈon" is "Léon" again.
 * - Dates become ISO. Two-digit years were completed with 20, so films from before 1929 to 1946 lie in the future: no
 *   film here is younger than 2011, a later year is a hundred years too late.
 * - A gross of 0 means that none was reported, and is left out.
 *
 * Two fields are added: whether the known source of a film is a book, and where its distributor has its head office.
 *
 * Ids are a slug of title and year, which is unique.
 */
import { readFileSync } from "node:fs";
import { headOffice } from "./head-offices.mjs";

const FIELDS = {
  mpaa_rating: "MPAA Rating",
  genre: "Major Genre",
  creative_type: "Creative Type",
  source: "Source",
  director: "Director",
  distributor: "Distributor",
  running_time: "Running Time min",
  imdb_rating: "IMDB Rating",
  imdb_votes: "IMDB Votes",
  tomatometer: "Rotten Tomatoes Rating",
  production_budget: "Production Budget",
};
const REPORTED = { us_gross: "US Gross", worldwide_gross: "Worldwide Gross", us_dvd_sales: "US DVD Sales" };

/** The year of the youngest film in the set. */
const LAST_YEAR = 2011;

/** What a letter of Latin-1 looks like when its byte is read as Mac OS Roman: the ones that occur. */
const MISREAD = {
  Ö: "…",
  Ω: "½",
  "˘": "ù",
  "·": "á",
  "‰": "ä",
  "‡": "à",
  È: "é",
  Í: "ê",
  Ë: "è",
  Î: "ë",
  Û: "ó",
  Ù: "ô",
};

const ARTICLE_LAST = /^(.+), (The|Das|Les)$/;

/** @returns {string} the title as it is written on a poster. */
export function cleanTitle(title) {
  if (title === null) return "Unknown";
  return String(title)
    .replace(/\s+/g, " ")
    .replace(/\P{ASCII}/gu, (letter) => MISREAD[letter] ?? letter)
    .replace(ARTICLE_LAST, "$2 $1");
}

/** @param {string} date such as "Jun 12 1998" @returns {string} "1998-06-12" */
export function cleanDate(date) {
  const [month, day, year] = date.split(" ");
  const number = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(month) / 3 + 1;
  const century = Number(year) > LAST_YEAR ? 100 : 0;
  return `${Number(year) - century}-${String(number).padStart(2, "0")}-${day}`;
}

/** @returns {string} lower-case ASCII letters and digits, joined by hyphens. */
export function slug(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{Mark}|'/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** The columns named in `fields` under their new names, except those whose value stands for nothing. */
const known = (record, fields, absent) =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([field, column]) => [field, record[column] ?? null])
      .filter(([, value]) => !absent.includes(value)),
  );

/** The sources that are books; comics count as their own kind. */
const BOOKS = ["Based on Book/Short Story", "Based on Factual Book/Article"];

/** What follows from the fields of a film. */
function derived({ source, distributor }) {
  const head_office = headOffice(distributor);
  return { ...(source && { based_on_book: BOOKS.includes(source) }), ...(head_office && { head_office }) };
}

/** One record of the data set as a document of the index, with its id. */
export function cleanFilm(record) {
  const title = cleanTitle(record.Title);
  const release_date = cleanDate(record["Release Date"]);
  const id = `${slug(title)}-${release_date.slice(0, 4)}`;
  const film = { id, title, release_date, ...known(record, FIELDS, [null]), ...known(record, REPORTED, [null, 0]) };
  return { ...film, ...derived(film) };
}

/** The 3,201 films, in the data set's order. */
export function films() {
  const file = new URL("../data/movies.json", import.meta.resolve("vega-datasets"));
  return JSON.parse(readFileSync(file, "utf8")).map(cleanFilm);
}
