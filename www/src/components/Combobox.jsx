/**
 * The view of Search UI's `SearchBox`: a text field with a list of suggested films, as WAI-ARIA 1.2 describes a
 * combobox. (Search UI's own view follows an older pattern, which today's screen readers are not told about.)
 */
import { useCombobox } from "downshift";
import { asYear } from "../format.js";
import { raw } from "../film.js";
import Title from "./Title.jsx";

export default function Combobox(props) {
  const { value, onChange, onSubmit, onSelectAutocomplete, inputProps } = props;
  const films = props.useAutocomplete ? props.autocompletedResults : [];
  const box = useCombobox({
    items: films,
    inputValue: value,
    selectedItem: null,
    itemToString: (film) => (film ? raw(film, "title") : ""),
    onSelectedItemChange: ({ selectedItem }) => selectedItem && onSelectAutocomplete(selectedItem),
  });
  const submitUnlessChosen = (event) => {
    if (event.key === "Enter" && box.highlightedIndex < 0) event.nativeEvent.preventDownshiftDefault = true;
  };
  const submit = (event) => {
    box.closeMenu();
    onSubmit(event);
  };
  const input = box.getInputProps({
    ...inputProps,
    type: "search",
    placeholder: "Film or director",
    className: "sui-search-box__text-input",
    onChange: (event) => onChange(event.target.value),
    onKeyDown: submitUnlessChosen,
  });
  return (
    <form className="sui-search-box" onSubmit={submit}>
      <label className="hidden" {...box.getLabelProps()}>
        Search films
      </label>
      <div className="sui-search-box__wrapper">
        <input {...input} />
        <Suggestions films={box.isOpen ? films : []} box={box} />
      </div>
      <button type="submit" className="sui-search-box__submit">
        Search
      </button>
    </form>
  );
}

function Suggestions({ films, box }) {
  return (
    <ul
      {...box.getMenuProps({ className: "suggestions", "aria-label": "Suggested films", hidden: films.length === 0 })}
    >
      {films.map((film, index) => (
        <li key={film.id.raw} {...box.getItemProps({ item: film, index, className: "suggestion" })}>
          <span className="suggestion__title">
            <Title film={film} />
          </span>
          <span className="suggestion__facts">{facts(film)}</span>
        </li>
      ))}
    </ul>
  );
}

function facts(film) {
  const year = asYear(raw(film, "release_date"));
  return [year, raw(film, "genre"), raw(film, "director")].filter(Boolean).join(" · ");
}
