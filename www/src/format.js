/** How values of a film are written for a reader. Each function takes a raw value and returns text. */

const money = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  notation: "compact",
  maximumFractionDigits: 1,
});
const count = new Intl.NumberFormat("en-US");
const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** 2767891499 → "$2.8B" */
export const asMoney = (dollars) => money.format(dollars);

/** 3201 → "3,201" */
export const asCount = (number) => count.format(number);

/** 519541 → "519.5K" */
export const asCompactCount = (number) => compact.format(number);

/** 8 → "8.0" */
export const asScore = (score) => score.toFixed(1);

/** "1998-06-12" → "12 June 1998" */
export const asDay = (date) => day.format(new Date(date));

/** "1998-06-12" → "1998" */
export const asYear = (date) => date.slice(0, 4);

/** 125 → "2 h 5 min" */
export function asRunningTime(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(" ");
}

/** { from: 90, to: 120 } → "90 to 120 min"; one of the bounds may be missing. */
export function asMinuteRange({ from, to }) {
  if (to === undefined) return `${from} min or more`;
  return from === undefined ? `up to ${to} min` : `${from} to ${to} min`;
}
