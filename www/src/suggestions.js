/** What the search box suggests, in groups: films found, titles completed, directors. */
import { raw } from "./film.js";

/** How many titles, and how many directors. */
const SHOWN = 4;

/**
 * @param {object[]} films Search UI's `autocompletedResults`
 * @param {object} suggestions Search UI's `autocompletedSuggestions`
 * @returns {{ name: string, items: { key: string, term: string, film?: object }[] }[]} the groups that aren't empty;
 *   `term` is what is searched for when that item is chosen.
 */
export function suggestionGroups(films, { titles = [], directors = [] }) {
  const names = directors.map(({ result }) => raw(result, "director"));
  const groups = [
    { name: "Films", items: films.map((film) => ({ key: film.id.raw, term: raw(film, "title"), film })) },
    { name: "Titles", items: asItems(titles.map(({ suggestion }) => suggestion)) },
    // Each of a director's films brings the name once more.
    { name: "Directors", items: asItems([...new Set(names)]) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

const asItems = (terms) => terms.slice(0, SHOWN).map((term) => ({ key: term, term }));
