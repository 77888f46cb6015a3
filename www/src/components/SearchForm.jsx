/** Search UI's search box: suggests films while one types, searches on Enter. */
import { SearchBox, useSearch } from "@elastic/react-search-ui";
import { raw } from "../film.js";
import Suggestions from "./Suggestions.jsx";

export default function SearchForm() {
  const { setSearchTerm } = useSearch();
  const searchFor = (film) => film && setSearchTerm(raw(film, "title"), { shouldClearFilters: false });
  return (
    <search className="search">
      <SearchBox
        autocompleteMinimumCharacters={2}
        autocompleteResults={{ titleField: "title", urlField: "" }}
        autocompleteView={Suggestions}
        onSelectAutocomplete={searchFor}
        shouldClearFilters={false}
        inputProps={{ type: "search", placeholder: "Search films and directors", "aria-label": "Search films" }}
      />
    </search>
  );
}
