//! The document: its title, the data it carries, classes for its style sheet, questions.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{document, window};

/// The title of the document.
pub fn title() -> String {
    document()
        .map(|document| document.title())
        .unwrap_or_default()
}

/// Sets the title of the document.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets the line that is printed at the foot of every page, where the browser can do that. It becomes a
/// string in a style, in which nothing that somebody typed may end it.
pub fn set_foot(text: &str) {
    let text: String = (text.chars())
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .flat_map(|letter| {
            let mark = matches!(letter, '"' | '\\').then_some('\\');
            mark.into_iter().chain([letter])
        })
        .collect();
    let root = document().and_then(|document| document.document_element());
    if let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        let _ = root.style().set_property("--foot", &format!("\"{text}\""));
    }
}

/// The text of the element of that id: a block of data that the page carries.
pub fn start_block(id: &str) -> Option<String> {
    document()?.get_element_by_id(id)?.text_content()
}

/// Adds a class to the root element, for the style sheet, or removes it.
pub fn mark_page(class: &str, is: bool) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.class_list().toggle_with_force(class, is);
    }
}

/// Asks a question in a dialog and waits for the answer.
pub fn confirm(question: &str) -> bool {
    window().is_some_and(|window| window.confirm_with_message(question).unwrap_or_default())
}
