//! Letters.

/// A text in lower case. The standard library's also knows where a sigma stands at the end
/// of a word, which is a kilobyte of code in the page.
pub fn lower(text: &str) -> String {
    let mut lowered = String::new();
    lower_into(&mut lowered, text);
    lowered
}

/// The same, after what is there already.
pub fn lower_into(lowered: &mut String, text: &str) {
    let start = lowered.len();
    lowered.push_str(text);
    if text.is_ascii() {
        if let Some(text) = lowered.get_mut(start..) {
            text.make_ascii_lowercase();
        }
    } else {
        lowered.truncate(start);
        lowered.extend(text.chars().flat_map(char::to_lowercase));
    }
}
