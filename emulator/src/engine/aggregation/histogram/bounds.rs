//! `extended_bounds`, up to which empty buckets are shown, and `hard_bounds`, beyond which none is.

use serde_json::Value;

use crate::{
    engine::{
        aggregation::Scope,
        date::{DateFormats, Rounding, Zone},
        members::Members,
        scalar::Scalar,
    },
    error::{EsError, Result},
};

/// Bounds as they were given; for times they may be date math.
#[derive(Debug, Default)]
pub(super) struct Bounds {
    min: Option<String>,
    max: Option<String>,
}

impl Bounds {
    /// Takes the bounds of that name.
    pub(super) fn take(members: &mut Members<'_>, name: &str) -> Result<Self> {
        let Some(body) = members.take(name) else { return Ok(Self::default()) };
        Self::read(name, body)
    }

    fn read(name: &str, body: &Value) -> Result<Self> {
        let mut members = Members::new(name, body)?;
        let bounds = Self { min: members.text("min")?, max: members.text("max")? };
        members.finish_strictly()?;
        Ok(bounds)
    }

    /// The smallest and the greatest value: numbers, or times in these formats.
    pub(super) fn resolve(
        &self,
        scope: &Scope<'_>,
        times: Option<(&DateFormats, &Zone)>,
    ) -> Result<[Option<Scalar>; 2]> {
        let read = |bound: &Option<String>| bound.as_ref().map(|text| value(scope, times, text)).transpose();
        let bounds = [read(&self.min)?, read(&self.max)?];
        match &bounds {
            [Some(min), Some(max)] if min > max => Err(scope.failed(EsError::illegal_argument(format!(
                "[extended_bounds.min][{}] cannot be greater than [extended_bounds.max][{}]",
                min.key(),
                max.key()
            )))),
            _ => Ok(bounds),
        }
    }
}

fn value(scope: &Scope<'_>, times: Option<(&DateFormats, &Zone)>, text: &str) -> Result<Scalar> {
    let not_a_number = || EsError::new(400, "number_format_exception", format!("For input string: \"{text}\""));
    match times {
        None => text.parse().map(Scalar::Double).map_err(|_| not_a_number()),
        // A number is always milliseconds here, whatever the formats.
        Some((formats, zone)) => match text.parse() {
            Ok(millis) if text.len() > 4 => Ok(Scalar::Date(millis)),
            _ => {
                let read = formats.read_math(text, Rounding::Down, scope.corpus.now(), zone);
                read.map(Scalar::Date).map_err(|cause| scope.failed(cause))
            }
        },
    }
}
