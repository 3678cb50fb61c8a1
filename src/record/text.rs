//! Lower case for searching.

/// Returns a text in lower case, converted character by character.
///
/// `str::to_lowercase` writes a sigma at the end of a word differently from other sigmas, so a
/// search for the start of a word would not find it.
pub fn lower(text: &str) -> String {
    let mut lowered = String::new();
    lower_into(&mut lowered, text);
    lowered
}

/// Appends a text in lower case.
pub fn lower_into(lowered: &mut String, text: &str) {
    if text.is_ascii() {
        // Much faster than character by character, which matters with thousands of returns.
        let start = lowered.len();
        lowered.push_str(text);
        lowered[start..].make_ascii_lowercase();
    } else {
        lowered.extend(text.chars().flat_map(char::to_lowercase));
    }
}
