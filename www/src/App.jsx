/** The page: a header with the search box, filters on the left, films on the right. */
import { SearchProvider } from "@elastic/react-search-ui";
import { connector } from "./connector.js";
import { autocompleteQuery, conditionalFacets, searchQuery, sortOptions } from "./search.js";
import CatchUp from "./components/CatchUp.jsx";
import Filters from "./components/Filters.jsx";
import Header from "./components/Header.jsx";
import Main from "./components/Main.jsx";

const config = {
  apiConnector: connector,
  searchQuery: { ...searchQuery, conditionalFacets },
  autocompleteQuery,
  initialState: { sortList: sortOptions[0].value },
  alwaysSearchOnInitialLoad: true,
  hasA11yNotifications: true,
};

export default function App() {
  return (
    <SearchProvider config={config}>
      <a className="skip-link" href="#films">
        Skip to the films
      </a>
      <Header />
      <div className="page">
        <Filters />
        <Main />
      </div>
      <footer className="footer">
        <p>Lanternhouse is a demo. Film data: the vega-datasets project, as of 2010.</p>
      </footer>
      <CatchUp />
    </SearchProvider>
  );
}
