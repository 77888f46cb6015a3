/** The list under the search box: groups of suggestions, which the keyboard walks through as one list. */
import { asYear } from "../format.js";
import { raw } from "../film.js";
import Title from "./Title.jsx";

export default function Suggestions({ groups, box }) {
  const all = groups.flatMap(({ items }) => items);
  return (
    <div {...box.getMenuProps({ className: "suggestions", "aria-label": "Suggestions", hidden: all.length === 0 })}>
      {groups.map(({ name, items }) => (
        <ul key={name} role="group" aria-label={name}>
          <li role="presentation" aria-hidden="true" className="suggestions__name">
            {name}
          </li>
          {items.map((item) => (
            <li key={item.key} {...box.getItemProps({ item, index: all.indexOf(item), className: "suggestion" })}>
              {item.film ? <Film film={item.film} /> : <span className="suggestion__title">{item.term}</span>}
            </li>
          ))}
        </ul>
      ))}
    </div>
  );
}

function Film({ film }) {
  return (
    <>
      <span className="suggestion__title">
        <Title film={film} />
      </span>
      <span className="suggestion__facts">{facts(film)}</span>
    </>
  );
}

function facts(film) {
  const year = asYear(raw(film, "release_date"));
  return [year, raw(film, "genre"), raw(film, "director")].filter(Boolean).join(" · ");
}
