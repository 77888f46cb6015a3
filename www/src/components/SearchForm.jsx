/** Search UI's search box: suggests while one types, searches on Enter. */
import { SearchBox, useSearch } from "@elastic/react-search-ui";
import Combobox from "./Combobox.jsx";

export default function SearchForm() {
  const { setSearchTerm } = useSearch();
  const searchFor = ({ term }) => setSearchTerm(term, { shouldClearFilters: false });
  return (
    <search className="search">
      <SearchBox
        view={Combobox}
        autocompleteMinimumCharacters={2}
        autocompleteResults={{ titleField: "title" }}
        autocompleteSuggestions
        onSelectAutocomplete={searchFor}
        shouldClearFilters={false}
      />
    </search>
  );
}
