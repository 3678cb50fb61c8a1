//! Letters.

/// A text in lower case. The standard library's also knows where a sigma stands at the end
/// of a word, which is a kilobyte of code in the page.
pub fn lower(text: &str) -> String {
    let mut lowered = text.to_ascii_lowercase();
    if !lowered.is_ascii() {
        lowered = lowered.chars().flat_map(char::to_lowercase).collect();
    }
    lowered
}
