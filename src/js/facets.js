/** Search UI's `facets` out of an answer: for each field a list of one facet. */

import { getOwn, setOwn } from "./members.js";

/**
 * @param {unknown} aggregations of the answer
 * @param {{ field: string, type: string, ranges: object[], paths: string[][] }[]} facets what is counted, and where an
 *   answer may hold it, the likeliest place first
 */
export function facetsOf(aggregations, facets) {
  const counts = {};
  for (const facet of facets) {
    for (const path of facet.paths) {
      const counted = countedBy(facet, path.reduce(getOwn, aggregations));
      if (!counted) continue;
      setOwn(counts, facet.field, [{ field: facet.field, ...counted }]);
      break;
    }
  }
  return counts;
}

/** A facet of the answer, if `aggregation` is one that counts it. */
function countedBy({ type, ranges }, aggregation) {
  const buckets = getOwn(aggregation, "buckets");
  if (type === "stats" && getOwn(aggregation, "count") !== undefined) return { type, data: [], stats: aggregation };
  if (Object(buckets) !== buckets) return undefined;
  if (ranges.length === 0) {
    const listed = Array.isArray(buckets) ? buckets : [];
    return { type: "value", data: listed.map((bucket) => entry(valueOf(bucket), bucket)) };
  }
  const named = ranges.map((range) => [range, bucketNamed(buckets, range.name)]);
  const found = named.filter(([, bucket]) => Object(bucket) === bucket);
  return { type: "range", data: found.map(([range, bucket]) => entry(range, bucket)) };
}

/** The bucket of a range: under its name, or in a list with its name as the key. */
function bucketNamed(buckets, name) {
  const listed = Array.isArray(buckets) && buckets.find((bucket) => getOwn(bucket, "key") === name);
  return listed || getOwn(buckets, name);
}

/** A bucket's value: its key, but a boolean where the server writes one as 0 or 1. */
function valueOf(bucket) {
  const text = getOwn(bucket, "key_as_string");
  return text === "true" || text === "false" ? text === "true" : getOwn(bucket, "key");
}

/** Where a bucket counts nested objects, the documents that they belong to are counted beside. */
function entry(value, bucket) {
  return { value, count: getOwn(getOwn(bucket, "documents"), "doc_count") ?? getOwn(bucket, "doc_count") };
}
