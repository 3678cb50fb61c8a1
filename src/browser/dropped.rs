//! Files and folders that are dropped on the page.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DataTransfer, DragEvent, Event, File, FileSystemDirectoryEntry, FileSystemDirectoryReader,
    FileSystemEntry, FileSystemFileEntry,
};

use super::events::listen;

/// Files were dropped anywhere on the page, or folders with files in them. Without this the
/// browser would leave the page for the file. Dragged text still lands where it is dropped.
pub fn on_file_drop(then: impl Fn(Vec<File>) + Clone + 'static) {
    listen("dragover", |event| {
        if carried(&event).is_some() {
            event.prevent_default();
        }
    });
    listen("drop", move |event| {
        if let Some(carried) = carried(&event) {
            event.prevent_default();
            // What was dropped can be asked for only until this listener ends.
            let (files, folders) = dropped(&carried);
            let then = then.clone();
            spawn_local(async move { then(with_those_in(folders, files).await) });
        }
    });
}

/// What a drag carries, where there are files among it.
fn carried(event: &Event) -> Option<DataTransfer> {
    let carried = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    let has_files = carried.types().includes(&"Files".into(), 0);
    has_files.then_some(carried)
}

/// The files, and the folders.
fn dropped(carried: &DataTransfer) -> (Vec<File>, Vec<FileSystemEntry>) {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    let items = carried.items();
    for item in (0..items.length()).filter_map(|at| items.get(at)) {
        let entry = item.webkit_get_as_entry().ok().flatten();
        match entry.filter(FileSystemEntry::is_directory) {
            Some(folder) => folders.push(folder),
            None => files.extend(item.get_as_file().ok().flatten()),
        }
    }
    (files, folders)
}

/// The files, and those in the folders, however deep.
async fn with_those_in(mut entries: Vec<FileSystemEntry>, mut files: Vec<File>) -> Vec<File> {
    while let Some(entry) = entries.pop() {
        if let Some(folder) = entry.dyn_ref::<FileSystemDirectoryEntry>() {
            let reader = folder.create_reader();
            // It hands over a hundred at a time, and none when it is through.
            while let Some(more) = some_of(&reader).await {
                entries.extend(more);
            }
        } else if let Ok(entry) = entry.dyn_into::<FileSystemFileEntry>() {
            let file = told(&|then, fail| entry.file_with_callback_and_callback(then, fail)).await;
            files.extend(file.and_then(|file| file.dyn_into::<File>().ok()));
        }
    }
    files
}

async fn some_of(reader: &FileSystemDirectoryReader) -> Option<Vec<FileSystemEntry>> {
    // A folder that cannot be read has nothing to hand over.
    let ask = |then: &Function, fail: &Function| {
        drop(reader.read_entries_with_callback_and_callback(then, fail));
    };
    let some: Array = told(&ask).await?.dyn_into().ok()?;
    let entries = some.iter().filter_map(|entry| entry.dyn_into().ok());
    (some.length() > 0).then(|| entries.collect())
}

/// What something calls back with; `None` where it fails.
async fn told(ask: &dyn Fn(&Function, &Function)) -> Option<JsValue> {
    let promise = Promise::new(&mut |then, fail| ask(&then, &fail));
    JsFuture::from(promise).await.ok()
}
