/**
 * What our connector does better than Search UI's own, on purpose: each entry says what and why, and corrects a state
 * that theirs has shown, so that ours has to show exactly the corrected one.
 *
 * `correct(theirs, ours, page)` changes `theirs` in place; `page` is the page's query configs.
 */

/** As Lucene's HTML encoder writes a text; the marks of the matches stay. */
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "/": "&#x2F;" };
const escapeText = (html) =>
  html
    .split(/(<\/?em>)/)
    .map((part, index) => (index % 2 ? part : part.replace(/[&<>"'/]/g, (character) => ESCAPES[character])))
    .join("");

const shownFilms = (state) => [...state.results, ...state.autocompletedResults];

function setHighlight(film, title) {
  film.title.snippet = title;
  film._meta.rawHit.highlight = { title };
}

export const corrections = [
  {
    what: "The text in a snippet is escaped",
    why: "Search UI's views insert snippets as HTML, so a document's own tags would run in the page",
    correct(theirs) {
      for (const film of shownFilms(theirs)) {
        if (film.title.snippet) setHighlight(film, film.title.snippet.map(escapeText));
      }
    },
  },
  {
    what: "A field in which nothing matched has a snippet too, if its config says `fallback`",
    why: "It is what Search UI documents, and theirs ignores it",
    correct(theirs) {
      for (const film of shownFilms(theirs)) {
        if (!film.title.snippet) setHighlight(film, [escapeText(film.title.raw)]);
      }
    },
  },
  {
    what: "Ranges are in the order of the config",
    why: "Elasticsearch sorts them by name, and theirs leaves it at that",
    correct(theirs, ours, { searchQuery }) {
      for (const [facet, data] of rangeFacets(theirs)) {
        const names = searchQuery.facets[facet.field].ranges.map((range) => range.name);
        facet.data = data.toSorted((a, b) => names.indexOf(a.value.name) - names.indexOf(b.value.name));
      }
    },
  },
  {
    what: "The type of a range facet is `range`",
    why: "It is what the config says, and what App Search's connector answers; theirs says `value` of all",
    correct(theirs) {
      for (const [facet] of rangeFacets(theirs)) facet.type = "range";
    },
  },
  {
    what: "The values of a boolean field's facet are `true` and `false`",
    why: "Elasticsearch keeps them as 1 and 0, and theirs leaves it at that; no filter takes a 1 for `true`",
    correct(theirs, ours, { fields }) {
      const facets = Object.values(theirs.facets).map(([facet]) => facet);
      for (const { data } of facets.filter(({ field }) => fields[field] === "boolean")) {
        for (const entry of data) entry.value = entry.value === 1;
      }
    },
  },
  {
    what: "A result that is suggested says which document it is",
    why: "Search UI's views need its id as a key, and clicks on it can be told; theirs has its fields only",
    correct(theirs, ours) {
      for (const [type, suggestions] of Object.entries(theirs.autocompletedSuggestions)) {
        suggestions.forEach(({ result }, index) => {
          const { id, _meta } = ours.autocompletedSuggestions[type]?.[index]?.result ?? {};
          if (result && id?.raw === _meta?.rawHit._id) Object.assign(result, { id, _meta });
        });
      }
    },
  },
  {
    what: "A page without results shows no numbers of results",
    why: "Theirs shows such as 61 to 3",
    correct(theirs) {
      if (theirs.results.length === 0) Object.assign(theirs, { pagingStart: 0, pagingEnd: 0 });
    },
  },
  {
    what: "A page beyond `max_result_window` is an empty page",
    why: "The server refuses it, and theirs shows the visitor the TypeError that it makes of the refusal",
    correct(theirs) {
      if (!/Cannot read properties of undefined \(reading 'total'\)$/.test(theirs.error)) return;
      Object.assign(theirs, { error: "", results: [], pagingStart: 0, pagingEnd: 0 });
    },
  },
  {
    what: "With filters and no search term, a raw hit's score is 0",
    why: "Our filters are part of the query, where theirs are all in `post_filter`; no order depends on it",
    correct(theirs, ours) {
      if (theirs.resultSearchTerm) return;
      ours.results.forEach(({ _meta }, index) => {
        const hit = theirs.results[index]?._meta.rawHit;
        if (hit?._score === 1 && _meta.rawHit._score === 0) hit._score = 0;
      });
    },
  },
];

/** The range facets of a state, each with its buckets. */
const rangeFacets = (state) =>
  Object.values(state.facets)
    .map(([facet]) => [facet, facet.data])
    .filter(([, data]) => typeof data[0]?.value === "object");
