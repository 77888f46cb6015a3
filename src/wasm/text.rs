//! Texts that cross between JavaScript and Rust. JavaScript encodes one straight into a buffer of ours: wasm-bindgen's own
//! way for a text writes it unit by unit, and bytes it copies, which takes several times as long.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/js/crossing.js")]
extern "C" {
    /// Writes the text that was given into `room`, in UTF-8, and returns how many bytes it takes.
    fn fill(room: &mut [u8]) -> usize;

    /// Hands the answer over.
    pub fn tell(answer: &str);
}

/// The text that JavaScript has given, which takes this number of bytes at most.
pub fn received(most: usize) -> String {
    let mut bytes = vec![0; most];
    let length = fill(&mut bytes);
    bytes.truncate(length);
    // JavaScript's encoder writes nothing but UTF-8.
    String::from_utf8(bytes).unwrap_or_default()
}
