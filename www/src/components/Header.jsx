/** The brand and the search box. */
import SearchForm from "./SearchForm.jsx";

export default function Header() {
  return (
    <header className="header">
      <div className="header__inner">
        <a className="brand" href="/">
          <img className="brand__mark" src="/lantern.svg" alt="" width="36" height="36" />
          <span className="brand__name">Lanternhouse</span>
          <span className="brand__line">The film archive</span>
        </a>
        <SearchForm />
      </div>
    </header>
  );
}
