/** A filter on running times: the shortest, longest and mean one of the films found, and bounds of one's own. */
import { useSearch } from "@elastic/react-search-ui";
import { asMinuteRange, asRunningTime } from "../format.js";

export default function StatsFilter({ field, label }) {
  const { facets, filters, setFilter, removeFilter } = useSearch();
  const stats = facets[field]?.[0].stats;
  if (!stats) return null;
  // Filters can come from the address, so they can be anything.
  const chosen = filters.find((filter) => filter.field === field)?.values?.[0];
  const apply = (event) => {
    event.preventDefault();
    const range = rangeOf(new FormData(event.target));
    if (Object.keys(range).length === 0) removeFilter(field);
    else setFilter(field, { name: asMinuteRange(range), ...range });
  };
  return (
    <fieldset className="sui-facet">
      <legend className="sui-facet__title">{label}</legend>
      <p className="stats__summary">{summary(stats)}</p>
      {/* The key empties the fields when the filter is taken off elsewhere. */}
      <form key={chosen?.name ?? ""} className="stats__bounds" onSubmit={apply}>
        <Bound name="from" label="From" value={chosen?.from} />
        <Bound name="to" label="To" value={chosen?.to} />
        <button type="submit" className="link">
          Apply
        </button>
      </form>
    </fieldset>
  );
}

function Bound({ name, label, value }) {
  return (
    <label className="stats__bound">
      {label}
      <input type="number" name={name} min="0" max="999" defaultValue={value} aria-label={`${label}, in minutes`} />
    </label>
  );
}

/** The bounds that are filled in. */
function rangeOf(form) {
  const bounds = ["from", "to"].map((name) => [name, form.get(name)]).filter(([, text]) => text !== "");
  return Object.fromEntries(bounds.map(([name, text]) => [name, Number(text)]));
}

function summary({ count, min, max, avg }) {
  if (count === 0) return "Not known of these films";
  return `${asRunningTime(min)} to ${asRunningTime(max)}, ${asRunningTime(Math.round(avg))} on average`;
}
