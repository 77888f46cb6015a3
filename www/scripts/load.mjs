/** The steps that put the demo into a cluster: the films' index, the search application on it, and the page's API key. */
import { apiKeyRequest, defineSearchApplication } from "search-ui-search-application-connector/application";
import { autocompleteQuery, fields, searchQuery } from "../src/search.js";
import { films } from "./clean.mjs";

/** An application's name is an alias on its indices, so the two need names of their own. */
export const INDEX = "lanternhouse-films";
export const APPLICATION = "lanternhouse";

const keyword = { type: "keyword" };
const properties = {
  title: { type: "text", fields: { keyword, suggest: { type: "completion" } } },
  release_date: { type: "date" },
  genre: keyword,
  creative_type: keyword,
  source: keyword,
  based_on_book: { type: "boolean" },
  mpaa_rating: keyword,
  director: { type: "keyword", fields: { text: { type: "text" } } },
  distributor: keyword,
  head_office: { type: "geo_point" },
  running_time: { type: "short" },
  imdb_rating: { type: "float" },
  imdb_votes: { type: "integer" },
  tomatometer: { type: "byte" },
  production_budget: { type: "long" },
  us_gross: { type: "long" },
  worldwide_gross: { type: "long" },
  us_dvd_sales: { type: "long" },
};

/** A film with a field that is not among these is refused. */
export const mappings = { dynamic: "strict", properties };

const BATCH = 500;

/** Makes the index anew and loads the films; `report` is told how many are in. */
export async function loadFilms(send, report = () => {}) {
  await remove(send, INDEX);
  await send("PUT", INDEX, { mappings });
  const all = films();
  for (let start = 0; start < all.length; start += BATCH) {
    const batch = all.slice(start, start + BATCH);
    const { errors, items } = await send("POST", `${INDEX}/_bulk`, batch.map(asLines).join(""));
    if (errors) throw new Error(`A film was refused: ${JSON.stringify(items.find((item) => item.index.error))}`);
    report(start + batch.length, all.length);
  }
  await send("POST", `${INDEX}/_refresh`);
}

async function remove(send, index) {
  await send("DELETE", index).catch((error) => {
    if (error.status !== 404) throw error;
  });
}

/** A film as an action of a bulk request. */
export function asLines({ id, ...film }) {
  return `${JSON.stringify({ index: { _id: id } })}\n${JSON.stringify(film)}\n`;
}

/** Makes the search application from the page's own query config. @returns {Promise<object>} its dictionary. */
export async function putApplication(send) {
  const application = defineSearchApplication(searchQuery, { indices: INDEX, autocompleteQuery, fields });
  await send("PUT", `_application/search_application/${APPLICATION}`, application);
  return application.template.dictionary;
}

/** Makes a key that can search the application and nothing else. @returns {Promise<{ id: string, encoded: string }>} */
export const createKey = (send) =>
  send("POST", "_security/api_key", apiKeyRequest({ searchApplication: APPLICATION, name: "lanternhouse-page" }));
