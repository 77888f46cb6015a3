/**
 * A page of Search UI's own views, none of them changed, in React's StrictMode: whatever they need of a response state
 * has to be there. `config.json` beside it says where to search.
 */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import {
  ErrorBoundary,
  Facet,
  Paging,
  PagingInfo,
  Results,
  ResultsPerPage,
  SearchBox,
  SearchProvider,
  Sorting,
} from "@elastic/react-search-ui";
import { BooleanFacet, MultiCheckboxFacet, SingleLinksFacet, SingleSelectFacet } from "@elastic/react-search-ui-views";
import "@elastic/react-search-ui-views/lib/styles/styles.css";
import SearchApplicationConnector from "search-ui-search-application-connector";
import { autocompleteQuery, searchQuery } from "../../parity/places.mjs";

const options = await (await fetch("config.json")).json();
const clicks = (globalThis.clicks = []);

const config = {
  apiConnector: new SearchApplicationConnector({
    ...options,
    onResultClick: ({ documentId, page }) => clicks.push({ documentId, page }),
  }),
  searchQuery,
  autocompleteQuery,
  alwaysSearchOnInitialLoad: true,
  trackUrlState: false,
};

const sortOptions = [
  { name: "Relevance", value: [] },
  { name: "Most visited", value: [{ field: "visitors", direction: "desc" }] },
];

const suggestions = {
  titles: { sectionTitle: "Titles" },
  kinds: { sectionTitle: "Kinds", queryType: "results", displayField: "kind" },
};

function Page() {
  return (
    <ErrorBoundary>
      <SearchBox
        autocompleteMinimumCharacters={2}
        autocompleteResults={{ sectionTitle: "Places", titleField: "title", urlField: "url" }}
        autocompleteSuggestions={suggestions}
      />
      <Facet field="kind" label="Kind" view={SingleLinksFacet} />
      <Facet field="location" label="Distance" view={MultiCheckboxFacet} filterType="any" />
      <Facet field="open" label="Open" view={BooleanFacet} />
      <Facet field="visitors" label="Visitors" view={SingleSelectFacet} />
      <Sorting label="Sort by" sortOptions={sortOptions} />
      <ResultsPerPage options={[20, 40]} />
      <PagingInfo />
      <Results titleField="title" urlField="url" shouldTrackClickThrough />
      <Paging />
    </ErrorBoundary>
  );
}

createRoot(document.getElementById("root")).render(
  <StrictMode>
    <SearchProvider config={config}>
      <Page />
    </SearchProvider>
  </StrictMode>,
);
