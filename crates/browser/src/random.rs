//! Random bytes for keys and ids, from the browser's generator for secrets: what `Math.random` gives can be foretold from a few
//! of its numbers.

use super::window::window;
use wasm_bindgen::UnwrapThrowExt;

/// So many random bytes.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill(&mut bytes);
    bytes
}

/// Compiled once, however many are wanted. Every browser that runs this program has the generator, also without TLS; a key that
/// is not random must not be made.
fn fill(bytes: &mut [u8]) {
    let filled = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(bytes));
    filled.expect_throw("random bytes");
}

/// In hexadecimal. Ours, like `base64`: `data-encoding` for both costs 843 bytes more (brotli, phone).
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |n: u8| char::from(DIGITS[usize::from(n & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}
