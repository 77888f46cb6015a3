//! Elasticsearch's time values: `30d`, `12h`, `90s`.

use crate::error::EsError;

/// The units and their lengths in milliseconds, the longer spellings first.
const UNITS: [(&str, u64); 5] = [("ms", 1), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000)];

/// Reads a time value of the setting `name`, in milliseconds. Units below a millisecond are not read.
pub fn milliseconds(name: &str, text: &str) -> Result<u64, EsError> {
    let normal = text.trim().to_ascii_lowercase();
    let found = UNITS.iter().find_map(|(unit, length)| Some((normal.strip_suffix(unit)?, length)));
    let Some((digits, length)) = found else {
        return Err(EsError::illegal_argument(format!(
            "failed to parse setting [{name}] with value [{text}] as a time value: unit is missing or unrecognized"
        )));
    };
    let number: u64 =
        digits.trim().parse().map_err(|_| EsError::illegal_argument(format!("failed to parse [{text}]")))?;
    number.checked_mul(*length).ok_or_else(|| EsError::illegal_argument(format!("[{text}] is too long a time")))
}
