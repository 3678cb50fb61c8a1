//! Files: handing one to the person, and reading one they chose.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url};

/// A file that was read, or why not.
#[derive(Clone, Debug)]
pub struct FileText {
    /// The file's name.
    pub name: String,
    /// What is in it.
    pub content: Result<Vec<u8>, Unread>,
}

/// Why a file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is larger than was asked for; this many bytes.
    TooLarge(u64),
    /// The browser could not read it.
    Failed,
}

/// Offers a text as a file download. Says whether the browser took it so far;
/// what it does with the file then, no page is told.
pub fn download(name: &str, mime: &str, text: &str) -> bool {
    try_download(name, mime, text).is_ok()
}

fn try_download(name: &str, mime: &str, text: &str) -> Result<(), JsValue> {
    let document = document().ok_or(JsValue::NULL)?;
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    // Firefox ignores clicks on links that are not in the page.
    let body = document.body().ok_or(JsValue::NULL)?;
    body.append_child(&link)?;
    link.click();
    link.remove();
    // The address is not revoked: WebKit reads the blob some time after the
    // click, and a return is small.
    Ok(())
}

/// The file chosen in the input of that id, which is emptied so that the same
/// file can be chosen again.
pub fn chosen_file(input_id: &str) -> Option<File> {
    let input: HtmlInputElement = document()?.get_element_by_id(input_id)?.dyn_into().ok()?;
    let file = input.files()?.get(0)?;
    input.set_value("");
    Some(file)
}

/// Reads a file of at most `max_bytes`, and hands over what came of it.
pub fn read_file(file: File, max_bytes: usize, then: impl FnOnce(FileText) + 'static) {
    let name = file.name();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a file's size is a whole number of at most 53 bits"
    )]
    let size = file.size() as u64;
    if size > max_bytes as u64 {
        then(FileText {
            name,
            content: Err(Unread::TooLarge(size)),
        });
        return;
    }
    spawn_local(async move {
        let content = match JsFuture::from(file.array_buffer()).await {
            Ok(buffer) => Ok(Uint8Array::new(&buffer).to_vec()),
            Err(_) => Err(Unread::Failed),
        };
        then(FileText { name, content });
    });
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}
