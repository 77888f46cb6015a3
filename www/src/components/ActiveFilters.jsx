/** The filters in force, each with a button that takes it off. */
import { useSearch } from "@elastic/react-search-ui";
import { filters as shown } from "../search.js";

const labelOf = (field) => shown.find((filter) => filter.field === field)?.label ?? field;
const nameOf = (value) => (typeof value === "object" ? value.name : String(value));

export default function ActiveFilters() {
  const { filters, removeFilter, clearFilters } = useSearch();
  if (filters.length === 0) return null;
  const chips = filters.flatMap(({ field, type, values }) => values.map((value) => ({ field, type, value })));
  return (
    <div className="chips" role="group" aria-label="Filters in force">
      {chips.map(({ field, type, value }) => (
        <button
          key={`${field}:${nameOf(value)}`}
          type="button"
          className="chip"
          aria-label={`Remove ${labelOf(field)}: ${nameOf(value)}`}
          onClick={() => removeFilter(field, value, type)}
        >
          <span className="chip__field">{labelOf(field)}</span> {nameOf(value)}
        </button>
      ))}
      <button type="button" className="link" onClick={() => clearFilters()}>
        Clear all
      </button>
    </div>
  );
}
