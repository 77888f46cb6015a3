//! Params with one thing wrong: what a dictionary that is closed has to refuse.

use search_application_connector::json::{Object, Value, read};

/// Whole numbers with bounds. As names of fields they stand for objects, which no number is either.
const COUNTS: [&str; 3] = ["from", "size", "suggestions"];

/// For each place in the params, the params with something there that can't be right.
pub fn spoilt(params: &Value) -> Vec<Value> {
    let inside = members(params).into_iter().flat_map(|(name, value)| {
        let wrong = spoilt_values(&value).into_iter().chain(out_of_bounds(&name));
        wrong.map(move |wrong| (name.clone(), wrong)).collect::<Vec<_>>()
    });
    let replaced = inside.map(|(name, wrong)| with(params, &name, wrong));
    replaced.chain(["unknown", "__proto__", ""].map(|name| with(params, name, 1.into()))).collect()
}

fn spoilt_values(value: &Value) -> Vec<Value> {
    let mut wrong = of_other_types(value);
    match value {
        Value::Object(_) => wrong.extend(spoilt(value).into_iter().chain([json("{}")])),
        Value::Array(elements) => wrong.extend(spoilt_lists(elements)),
        Value::String(_) => wrong.push("x".repeat(501).into()),
        _ => {}
    }
    wrong
}

fn out_of_bounds(name: &str) -> Vec<Value> {
    if COUNTS.contains(&name) { ["-1", "1.5", "1e2", "1000000"].map(json).to_vec() } else { Vec::new() }
}

fn spoilt_lists(elements: &[Value]) -> Vec<Value> {
    let mut lists = vec![json("[]"), elements.iter().cloned().cycle().take(101).collect::<Vec<_>>().into()];
    for (at, element) in elements.iter().enumerate() {
        lists.extend(spoilt_values(element).into_iter().map(|wrong| {
            let mut elements = elements.to_vec();
            elements.splice(at..=at, [wrong]);
            elements.into()
        }));
    }
    lists
}

fn of_other_types(value: &Value) -> Vec<Value> {
    let samples = ["null", "true", "5", r#""text""#, "[5]", r#"{ "a": 5 }"#].map(json);
    samples.into_iter().filter(|sample| std::mem::discriminant(sample) != std::mem::discriminant(value)).collect()
}

fn members(value: &Value) -> Vec<(String, Value)> {
    let members = value.as_object().into_iter().flat_map(Object::iter);
    members.map(|(name, value)| (name.to_owned(), value.clone())).collect()
}

fn with(value: &Value, name: &str, member: Value) -> Value {
    let mut object = value.as_object().cloned().unwrap_or_default();
    object.insert(name, member);
    object.into()
}

fn json(text: &str) -> Value {
    read(text).unwrap_or_default()
}
