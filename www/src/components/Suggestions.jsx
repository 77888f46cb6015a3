/** The films suggested under the search box: a list of options, one of which the arrow keys choose. */
import { asYear } from "../format.js";
import { raw } from "../film.js";
import Title from "./Title.jsx";

export default function Suggestions({ autocompletedResults, getItemProps, getMenuProps }) {
  return (
    <ul {...getMenuProps({ className: "suggestions", "aria-label": "Suggested films" })}>
      {autocompletedResults.map((film, index) => (
        <li {...getItemProps({ item: film, index, className: "suggestion" })} key={film.id.raw}>
          <span className="suggestion__title">
            <Title film={film} />
          </span>
          <span className="suggestion__facts">
            {[asYear(raw(film, "release_date")), raw(film, "genre"), raw(film, "director")].filter(Boolean).join(" · ")}
          </span>
        </li>
      ))}
    </ul>
  );
}
