/** What went wrong with a search, in the connector's words, and a way on. */
import { useSearch } from "@elastic/react-search-ui";

/** What Search UI puts in front of an error's message. */
const PREFIX = "An unexpected error occurred: ";

export default function FailureNotice({ message }) {
  const { searchTerm, setSearchTerm } = useSearch();
  const retry = () => setSearchTerm(searchTerm, { shouldClearFilters: false });
  return (
    <div className="failure" role="alert">
      <div>
        <h2 className="failure__title">The search did not work</h2>
        <p className="failure__reason">{message.replace(PREFIX, "")}</p>
      </div>
      <button type="button" className="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}
