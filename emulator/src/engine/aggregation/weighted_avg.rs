//! `weighted_avg`: a mean in which some documents count more than others.

use serde_json::{Map, Value, json};

use super::{Aggregation, Aggregations, Scope, numbers::Source};
use crate::{
    engine::members::Members,
    error::{EsError, Result},
};

#[derive(Debug)]
struct WeightedAvg {
    value: Source,
    weight: Source,
}

/// Reads `weighted_avg`.
pub(super) fn read(name: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    let mut members = Members::new("weighted_avg", body)?;
    let mut source = |part: &str| {
        let missing = || EsError::illegal_argument(format!("Required [{part}] in the aggregation [{name}]"));
        let mut inner = Members::new("weighted_avg", members.take(part).ok_or_else(missing)?)?;
        let source = Source::take(name, "weighted_avg", &mut inner)?;
        inner.finish_strictly()?;
        Ok(source)
    };
    let (value, weight) = (source("value")?, source("weight")?);
    members.refuse(&["format", "value_type"])?;
    members.finish_strictly()?;
    Ok(Box::new(WeightedAvg { value, weight }))
}

impl Aggregation for WeightedAvg {
    fn collect(&self, scope: &Scope<'_>, documents: &[u32], below: &Aggregations) -> Result<Map<String, Value>> {
        below.refuse_below("weighted_avg")?;
        let values = self.value.of_each(scope, documents)?;
        let (mut sum, mut weights) = (0.0, 0.0);
        for (values, weight) in values.iter().zip(self.weight.of_each(scope, documents)?) {
            match weight.as_slice() {
                [weight] => {
                    sum += values.iter().map(|value| value * weight).sum::<f64>();
                    weights += values.iter().map(|_| weight).sum::<f64>();
                }
                [_, _, ..] if !values.is_empty() => return Err(scope.failed(several_weights())),
                _ => {}
            }
        }
        let mean = (weights != 0.0).then(|| sum / weights);
        Ok(Map::from_iter([("value".to_owned(), json!(mean))]))
    }
}

fn several_weights() -> EsError {
    EsError::new(
        400,
        "aggregation_execution_exception",
        "Encountered more than one weight for a single document. Use a script to combine multiple weights-per-doc into a \
         single value.",
    )
}
