//! The Search Application emulator.

fn main() {}
