/** What cleaning does to a title, a date and a record, and what holds for all 3,201 films. */
import assert from "node:assert/strict";
import test from "node:test";
import { cleanDate, cleanFilm, cleanTitle, films, slug } from "./clean.mjs";

const TITLES = [
  ["Jaws", "Jaws"],
  [1776, "1776"],
  [null, "Unknown"],
  ["Boot, Das", "Das Boot"],
  ["Charge of the Light Brigade, The", "The Charge of the Light Brigade"],
  ["Me, Myself & Irene", "Me, Myself & Irene"],
  ["Halloween:  The Curse of Michael Myers", "Halloween: The Curse of Michael Myers"],
  ["LÈon", "Léon"],
  ["De battre mon coeur s'est arrÍtÈ", "De battre mon coeur s'est arrêté"],
  ["Alien³", "Alien³"],
];
for (const [given, expected] of TITLES) {
  test(`the title ${JSON.stringify(given)} is cleaned to ${JSON.stringify(expected)}`, () => {
    assert.equal(cleanTitle(given), expected);
  });
}

const DATES = [
  ["Jun 12 1998", "1998-06-12"],
  ["Dec 31 1928", "1928-12-31"],
  ["Dec 15 2039", "1939-12-15"],
  ["Feb 08 2015", "1915-02-08"],
  ["Dec 23 2011", "2011-12-23"],
];
for (const [given, expected] of DATES) {
  test(`the date ${given} is cleaned to ${expected}`, () => assert.equal(cleanDate(given), expected));
}

test("a slug is plain ASCII, whatever the title", () => {
  assert.equal(slug("Le Fabuleux destin d'Amélie Poulain"), "le-fabuleux-destin-damelie-poulain");
  assert.equal(slug("…And Justice (for All)!"), "and-justice-for-all");
});

test("unknown values and grosses of 0 are left out, other zeros stay", () => {
  const record = { Title: "X", "Release Date": "Jan 01 2000", "US Gross": 0, "IMDB Votes": 0, Director: null };
  assert.deepEqual(cleanFilm(record), { id: "x-2000", title: "X", release_date: "2000-01-01", imdb_votes: 0 });
});

const DERIVED = [
  [{ Source: "Based on Book/Short Story" }, { based_on_book: true }],
  [{ Source: "Remake" }, { based_on_book: false }],
  [{ Source: null }, {}],
  [{ Distributor: "Warner Bros." }, { head_office: "34.18,-118.31" }],
  [{ Distributor: "First Run" }, {}],
];
for (const [given, expected] of DERIVED) {
  test(`from ${JSON.stringify(given)} follows ${JSON.stringify(expected)}`, () => {
    const { based_on_book, head_office } = cleanFilm({ Title: "X", "Release Date": "Jan 01 2000", ...given });
    assert.deepEqual(JSON.parse(JSON.stringify({ based_on_book, head_office })), expected);
  });
}

test("a film's known head office is a point on Earth, and most films have one", () => {
  const points = films().flatMap(({ head_office = [] }) => head_office);
  assert.ok(points.length > 2000);
  for (const point of points) {
    const [latitude, longitude] = point.split(",").map(Number);
    assert.ok(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180, point);
  }
});

test("all 3,201 films are kept, with ids of their own", () => {
  const all = films();
  assert.equal(all.length, 3201);
  assert.equal(new Set(all.map((film) => film.id)).size, 3201);
});

test("every film has a clean title and a date that exists, no later than 2011", () => {
  for (const { title, release_date } of films()) {
    assert.doesNotMatch(title, /^\s|\s$|\s\s|^$|[ÈÍËÎÛÙ‰‡˘Ω·]/u);
    assert.equal(new Date(release_date).toISOString().slice(0, 10), release_date, title);
    assert.ok(release_date >= "1915-01-01" && release_date <= "2011-12-31", `${title}: ${release_date}`);
  }
});

test("no film holds an empty value", () => {
  for (const film of films()) {
    for (const [field, value] of Object.entries(film)) {
      assert.ok(["number", "boolean"].includes(typeof value) || value.length > 0, `${film.id}: ${field}`);
    }
  }
});
