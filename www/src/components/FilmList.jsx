/** The list of films, or its outline until the first answer is here. */
import { Results, useSearch } from "@elastic/react-search-ui";
import FilmCard from "./FilmCard.jsx";

export default function FilmList({ isStale, hasFailed }) {
  const { wasSearched, resultsPerPage } = useSearch();
  if (!wasSearched) return hasFailed ? null : <Outline rows={resultsPerPage} />;
  return (
    <div className={isStale ? "films films--stale" : "films"}>
      <Results resultView={FilmCard} />
    </div>
  );
}

function Outline({ rows }) {
  return (
    <div className="films" aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="film film--outline" />
      ))}
    </div>
  );
}
