//! Files: offering one as a download, sharing one, and reading those that were chosen.

use js_sys::{Array, ArrayBuffer, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, File, FileList, FilePropertyBag, HtmlAnchorElement, HtmlInputElement,
    Navigator, ShareData, Url,
};

use super::{document, window};

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
    /// It is larger than allowed; how many bytes it has.
    TooLarge(u64),
    /// The browser could not read it.
    Failed,
}

/// Offers content as a download. Returns whether the browser accepted it; a page is not told what becomes
/// of it.
pub fn download(name: &str, mime: &str, content: &[u8]) -> bool {
    try_download(name, mime, content).is_ok()
}

fn try_download(name: &str, mime: &str, content: &[u8]) -> Result<(), JsValue> {
    let document = document().ok_or(JsValue::NULL)?;
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let content = Array::of1(&Uint8Array::from(content));
    let blob = Blob::new_with_u8_array_sequence_and_options(&content, &options)?;
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

/// Whether this device can share a file of that name and kind.
pub fn can_share(name: &str, mime: &str) -> bool {
    let data = share_data(name, mime, b"-");
    data.is_some_and(|(navigator, data)| navigator.can_share_with_data(&data))
}

/// Opens the device's share sheet with a file.
pub fn share(name: &str, mime: &str, content: &[u8]) {
    if let Some((navigator, data)) = share_data(name, mime, content) {
        // Cancelling is not an error, and the sheet reports errors itself.
        let shared = JsFuture::from(navigator.share_with_data(&data));
        spawn_local(async move { drop(shared.await) });
    }
}

fn share_data(name: &str, mime: &str, content: &[u8]) -> Option<(Navigator, ShareData)> {
    let navigator = window()?.navigator();
    // Most desktop browsers cannot share.
    if !Reflect::has(&navigator, &"canShare".into()).ok()? {
        return None;
    }
    let options = FilePropertyBag::new();
    options.set_type(mime);
    let content = Array::of1(&Uint8Array::from(content));
    let file = File::new_with_u8_array_sequence_and_options(&content, name, &options).ok()?;
    let data = ShareData::new();
    data.set_files(&Array::of1(&file));
    Some((navigator, data))
}

/// The files chosen in the input of that id. Empties the input, so that the same files can be chosen again.
pub fn chosen_files(input_id: &str) -> Vec<File> {
    let input = document().and_then(|document| document.get_element_by_id(input_id));
    let Some(input) = input.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let files = input.files().map(|files| all(&files)).unwrap_or_default();
    input.set_value("");
    files
}

/// The files of a list.
pub(super) fn all(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

/// Reads a file of at most `max_bytes` and calls `then` with the result.
pub fn read_file(file: File, max_bytes: usize, then: impl FnOnce(FileText) + 'static) {
    spawn_local(async move { then(read(file, max_bytes).await) });
}

/// Reads files, all at the same time. Checks `max_bytes` only for a file that is alone.
///
/// A worker was tried: in Chromium, handing it a file takes longer than reading one here.
pub async fn read_some(files: Vec<File>, max_bytes: usize) -> Vec<FileText> {
    let mut all = Vec::new();
    // One promise for all of them is less work for the browser than one for each.
    let buffers: Array = match files.as_slice() {
        // Asking for the size takes longer than reading a return.
        [] | [_] => Array::new(),
        files => files
            .iter()
            .map(|file| JsValue::from(file.array_buffer()))
            .collect(),
    };
    let buffers = JsFuture::from(Promise::all(&buffers)).await.ok();
    let buffers = buffers
        .and_then(|it| it.dyn_into::<Array>().ok())
        .unwrap_or_default();
    for (file, at) in files.into_iter().zip(0..) {
        // Where one of them cannot be read, read each on its own.
        all.push(match buffers.get(at).dyn_into::<ArrayBuffer>() {
            Ok(buffer) => FileText {
                name: name_of(&file),
                content: Ok(Uint8Array::new(&buffer).to_vec()),
            },
            Err(_) => read(file, max_bytes).await,
        });
    }
    all
}

/// Reads a file of at most `max_bytes`.
async fn read(file: File, max_bytes: usize) -> FileText {
    let name = name_of(&file);
    let size = file.size();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a file's size is a whole number of at most 53 bits"
    )]
    let size = size as u64;
    if size > max_bytes as u64 {
        return FileText {
            name,
            content: Err(Unread::TooLarge(size)),
        };
    }
    let content = match JsFuture::from(file.array_buffer()).await {
        Ok(buffer) => Ok(Uint8Array::new(&buffer).to_vec()),
        Err(_) => Err(Unread::Failed),
    };
    FileText { name, content }
}

/// The property that holds the path of a file within a chosen folder.
pub(super) const RELATIVE_PATH: &str = "webkitRelativePath";

/// A file's name, with its path where it came in a folder.
fn name_of(file: &File) -> String {
    let path = Reflect::get(file, &RELATIVE_PATH.into());
    let path = path.ok().and_then(|path| path.as_string());
    let path = path.filter(|path| !path.is_empty());
    path.unwrap_or_else(|| file.name())
}

/// Yields to the browser, so that it can paint or handle a click.
pub async fn pause() {
    // A timer waits for up to a second in a background tab; reading an empty blob does not.
    if let Ok(nothing) = Blob::new() {
        drop(JsFuture::from(nothing.array_buffer()).await);
    }
}
