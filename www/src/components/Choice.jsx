/**
 * A labelled choice from a list: the browser's own control, at home on a phone and known to screen readers. Search UI's
 * select boxes take no label.
 */
import { useId } from "react";

export default function Choice({ label, value, options, onChange }) {
  const id = useId();
  return (
    <div className="choice">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
