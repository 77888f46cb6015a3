/** The filters: a column on a wide screen, on a narrow one a panel that a button opens. */
import { useState } from "react";
import { Facet, useSearch } from "@elastic/react-search-ui";
import { BooleanFacet, MultiCheckboxFacet } from "@elastic/react-search-ui-views";
import { asCount } from "../format.js";
import { conditionalFacets, fields, filters, searchQuery } from "../search.js";
import StatsFilter from "./StatsFilter.jsx";

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
            <Filter key={filter.field} {...filter} />
          ))}
        </div>
        <button type="button" className="button filters__done" onClick={showFilms}>
          Show {asCount(totalResults)} films
        </button>
      </div>
    </section>
  );
}

/** A filter of the kind that its facet is. Search UI's `Facet` shows lists of values, and so no stats. */
function Filter(filter) {
  if (searchQuery.facets[filter.field].type === "stats") return <StatsFilter {...filter} />;
  const view = fields[filter.field] === "boolean" ? BooleanFacet : MultiCheckboxFacet;
  return <Facet filterType="any" view={view} {...filter} />;
}

/** Keeps the column's room until the first answer is here. */
function FilterSkeleton() {
  const first = filters.filter(({ field }) => !Object.hasOwn(conditionalFacets, field));
  return first.map(({ field, show }) => (
    <div key={field} className="filter-skeleton" style={{ "--rows": show }} aria-hidden="true" />
  ));
}
