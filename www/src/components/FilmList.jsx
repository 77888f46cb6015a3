/** The list of films, or its outline until the first answer is here. */
import { Results, useSearch } from "@elastic/react-search-ui";
import { pageSizes } from "../search.js";
import FilmCard from "./FilmCard.jsx";

export default function FilmList({ isStale, hasFailed }) {
  const { wasSearched } = useSearch();
  if (!wasSearched) return hasFailed ? null : <Outline />;
  return (
    <div className={isStale ? "films films--stale" : "films"}>
      <Results resultView={FilmCard} />
    </div>
  );
}

function Outline() {
  return (
    <div className="films" aria-hidden="true">
      {Array.from({ length: pageSizes[0] }, (_, row) => (
        <div key={row} className="film film--outline" />
      ))}
    </div>
  );
}
