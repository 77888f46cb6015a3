/** The page's entry. */
import { createRoot } from "react-dom/client";
import "@elastic/react-search-ui-views/lib/styles/styles.css";
import "./styles/base.css";
import "./styles/header.css";
import "./styles/filters.css";
import "./styles/results.css";
import "./styles/film.css";
import App from "./App.jsx";

createRoot(document.getElementById("root")).render(<App />);
