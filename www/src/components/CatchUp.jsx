/**
 * Tells every component the state once more when all of them listen. Search UI's `useSearch` begins to listen some time
 * after it has rendered, so an answer that comes in between would never be shown. Has to be the provider's last child:
 * effects run in the order of the page.
 */
import { useContext, useEffect } from "react";
import { SearchContext } from "@elastic/react-search-ui";

export default function CatchUp() {
  const { driver } = useContext(SearchContext);
  useEffect(() => driver.subscriptions.forEach((listen) => listen(driver.getState())), [driver]);
  return null;
}
