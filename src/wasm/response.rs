//! Elasticsearch's answer to Search UI's response state. The answer stays a JavaScript object: its values are handed
//! on, not copied through wasm memory.

use js_sys::{Array, Object as JsObject};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{
    json::{elements, get, to_js},
    target::Target,
};
use crate::{
    json::{Object, Value},
    params::{Paging, aggregation_paths},
    search_ui::{Bound, Facet, FacetKind, Range},
};

#[wasm_bindgen(module = "/src/js/results.js")]
extern "C" {
    #[wasm_bindgen(js_name = setOwn)]
    pub fn set(object: &JsObject, name: &str, value: &JsValue);

    /// The hits of an answer as search results: `shown` is `result_fields` of the query config.
    #[wasm_bindgen(catch, js_name = resultsOf)]
    pub fn results(body: &JsValue, shown: &JsValue, snippets: &JsValue) -> Result<JsValue, JsValue>;

    /// What an answer says to be missing from it; `null` if it is whole.
    #[wasm_bindgen(js_name = missingFrom)]
    fn missing_from(body: &JsValue) -> JsValue;
}

/// The response state of a search: `body` is the answer, parsed.
///
/// # Errors
/// What the engine throws when an answer is too much for it.
pub fn search(
    body: &JsValue,
    search_term: &str,
    facets: &[Facet],
    query_config: &JsValue,
    target: &Target,
    paging: Paging,
) -> Result<JsValue, JsValue> {
    let total = total(body);
    let span = paging.span(total);
    Ok(object(&[
        ("results", &results(body, &get(query_config, "result_fields"), &target.snippets)?),
        ("facets", &facet_counts(&get(body, "aggregations"), facets, &target.aggregations)),
        ("totalResults", &total.into()),
        ("totalPages", &span.total_pages.into()),
        ("pagingStart", &span.start.into()),
        ("pagingEnd", &span.end.into()),
        ("resultSearchTerm", &search_term.into()),
        ("wasSearched", &true.into()),
        ("requestId", &"".into()),
        ("partialResults", &missing_from(body)),
        ("rawResponse", body),
    ]))
}

/// Whether an answer says that something is missing from it.
pub fn is_partial(body: &JsValue) -> bool {
    missing_from(body).is_object()
}

/// The total as it is reported, either as a number or as `{ value, relation }`.
fn total(body: &JsValue) -> u32 {
    let total = get(&get(body, "hits"), "total");
    let value = total.as_f64().or_else(|| get(&total, "value").as_f64()).unwrap_or(0.0);
    // `as` saturates: no total is below 0, and one above 4,294,967,295 is given as that.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let total = value as u32;
    total
}

/// Search UI's `facets`: for each field a list of one facet. `mapped` says where a template of the user's own has a
/// field's aggregation.
fn facet_counts(aggregations: &JsValue, facets: &[Facet], mapped: &Object) -> JsValue {
    let counts = JsObject::new();
    for facet in facets {
        let mapped = mapped.get(&facet.field).and_then(Value::as_str);
        let paths = aggregation_paths(&facet.field, mapped);
        let at = |path: &Vec<String>| path.iter().fold(aggregations.clone(), |at, name| get(&at, name));
        if let Some(counted) = paths.iter().find_map(|path| counted(facet, &at(path))) {
            set(&counts, &facet.field, &list([counted].into_iter()));
        }
    }
    counts.into()
}

/// A facet of the answer, if `aggregation` is one that counts it.
fn counted(facet: &Facet, aggregation: &JsValue) -> Option<JsValue> {
    let buckets = get(aggregation, "buckets");
    if facet.kind == FacetKind::Stats && !get(aggregation, "count").is_undefined() {
        let none = list(std::iter::empty());
        return Some(object(&[
            ("field", &facet.field.as_str().into()),
            ("type", &"stats".into()),
            ("data", &none),
            ("stats", aggregation),
        ]));
    }
    if !buckets.is_object() {
        return None;
    }
    let ranges = facet.ranges();
    let (kind, data) = if ranges.is_empty() {
        ("value", list(elements(&buckets).map(|bucket| entry(&bucket_value(&bucket), &bucket))))
    } else {
        let named = |range: &Range| {
            let bucket = bucket_named(&buckets, range.name.as_deref()?);
            bucket.is_object().then(|| entry(&to_js(&range_value(range)), &bucket))
        };
        ("range", list(ranges.iter().filter_map(named)))
    };
    Some(object(&[("field", &facet.field.as_str().into()), ("type", &kind.into()), ("data", &data)]))
}

/// The bucket of a range: under its name, or in a list with its name as the key.
fn bucket_named(buckets: &JsValue, name: &str) -> JsValue {
    let mut listed = elements(buckets).filter(|bucket| get(bucket, "key").as_string().as_deref() == Some(name));
    listed.next().unwrap_or_else(|| get(buckets, name))
}

/// A bucket's value: its key, but a boolean where the server writes one as 0 or 1.
fn bucket_value(bucket: &JsValue) -> JsValue {
    match get(bucket, "key_as_string").as_string().as_deref() {
        Some("true") => JsValue::TRUE,
        Some("false") => JsValue::FALSE,
        _ => get(bucket, "key"),
    }
}

/// Where a bucket counts nested objects, the documents that they belong to are counted beside.
fn entry(value: &JsValue, bucket: &JsValue) -> JsValue {
    let documents = get(&get(bucket, "documents"), "doc_count");
    let count = if documents.is_undefined() { get(bucket, "doc_count") } else { documents };
    object(&[("value", value), ("count", &count)])
}

/// A range as Search UI's filters have it: `{ name, from?, to? }`.
fn range_value(range: &Range) -> Value {
    let bound = |bound: &Bound| match bound {
        Bound::Number(number) => Value::Number(number.clone()),
        Bound::Text(text) => Value::String(text.clone()),
    };
    let mut value = Object::new();
    if let Some(name) = &range.name {
        value.insert("name", name.as_str());
    }
    for (name, end) in [("from", &range.from), ("to", &range.to)] {
        if let Some(end) = end {
            value.insert(name, bound(end));
        }
    }
    value.into()
}

/// A new array.
pub fn list(elements: impl Iterator<Item = JsValue>) -> JsValue {
    let list = Array::new();
    for element in elements {
        list.push(&element);
    }
    list.into()
}

/// A new object.
pub fn object(members: &[(&str, &JsValue)]) -> JsValue {
    let object = JsObject::new();
    for (name, value) in members {
        set(&object, name, value);
    }
    object.into()
}
