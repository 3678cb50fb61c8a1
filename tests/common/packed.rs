//! Files that are ZIP archives and are made from a template: Word files and workbooks.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::path;

/// Checks that a template that the app fills in is what a crate writes today.
#[track_caller]
pub fn check_template(file: &str, made: &str, test: &str) {
    let path = path(file);
    if std::env::var_os("WRITE_TEMPLATE").is_some() {
        std::fs::write(&path, made).unwrap();
    }
    let kept = std::fs::read_to_string(&path)
        .unwrap()
        .replace("\r\n", "\n");
    assert!(
        kept == made,
        "{file} is out of date. To write it: WRITE_TEMPLATE=1 cargo test --no-default-features --test {test}"
    );
}

/// The archive that a Word file or a workbook is.
pub fn opened(file: &[u8]) -> ZipArchive<Cursor<&[u8]>> {
    ZipArchive::new(Cursor::new(file)).unwrap()
}

/// One of its parts, as text.
pub fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> String {
    let mut text = String::new();
    // Reading to the end checks the checksum, too.
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}
