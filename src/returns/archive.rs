//! ZIP archives that contain returns, read one file at a time.
//!
//! rawzip reads the directory and `miniz_oxide` decompresses. Together they add 9 kB to the page as
//! gzip; the `zip` crate would add 58 kB.

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{CompressionMethod, ZipArchive, ZipSliceArchive};

use super::{ImportError, MAX_FILE_BYTES};
use crate::export::crc32;

/// An archive and the files in it that were not read yet.
pub struct Archive {
    zip: ZipSliceArchive<Vec<u8>>,
    /// The files not read yet, in reverse order.
    entries: Vec<Entry>,
    /// How many more bytes may be decompressed. Without a limit, a small archive could expand to
    /// more than any computer's memory.
    remaining_bytes: usize,
}

/// The largest decompressed file: room for a register of twenty thousand returns.
const MAX_ENTRY_BYTES: usize = 128 * 1024 * 1024;

struct Entry {
    name: String,
    location: rawzip::ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    is_encrypted: bool,
}

/// Whether a file is a ZIP archive, by its first bytes.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

impl Archive {
    /// Opens an archive. Returns `None` for an Office document, which is technically an archive too.
    ///
    /// # Errors
    ///
    /// [`ImportError::DamagedArchive`] if its directory cannot be read.
    pub fn open(bytes: Vec<u8>) -> Result<Option<Self>, ImportError> {
        let zip = ZipArchive::from_slice(bytes).map_err(|_| ImportError::DamagedArchive)?;
        let mut entries = Vec::new();
        let mut has_office_folder = false;
        let mut directory = zip.entries();
        while let Some(entry) = (directory.next_entry()).map_err(|_| ImportError::DamagedArchive)? {
            if entry.is_dir() {
                continue;
            }
            let name = String::from_utf8_lossy(entry.file_path().as_ref()).into_owned();
            has_office_folder |= ["word/", "xl/", "ppt/"]
                .iter()
                .any(|folder| name.starts_with(folder));
            entries.push(Entry {
                name,
                location: entry.wayfinder(),
                method: entry.compression_method(),
                is_encrypted: entry.flags().is_encrypted(),
            });
        }
        let is_office =
            has_office_folder && (entries.iter()).any(|entry| entry.name == "[Content_Types].xml");
        if is_office {
            return Ok(None);
        }
        entries.reverse();
        Ok(Some(Self {
            zip,
            entries,
            remaining_bytes: MAX_FILE_BYTES,
        }))
    }

    /// Whether all files were read.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Reads the next file: its name, and its content or the reason why it cannot be read.
    pub fn next_file(&mut self) -> Option<(String, Result<Vec<u8>, ImportError>)> {
        let entry = self.entries.pop()?;
        let content = self.content(&entry);
        Some((entry.name, content))
    }

    fn content(&mut self, entry: &Entry) -> Result<Vec<u8>, ImportError> {
        if entry.is_encrypted {
            return Err(ImportError::Encrypted);
        }
        let found =
            (self.zip.get_entry(entry.location)).map_err(|_| ImportError::DamagedArchive)?;
        let limit = self.remaining_bytes.min(MAX_ENTRY_BYTES);
        let content = match entry.method {
            CompressionMethod::STORE if found.data().len() > limit => {
                return Err(ImportError::TooLarge);
            }
            CompressionMethod::STORE => found.data().to_vec(),
            CompressionMethod::DEFLATE => decompress_to_vec_with_limit(found.data(), limit)
                .map_err(|error| match error.status {
                    TINFLStatus::HasMoreOutput => ImportError::TooLarge,
                    _ => ImportError::DamagedArchive,
                })?,
            _ => return Err(ImportError::DamagedArchive),
        };
        let is_intact = found.claim_verifier().crc == crc32(&content);
        self.remaining_bytes = self.remaining_bytes.saturating_sub(content.len());
        is_intact
            .then_some(content)
            .ok_or(ImportError::DamagedArchive)
    }
}
