/**
 * The option `params` for the search application of docs/params.md, "Your own template": Search UI's request state and
 * query config in, the params of that template out. What it returns is checked by the application's dictionary.
 */
export function params(state, queryConfig) {
  const valueOf = (name) => state.filters.find(({ field }) => field === name)?.values[0];
  const fieldName = ["color", "brand"].find((name) => valueOf(name) !== undefined);
  const price = valueOf("price");
  const sort = state.sortList?.[0] ?? { field: state.sortField, direction: state.sortDirection };
  return {
    ...(state.searchTerm && { query: state.searchTerm }),
    ...(fieldName && { field_name: fieldName, field_value: String(valueOf(fieldName)) }),
    ...(price?.from !== undefined && { price_from: price.from }),
    ...(price?.to !== undefined && { price_to: price.to }),
    ...(sort.direction && { sort_field: sort.field, sort_order: sort.direction }),
    agg_size: queryConfig.facets?.color?.size ?? 5,
    from: (state.current - 1) * state.resultsPerPage,
    size: state.resultsPerPage,
  };
}
