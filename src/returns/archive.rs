//! Returns in a ZIP archive, one at a time.
//!
//! Which files are in it is read by rawzip, what was compressed by `miniz_oxide`: together 9 kB
//! in the page, compressed, where the `zip` crate is 58.

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{CompressionMethod, ZipArchive, ZipSliceArchive};

use super::{ImportError, MAX_FILE_BYTES};
use crate::export::crc32;

/// An archive, and which of its files come next.
pub struct Archive {
    packed: ZipSliceArchive<Vec<u8>>,
    /// The last one first.
    entries: Vec<Entry>,
    /// How much more is unpacked: a few bytes can be packed to become more than any
    /// computer holds.
    room: usize,
}

/// The largest file that is unpacked: twice ten thousand returns in one register.
const MAX_ENTRY_BYTES: usize = 128 * 1024 * 1024;

struct Entry {
    name: String,
    place: rawzip::ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    is_encrypted: bool,
}

/// Whether it is an archive, by how it begins.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

impl Archive {
    /// Opens one. A Word file or a workbook is one too, but no archive of returns: `None`.
    ///
    /// # Errors
    ///
    /// [`ImportError::DamagedArchive`] where its list of files cannot be read.
    pub fn open(bytes: Vec<u8>) -> Result<Option<Self>, ImportError> {
        let packed = ZipArchive::from_slice(bytes).map_err(|_| ImportError::DamagedArchive)?;
        let mut entries = Vec::new();
        let mut is_office = false;
        let mut listed = packed.entries();
        while let Some(entry) = (listed.next_entry()).map_err(|_| ImportError::DamagedArchive)? {
            if entry.is_dir() {
                continue;
            }
            let name = String::from_utf8_lossy(entry.file_path().as_ref()).into_owned();
            is_office |= ["word/", "xl/", "ppt/"]
                .iter()
                .any(|it| name.starts_with(it));
            entries.push(Entry {
                name,
                place: entry.wayfinder(),
                method: entry.compression_method(),
                is_encrypted: entry.flags().is_encrypted(),
            });
        }
        if is_office && entries.iter().any(|it| it.name == "[Content_Types].xml") {
            return Ok(None);
        }
        entries.reverse();
        Ok(Some(Self {
            packed,
            entries,
            room: MAX_FILE_BYTES,
        }))
    }

    /// Whether no file is left in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The next file: its name, and what is in it.
    pub fn next(&mut self) -> Option<(String, Result<Vec<u8>, ImportError>)> {
        let entry = self.entries.pop()?;
        let content = self.content(&entry);
        Some((entry.name, content))
    }

    fn content(&mut self, entry: &Entry) -> Result<Vec<u8>, ImportError> {
        if entry.is_encrypted {
            return Err(ImportError::Encrypted);
        }
        let found =
            (self.packed.get_entry(entry.place)).map_err(|_| ImportError::DamagedArchive)?;
        let content = if entry.method == CompressionMethod::STORE {
            found.data().to_vec()
        } else if entry.method == CompressionMethod::DEFLATE {
            let most = self.room.min(MAX_ENTRY_BYTES);
            decompress_to_vec_with_limit(found.data(), most).map_err(|error| {
                match error.status {
                    TINFLStatus::HasMoreOutput => ImportError::TooLarge,
                    _ => ImportError::DamagedArchive,
                }
            })?
        } else {
            return Err(ImportError::DamagedArchive);
        };
        // As it was when it was packed.
        let is_whole = found.claim_verifier().crc == crc32(&content);
        self.room = self.room.saturating_sub(content.len());
        is_whole
            .then_some(content)
            .ok_or(ImportError::DamagedArchive)
    }
}
