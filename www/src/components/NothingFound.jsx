/** What to try when no film matches. */
import { useSearch } from "@elastic/react-search-ui";

const IDEAS = ["star wars", "Alfred Hitchcock", "love", "king kong"];

export default function NothingFound() {
  const { filters, clearFilters, setSearchTerm } = useSearch();
  return (
    <section className="nothing">
      <h2>No film matches</h2>
      <p>Check the spelling, use fewer words{filters.length > 0 && ", or take off some filters"}.</p>
      {filters.length > 0 && (
        <button type="button" className="button" onClick={() => clearFilters()}>
          Clear all filters
        </button>
      )}
      <p>Or try one of these:</p>
      <ul className="nothing__ideas">
        {IDEAS.map((idea) => (
          <li key={idea}>
            <button type="button" className="chip" onClick={() => setSearchTerm(idea)}>
              {idea}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
