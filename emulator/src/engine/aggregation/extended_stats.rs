//! `extended_stats`: beside the smallest, the greatest, the mean and the sum, how far numbers are spread.

use serde_json::{Map, Value, json};

use super::{Aggregation, Aggregations, Scope, numbers::Source};
use crate::{engine::members::Members, error::Result};

/// How many standard deviations away from the mean the bounds are, if the request does not say.
const SIGMA: f64 = 2.0;

#[derive(Debug)]
struct ExtendedStats {
    source: Source,
    sigma: f64,
}

/// Reads `extended_stats`.
pub(super) fn read(name: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    let mut members = Members::new("extended_stats", body)?;
    let source = Source::take(name, "extended_stats", &mut members)?;
    let sigma = members.number("sigma")?.unwrap_or(SIGMA);
    members.refuse(&["format"])?;
    members.finish_strictly()?;
    Ok(Box::new(ExtendedStats { source, sigma }))
}

impl Aggregation for ExtendedStats {
    fn collect(&self, scope: &Scope<'_>, documents: &[u32], below: &Aggregations) -> Result<Map<String, Value>> {
        below.refuse_below("extended_stats")?;
        let numbers: Vec<f64> = self.source.of_each(scope, documents)?.into_iter().flatten().collect();
        Ok(self.print(&numbers))
    }
}

impl ExtendedStats {
    fn print(&self, numbers: &[f64]) -> Map<String, Value> {
        #[allow(clippy::cast_precision_loss, reason = "Elasticsearch counts in doubles too")]
        let count = numbers.len() as f64;
        let sum: f64 = numbers.iter().sum();
        let squares: f64 = numbers.iter().map(|number| number * number).sum();
        let some = |value: f64| if numbers.is_empty() { Value::Null } else { shown(value) };
        let spread = (squares - sum * sum / count).max(0.0);
        let (population, sampling) = (spread / count, spread / (count - 1.0));
        let bound = |variance: f64, sign: f64| some(sum / count + sign * self.sigma * variance.sqrt());
        let members = json!({
            "count": numbers.len(),
            "min": some(numbers.iter().copied().fold(f64::INFINITY, f64::min)),
            "max": some(numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max)),
            "avg": some(sum / count),
            "sum": sum,
            "sum_of_squares": some(squares),
            "variance": some(population),
            "variance_population": some(population),
            "variance_sampling": some(sampling),
            "std_deviation": some(population.sqrt()),
            "std_deviation_population": some(population.sqrt()),
            "std_deviation_sampling": some(sampling.sqrt()),
            "std_deviation_bounds": {
                "upper": bound(population, 1.0),
                "lower": bound(population, -1.0),
                "upper_population": bound(population, 1.0),
                "lower_population": bound(population, -1.0),
                "upper_sampling": bound(sampling, 1.0),
                "lower_sampling": bound(sampling, -1.0),
            },
        });
        members.as_object().cloned().unwrap_or_default()
    }
}

/// A number, as Java's printer writes one that is none.
fn shown(value: f64) -> Value {
    if value.is_nan() { "NaN".into() } else { value.into() }
}
