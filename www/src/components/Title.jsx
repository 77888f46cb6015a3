/** A film's title, what matched marked. */
import { highlighted, raw } from "../film.js";

export default function Title({ film }) {
  const html = highlighted(film, "title");
  return html ? <span dangerouslySetInnerHTML={{ __html: html }} /> : <span>{raw(film, "title")}</span>;
}
