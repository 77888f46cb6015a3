//! Points on Earth: how they are written, how far they are apart, and in which box they lie.

mod bounds;
mod distance;
mod point;

pub use bounds::BoundingBox;
pub use distance::{Distance, Unit, take_distance_type};
pub use point::{Point, Validation};
