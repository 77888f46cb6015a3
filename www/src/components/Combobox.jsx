/**
 * The view of Search UI's `SearchBox`: a text field with a list of suggestions in groups, as WAI-ARIA 1.2 describes a
 * combobox. (Search UI's own view follows an older pattern, which today's screen readers are not told about.)
 */
import { useCombobox } from "downshift";
import { suggestionGroups } from "../suggestions.js";
import Suggestions from "./Suggestions.jsx";

export default function Combobox(props) {
  const { value, onChange, onSubmit, onSelectAutocomplete, inputProps } = props;
  const groups = props.useAutocomplete
    ? suggestionGroups(props.autocompletedResults, props.autocompletedSuggestions)
    : [];
  const box = useCombobox({
    items: groups.flatMap(({ items }) => items),
    inputValue: value,
    selectedItem: null,
    itemToString: (item) => item?.term ?? "",
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
        <Suggestions groups={box.isOpen ? groups : []} box={box} />
      </div>
      <button type="submit" className="sui-search-box__submit">
        Search
      </button>
    </form>
  );
}
