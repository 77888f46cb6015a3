/** What the page has to show, worked out from the films themselves: no part of the search stack is asked. */
import { films } from "../../www/scripts/clean.mjs";

export const all = films();

/** "1–20 of 3,201 films" */
export function range(start, end, total) {
  const [from, to, of] = [start, end, total].map((number) => number.toLocaleString("en-US"));
  return `${from}–${to} of ${of} films`;
}

/** Conditions on a film, as the page's filters name them. */
export const is = {
  genre:
    (...genres) =>
    (film) =>
      genres.includes(film.genre),
  distributor: (name) => (film) => film.distributor === name,
  basedOnBook: (film) => film.based_on_book === true,
  running: (from, to) => (film) => film.running_time >= from && film.running_time <= to,
  seatedIn:
    (...points) =>
    (film) =>
      points.includes(film.head_office),
  rated: (from, to) => (film) => film.imdb_rating >= from && film.imdb_rating <= to,
  released: (from, to) => (film) => film.release_date >= `${from}-01-01` && film.release_date <= `${to}-12-31`,
};

/** The films for which all of the conditions hold. */
export const where = (...conditions) => all.filter((film) => conditions.every((holds) => holds(film)));

/** How many of the films have each value in the field, as `{ Drama: 789 }`. */
export function countBy(list, field) {
  const known = list.map((film) => film[field]).filter((value) => value !== undefined);
  return known.reduce((counts, value) => ({ ...counts, [value]: (counts[value] ?? 0) + 1 }), {});
}

/** The films by that number, greatest first; those without one last, equal ones in the data's order. */
export const by = (field, list = all) => list.toSorted((a, b) => (b[field] ?? -1) - (a[field] ?? -1));

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}']+/gu);

/** The films of which a word of the title or of the director's name begins like the term, or is misspelt like it. */
export function matching(term) {
  const isLike = (word) => word.startsWith(term) || edits(word, term) <= (term.length > 5 ? 2 : 1);
  return all.filter(({ title, director = "" }) => [...words(title), ...(words(director) ?? [])].some(isLike));
}

/** The number of letters to add, to take away, to replace or to swap with the next to make one word the other. */
function edits(a, b) {
  const table = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row++) {
    table[row] = [row];
    for (let column = 1; column <= b.length; column++) {
      table[row][column] = Math.min(
        table[row - 1][column] + 1,
        table[row][column - 1] + 1,
        table[row - 1][column - 1] + Number(a[row - 1] !== b[column - 1]),
        isSwap(a, b, row, column) ? table[row - 2][column - 2] + 1 : Infinity,
      );
    }
  }
  return table[a.length][b.length];
}

const isSwap = (a, b, row, column) =>
  row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
