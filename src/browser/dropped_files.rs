//! Files and folders that are dropped on the page.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DataTransfer, DragEvent, Event, File, FileSystemDirectoryEntry, FileSystemDirectoryReader,
    FileSystemEntry, FileSystemFileEntry,
};

use super::events::listen;
use super::files::RELATIVE_PATH;

/// What was dropped on the page.
#[derive(Default)]
pub struct Dropped {
    /// The files, including those in folders.
    pub files: Vec<File>,
    /// The paths of files and folders that the browser would not let the page read.
    pub missed: Vec<String>,
}

/// Calls `then` with files and folders dropped anywhere on the page. Without this the browser would leave
/// the page for the file. Dragged text still lands where it is dropped.
pub fn on_file_drop(then: impl Fn(Dropped) + Clone + 'static) {
    listen("dragover", |event| {
        if carried(&event).is_some() {
            event.prevent_default();
        }
    });
    listen("drop", move |event| {
        if let Some(carried) = carried(&event) {
            event.prevent_default();
            // The dropped items can be read only until this listener returns.
            let (dropped, folders) = dropped(&carried);
            let then = then.clone();
            spawn_local(async move { then(with_folder_contents(folders, dropped).await) });
        }
    });
}

/// What a drag carries, if that includes files.
fn carried(event: &Event) -> Option<DataTransfer> {
    let carried = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    let has_files = carried.types().includes(&"Files".into(), 0);
    has_files.then_some(carried)
}

/// Splits what was dropped into files and folders.
fn dropped(carried: &DataTransfer) -> (Dropped, Vec<FileSystemEntry>) {
    let (mut dropped, mut folders) = (Dropped::default(), Vec::new());
    let items = carried.items();
    for item in (0..items.length()).filter_map(|at| items.get(at)) {
        let entry = item.webkit_get_as_entry().ok().flatten();
        match entry.filter(FileSystemEntry::is_directory) {
            Some(folder) => folders.push(folder),
            // Dragged text has no file.
            None => dropped.files.extend(item.get_as_file().ok().flatten()),
        }
    }
    (dropped, folders)
}

/// Adds the files in the folders, however deep.
///
/// Entries are cast unchecked, after asking what they are: in Chromium, their classes do not have the
/// standard's names, or have none.
async fn with_folder_contents(mut entries: Vec<FileSystemEntry>, mut dropped: Dropped) -> Dropped {
    while let Some(entry) = entries.pop() {
        let path = entry.full_path().trim_start_matches('/').to_owned();
        if entry.is_directory() {
            let folder: FileSystemDirectoryEntry = entry.unchecked_into();
            let reader = folder.create_reader();
            // It returns up to a hundred entries at a time, and an empty list at the end.
            loop {
                match next_entries(&reader).await {
                    Some(more) if more.is_empty() => break,
                    Some(more) => entries.extend(more),
                    None => {
                        dropped.missed.push(path);
                        break;
                    }
                }
            }
        } else {
            let entry: FileSystemFileEntry = entry.unchecked_into();
            let file =
                from_callbacks(&|then, fail| entry.file_with_callback_and_callback(then, fail))
                    .await;
            match file.and_then(|file| file.dyn_into::<File>().ok()) {
                Some(file) => {
                    set_relative_path(&file, &path);
                    dropped.files.push(file);
                }
                None => dropped.missed.push(path),
            }
        }
    }
    dropped
}

/// Sets the path of a file, as browsers do for files in a chosen folder.
fn set_relative_path(file: &File, path: &str) {
    let property = Object::new();
    // If this fails, the file goes by its name alone.
    drop(Reflect::set(&property, &"value".into(), &path.into()));
    drop(Reflect::define_property(
        file,
        &RELATIVE_PATH.into(),
        &property,
    ));
}

/// The next entries of a folder, empty at its end; `None` where it cannot be read.
async fn next_entries(reader: &FileSystemDirectoryReader) -> Option<Vec<FileSystemEntry>> {
    let ask = |then: &Function, fail: &Function| {
        drop(reader.read_entries_with_callback_and_callback(then, fail));
    };
    let some: Array = from_callbacks(&ask).await?.dyn_into().ok()?;
    Some(some.iter().map(JsCast::unchecked_into).collect())
}

/// Turns a pair of callbacks into a future; `None` where the second is called.
async fn from_callbacks(ask: &dyn Fn(&Function, &Function)) -> Option<JsValue> {
    let promise = Promise::new(&mut |then, fail| ask(&then, &fail));
    JsFuture::from(promise).await.ok()
}
