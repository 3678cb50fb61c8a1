//! Returns in ZIP archives.

use zip::CompressionMethod;

use super::common::{followed_up, paper_form};
use super::{email_with, imported, json, names, rejections, zip_with};
use seven_minute_briefing::returns::ImportError;

#[test]
fn returns_in_archives_are_imported_compressed_or_not() {
    let (one, other) = (paper_form(), followed_up());
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let inner = zip_with(&[("b.json", json(&other))], method);
        let files = [
            ("returns/a.json", json(&one)),
            ("inner.zip", inner),
            ("letter.txt", b"Dear Sam".to_vec()),
            ("__MACOSX/returns/._a.json", vec![0, 5, 22, 7]),
            ("returns/Thumbs.db", vec![1]),
        ];
        let collation = imported(&[("all.zip", zip_with(&files, method))]);
        assert_eq!(
            names(&collation.counted),
            ["all.zip › returns/a.json", "all.zip › inner.zip › b.json"]
        );
        assert_eq!(rejections(&collation)[0].0, "all.zip › letter.txt");
        assert_eq!(collation.ignored.len(), 2);
    }
}

#[test]
fn a_damaged_file_in_an_archive_is_rejected_alone() {
    let mut archive = zip_with(
        &[
            ("a.json", json(&paper_form())),
            ("b.json", json(&followed_up())),
        ],
        CompressionMethod::Deflated,
    );
    // A bit in the middle of the first file.
    archive[200] ^= 1;
    let damaged = imported(&[("all.zip", archive.clone())]);
    assert_eq!(names(&damaged.counted), ["all.zip › b.json"]);
    assert_eq!(
        rejections(&damaged),
        [("all.zip › a.json", &ImportError::DamagedArchive)]
    );
    let cut = imported(&[("all.zip", archive[..archive.len() - 30].to_vec())]);
    assert_eq!(
        rejections(&cut),
        [("all.zip", &ImportError::DamagedArchive)]
    );
    let empty = imported(&[("none.zip", zip_with(&[], CompressionMethod::Stored))]);
    assert_eq!(
        rejections(&empty),
        [("none.zip", &ImportError::EmptyArchive)]
    );
    let mut locked = zip_with(
        &[("a.json", json(&paper_form()))],
        CompressionMethod::Stored,
    );
    for (mark, flags) in [(&b"PK\x03\x04"[..], 6), (b"PK\x01\x02", 8)] {
        // The last entry: the folder comes first.
        let at = locked.windows(4).rposition(|it| it == mark).unwrap();
        locked[at + flags] |= 1;
    }
    let locked = imported(&[("locked.zip", locked)]);
    assert_eq!(
        rejections(&locked),
        [("locked.zip › a.json", &ImportError::Encrypted)]
    );
}

#[test]
fn an_entry_that_is_too_large_is_rejected_alone() {
    for method in [CompressionMethod::Deflated, CompressionMethod::Stored] {
        let zeros = vec![0; 200 * 1024 * 1024];
        let bomb = zip_with(
            &[("bomb.json", zeros), ("a.json", json(&paper_form()))],
            method,
        );
        let found = imported(&[("bomb.zip", bomb)]);
        assert_eq!(
            rejections(&found),
            [("bomb.zip › bomb.json", &ImportError::TooLarge)],
            "{method}"
        );
        assert_eq!(names(&found.counted), ["bomb.zip › a.json"], "{method}");
    }
}

#[test]
fn archives_and_emails_nested_too_deep_are_rejected() {
    let mut archive = zip_with(
        &[("a.json", json(&paper_form()))],
        CompressionMethod::Stored,
    );
    for _ in 0..20 {
        archive = zip_with(&[("a.zip", archive)], CompressionMethod::Deflated);
    }
    let deep = imported(&[("a.zip", archive.clone())]);
    assert_eq!(rejections(&deep).len(), 1);
    assert_eq!(*rejections(&deep)[0].1, ImportError::TooDeep);
    let mut mail = email_with(&[("a.zip", "application/zip", archive)], "");
    for _ in 0..8 {
        mail = email_with(&[("a.eml", "application/octet-stream", mail)], "");
    }
    assert_eq!(
        *rejections(&imported(&[("a.eml", mail)]))[0].1,
        ImportError::TooDeep
    );
}
