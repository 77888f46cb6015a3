/** The filters in force, each with a button that takes it off. */
import { useSearch } from "@elastic/react-search-ui";
import { fields, filters as shown } from "../search.js";

const labelOf = (field) => shown.find((filter) => filter.field === field)?.label ?? field;
const YES_OR_NO = { true: "yes", false: "no" };
const nameOf = (field, value) =>
  fields[field] === "boolean" ? (YES_OR_NO[value] ?? String(value)) : String(value?.name ?? value);

export default function ActiveFilters() {
  const { filters, removeFilter, clearFilters } = useSearch();
  if (filters.length === 0) return null;
  // Filters can come from the address, so they can be anything.
  const chips = filters.flatMap(({ field, type, values }) =>
    [values ?? []].flat().map((value) => ({ field, type, value })),
  );
  return (
    <div className="chips" role="group" aria-label="Filters in force">
      {chips.map(({ field, type, value }) => (
        <button
          key={`${field}:${nameOf(field, value)}`}
          type="button"
          className="chip"
          aria-label={`Remove ${labelOf(field)}: ${nameOf(field, value)}`}
          onClick={() => removeFilter(field, value, type)}
        >
          <span className="chip__field">{labelOf(field)}</span> {nameOf(field, value)}
        </button>
      ))}
      <button type="button" className="link" onClick={() => clearFilters()}>
        Clear all
      </button>
    </div>
  );
}
