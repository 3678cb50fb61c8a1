//! The profile folder of a browser: what somebody finds there who has the disk.

use super::engine::Engine;
use std::fs;
use std::path::{Path, PathBuf};

/// The first bytes of the files that Firefox packs: then come the unpacked size and one block of LZ4.
const FIREFOX_PACKED: &[u8] = b"mozLz40\0";

/// A file in a profile folder.
pub struct ProfileFile {
    /// The path within the folder.
    pub path: PathBuf,
    /// What it says: Firefox's packed files are unpacked.
    bytes: Vec<u8>,
}

impl ProfileFile {
    /// Whether it has that text, in UTF-8 or in UTF-16.
    pub fn contains(&self, text: &str) -> bool {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        has(&self.bytes, text.as_bytes()) || has(&self.bytes, &wide)
    }
}

/// The files in which a browser notes which pages are open and what their boxes say, in order to show
/// them again after a restart or a crash.
pub fn session_files(engine: Engine, profile: &Path) -> Vec<ProfileFile> {
    let names: &[&str] = match engine {
        Engine::Chromium => &[
            "Default/Sessions",
            // Where earlier versions keep them.
            "Default/Current Session",
            "Default/Current Tabs",
            "Default/Last Session",
            "Default/Last Tabs",
        ],
        Engine::Firefox => &["sessionstore.jsonlz4", "sessionstore-backups"],
        // `MiniBrowser` has none.
        Engine::WebKit => &[],
    };
    let mut files = Vec::new();
    for name in names {
        read_files(profile, &profile.join(name), &[], &mut files);
    }
    files
}

/// Every file of the profile except those of the pages' own storage, local storage and `IndexedDB`, which
/// the page itself is responsible for.
pub fn files_outside_page_storage(engine: Engine, profile: &Path) -> Vec<ProfileFile> {
    let storage: &[&str] = match engine {
        Engine::Chromium => &["Default/Local Storage", "Default/IndexedDB"],
        Engine::Firefox => &["storage"],
        Engine::WebKit => &[],
    };
    let storage: Vec<_> = storage.iter().map(|name| profile.join(name)).collect();
    let mut files = Vec::new();
    read_files(profile, profile, &storage, &mut files);
    files
}

/// Reads the file at `path`, or all files below it but those in `left_out`. A file that the browser is just
/// removing or replacing is not there.
fn read_files(profile: &Path, path: &Path, left_out: &[PathBuf], files: &mut Vec<ProfileFile>) {
    if left_out.iter().any(|folder| folder == path) {
        return;
    }
    // Links are not followed: browsers lock their profile with one that leads nowhere.
    let Ok(metadata) = fs::symlink_metadata(path) else {
        return;
    };
    if metadata.is_dir() {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            read_files(profile, &entry.path(), left_out, files);
        }
    } else if metadata.is_file()
        && let Ok(bytes) = fs::read(path)
    {
        files.push(ProfileFile {
            path: path.strip_prefix(profile).unwrap_or(path).to_owned(),
            bytes: unpacked(bytes),
        });
    }
}

/// The contents of a file, unpacked if Firefox packed it. A file that is just being written may be cut
/// short: then it is as it is.
fn unpacked(bytes: Vec<u8>) -> Vec<u8> {
    let Some(packed) = bytes.strip_prefix(FIREFOX_PACKED) else {
        return bytes;
    };
    lz4_flex::block::decompress_size_prepended(packed).unwrap_or(bytes)
}

/// Whether `bytes` has `wanted` in it.
fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    let Some((first, rest)) = wanted.split_first() else {
        return true;
    };
    let mut from = bytes;
    // Looks for one byte at a time, which is far quicker than comparing at every place.
    while let Some(at) = from.iter().position(|byte| byte == first) {
        from = &from[at + 1..];
        if from.starts_with(rest) {
            return true;
        }
    }
    false
}
