/** The filters: a column on a wide screen, on a narrow one a panel that a button opens. */
import { useState } from "react";
import { Facet, useSearch } from "@elastic/react-search-ui";
import { asCount } from "../format.js";
import { filters } from "../search.js";

export default function Filters() {
  const [isOpen, setOpen] = useState(false);
  const { filters: active, totalResults, wasSearched } = useSearch();
  const showFilms = () => {
    setOpen(false);
    document.getElementById("films").focus();
  };
  return (
    <section className="filters" aria-label="Filters">
      <button
        type="button"
        className="filters__toggle"
        aria-expanded={isOpen}
        aria-controls="filter-panel"
        onClick={() => setOpen(!isOpen)}
      >
        Filters{active.length > 0 && ` (${active.length})`}
      </button>
      <div id="filter-panel" className={`filters__panel${isOpen ? " filters__panel--open" : ""}`}>
        <div className="filters__list">
          {!wasSearched && <FilterSkeleton />}
          {filters.map((filter) => (
            <Facet key={filter.field} filterType="any" {...filter} />
          ))}
        </div>
        <button type="button" className="button filters__done" onClick={showFilms}>
          Show {asCount(totalResults)} films
        </button>
      </div>
    </section>
  );
}

/** Keeps the column's room until the first answer is here. */
function FilterSkeleton() {
  return filters.map(({ field, show }) => (
    <div key={field} className="filter-skeleton" style={{ "--rows": show }} aria-hidden="true" />
  ));
}
