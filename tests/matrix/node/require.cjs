const connectorModule = require("search-ui-search-application-connector");

import("./search.mjs")
  .then(({ search }) => search(connectorModule))
  .then((found) => console.log(JSON.stringify(found)));
