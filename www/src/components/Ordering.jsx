/** What the list is ordered by, and how long a page is. */
import { ResultsPerPage, Sorting } from "@elastic/react-search-ui";
import { pageSizes, sortOptions } from "../search.js";
import Choice from "./Choice.jsx";

export default function Ordering() {
  return (
    <div className="ordering">
      <Sorting view={SortChoice} label="Sort by" sortOptions={sortOptions} />
      <ResultsPerPage view={SizeChoice} options={pageSizes} />
    </div>
  );
}

function SortChoice({ label, value, options, onChange }) {
  return <Choice label={label} value={value} options={options} onChange={onChange} />;
}

function SizeChoice({ value, options, onChange }) {
  // A size that came with the URL is shown too, as in Search UI's own view.
  const sizes = [...new Set([...options, value])].filter(Boolean).sort((a, b) => a - b);
  const choices = sizes.map((size) => ({ label: String(size), value: size }));
  return <Choice label="Per page" value={value} options={choices} onChange={(size) => onChange(Number(size))} />;
}
