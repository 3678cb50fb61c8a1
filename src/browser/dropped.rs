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
    /// The files, and those in folders.
    pub files: Vec<File>,
    /// What the browser would not hand over: files and folders, with the way to them.
    pub missed: Vec<String>,
}

/// Files were dropped anywhere on the page, or folders with files in them. Without this the
/// browser would leave the page for the file. Dragged text still lands where it is dropped.
pub fn on_file_drop(then: impl Fn(Dropped) + Clone + 'static) {
    listen("dragover", |event| {
        if carried(&event).is_some() {
            event.prevent_default();
        }
    });
    listen("drop", move |event| {
        if let Some(carried) = carried(&event) {
            event.prevent_default();
            // What was dropped can be asked for only until this listener ends.
            let (dropped, folders) = dropped(&carried);
            let then = then.clone();
            spawn_local(async move { then(with_those_in(folders, dropped).await) });
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
fn dropped(carried: &DataTransfer) -> (Dropped, Vec<FileSystemEntry>) {
    let (mut dropped, mut folders) = (Dropped::default(), Vec::new());
    let items = carried.items();
    for item in (0..items.length()).filter_map(|at| items.get(at)) {
        let entry = item.webkit_get_as_entry().ok().flatten();
        match entry.filter(FileSystemEntry::is_directory) {
            Some(folder) => folders.push(folder),
            // Dragged text has no file, and none is missed.
            None => dropped.files.extend(item.get_as_file().ok().flatten()),
        }
    }
    (dropped, folders)
}

/// The same with what is in the folders, however deep.
///
/// What an entry is, only it says: in Chromium these kinds have other names than in the
/// standard, or none.
async fn with_those_in(mut entries: Vec<FileSystemEntry>, mut dropped: Dropped) -> Dropped {
    while let Some(entry) = entries.pop() {
        let path = entry.full_path().trim_start_matches('/').to_owned();
        if entry.is_directory() {
            let folder: FileSystemDirectoryEntry = entry.unchecked_into();
            let reader = folder.create_reader();
            // It hands over a hundred at a time, and none when it is through.
            loop {
                match some_of(&reader).await {
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
            let file = told(&|then, fail| entry.file_with_callback_and_callback(then, fail)).await;
            match file.and_then(|file| file.dyn_into::<File>().ok()) {
                Some(file) => {
                    name_way(&file, &path);
                    dropped.files.push(file);
                }
                None => dropped.missed.push(path),
            }
        }
    }
    dropped
}

/// Gives a file what one has that is in a folder that was chosen: the way to it.
fn name_way(file: &File, path: &str) {
    let way = Object::new();
    // Without it the file has its name, and is read all the same.
    drop(Reflect::set(&way, &"value".into(), &path.into()));
    drop(Reflect::define_property(file, &RELATIVE_PATH.into(), &way));
}

/// The next entries of a folder, none where that is all; `None` where it cannot be read.
async fn some_of(reader: &FileSystemDirectoryReader) -> Option<Vec<FileSystemEntry>> {
    let ask = |then: &Function, fail: &Function| {
        drop(reader.read_entries_with_callback_and_callback(then, fail));
    };
    let some: Array = told(&ask).await?.dyn_into().ok()?;
    Some(some.iter().map(JsCast::unchecked_into).collect())
}

/// What something calls back with; `None` where it fails.
async fn told(ask: &dyn Fn(&Function, &Function)) -> Option<JsValue> {
    let promise = Promise::new(&mut |then, fail| ask(&then, &fail));
    JsFuture::from(promise).await.ok()
}
