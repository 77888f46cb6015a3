/** The films found: what was asked, how many there are, the list and its pages. */
import { useEffect, useRef } from "react";
import { Paging, PagingInfo, useSearch } from "@elastic/react-search-ui";
import ActiveFilters from "./ActiveFilters.jsx";
import FailureNotice from "./FailureNotice.jsx";
import FilmList from "./FilmList.jsx";
import NothingFound from "./NothingFound.jsx";
import Ordering from "./Ordering.jsx";

export default function Main() {
  const { current, error, isLoading, resultSearchTerm, totalResults, wasSearched } = useSearch();
  const heading = useFocusOnNewPage(current);
  // After a failure Search UI leaves `isLoading` on.
  const isBusy = isLoading && !error;
  const isEmpty = wasSearched && totalResults === 0 && !error;
  return (
    <main className="main" aria-busy={isBusy}>
      <div className={`progress${isBusy ? " progress--on" : ""}`} aria-hidden="true" />
      <div className="main__head">
        <div className="main__words">
          <h1 id="films" ref={heading} tabIndex={-1} className="main__title">
            {resultSearchTerm ? <>Films for “{resultSearchTerm}”</> : "All films"}
          </h1>
          {totalResults > 0 && <PagingInfo view={Range} />}
        </div>
        <Ordering />
      </div>
      <ActiveFilters />
      {error && <FailureNotice message={error} />}
      {isEmpty ? <NothingFound /> : <FilmList isStale={isBusy || Boolean(error)} hasFailed={Boolean(error)} />}
      <nav className="pages" aria-label="Pages">
        <Paging showTitle={false} />
      </nav>
    </main>
  );
}

/** Moves the eye and the screen reader to the top of the list when another page is shown. */
function useFocusOnNewPage(page) {
  const heading = useRef(null);
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    heading.current.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [page]);
  return heading;
}

/** "1–20 of 3,201", the numbers of Search UI's `PagingInfo`. */
function Range({ start, end, totalResults }) {
  const [from, to, total] = [start, end, totalResults].map((number) => number.toLocaleString("en-US"));
  return (
    <p className="main__range">
      <strong>
        {from}–{to}
      </strong>{" "}
      of <strong>{total}</strong> films
    </p>
  );
}
