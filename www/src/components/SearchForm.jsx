/** Search UI's search box: suggests films while one types, searches on Enter. */
import { SearchBox, useSearch } from "@elastic/react-search-ui";
import { raw } from "../film.js";
import Combobox from "./Combobox.jsx";

export default function SearchForm() {
  const { setSearchTerm } = useSearch();
  const searchFor = (film) => setSearchTerm(raw(film, "title"), { shouldClearFilters: false });
  return (
    <search className="search">
      <SearchBox
        view={Combobox}
        autocompleteMinimumCharacters={2}
        autocompleteResults={{ titleField: "title" }}
        onSelectAutocomplete={searchFor}
        shouldClearFilters={false}
      />
    </search>
  );
}
