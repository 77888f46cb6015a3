/**
 * Where the larger distributors had their head office in 2010, the year that the films end with. The films' own data
 * don't say; this table was put together for the demo from the addresses that the companies gave, by city. Left out are
 * companies that had ended by then, and those with two main offices. A place is a city's centre to a hundredth of a
 * degree, as a `geo_point` in text: "latitude,longitude".
 */
const BURBANK = "34.18,-118.31";
const CENTURY_CITY = "34.06,-118.42";
const CULVER_CITY = "34.02,-118.40";
const HOLLYWOOD = "34.10,-118.33";
const NEW_YORK = "40.75,-73.99";
const SANTA_MONICA = "34.02,-118.49";
const UNIVERSAL_CITY = "34.14,-118.35";

const HEAD_OFFICES = new Map([
  ["20th Century Fox", CENTURY_CITY],
  ["Dreamworks SKG", UNIVERSAL_CITY],
  ["Fox Searchlight", CENTURY_CITY],
  ["IFC Films", NEW_YORK],
  ["Lionsgate", SANTA_MONICA],
  ["MGM", CENTURY_CITY],
  ["Magnolia Pictures", NEW_YORK],
  ["Miramax", NEW_YORK],
  ["Miramax/Dimension", NEW_YORK],
  ["Paramount Pictures", HOLLYWOOD],
  ["Paramount Vantage", HOLLYWOOD],
  ["Sony Pictures", CULVER_CITY],
  ["Sony Pictures Classics", NEW_YORK],
  ["Sony/Columbia", CULVER_CITY],
  ["Sony/Screen Gems", CULVER_CITY],
  ["Summit Entertainment", SANTA_MONICA],
  ["United Artists", CENTURY_CITY],
  ["Universal", UNIVERSAL_CITY],
  ["Walt Disney Pictures", BURBANK],
  ["Warner Bros.", BURBANK],
  ["Weinstein Co.", NEW_YORK],
]);

/** @returns {string | undefined} the place of that distributor's head office, if it is known. */
export const headOffice = (distributor) => HEAD_OFFICES.get(distributor);
