//! Random bytes for ids.

use super::window;

/// Sixteen random bytes from the browser's cryptographic source, or from `Math.random` where there is none:
/// a predictable id does no harm here, a form that does not open does.
pub fn random_bytes() -> [u8; 16] {
    let mut bytes = [0; 16];
    let drawn = window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok());
    if drawn.is_none() {
        for byte in &mut bytes {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "0.0 to 255.99 is cut to a byte on purpose"
            )]
            {
                *byte = (js_sys::Math::random() * 256.0) as u8;
            }
        }
    }
    bytes
}
