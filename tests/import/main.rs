//! Importing files: returns by themselves, in archives, in emails and nested in one another, and
//! files that are something else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod archives;
#[path = "../common/mod.rs"]
mod common;
mod emails;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::sync::Arc;

use common::{cases, followed_up, new_record, paper_form};
use proptest::prelude::*;
use seven_minute_briefing::export;
use seven_minute_briefing::record::Record;
use seven_minute_briefing::record::file::{DecodeError, encode};
use seven_minute_briefing::returns::{Collation, ImportError, IndexedReturn, Register, ndjson};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const BRIEFING: &str = "tscp-case-reviews-2017-2020";

fn imported(files: &[(&str, Vec<u8>)]) -> Collation {
    let mut register = Register::default();
    for (name, bytes) in files {
        register.import((*name).to_owned(), bytes.clone());
    }
    let collation = register.collate(BRIEFING);
    assert_eq!(collation.len(), register.len());
    collation
}

fn names(returns: &[Arc<IndexedReturn>]) -> Vec<&str> {
    returns.iter().map(|it| it.file.as_str()).collect()
}

fn rejections(collation: &Collation) -> Vec<(&str, &ImportError)> {
    let rejected = collation.unreadable.iter();
    rejected.map(|it| (it.file.as_str(), &it.error)).collect()
}

fn json(record: &Record) -> Vec<u8> {
    encode(record).into_bytes()
}

fn zip_with(files: &[(&str, Vec<u8>)], method: CompressionMethod) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .add_directory("returns", SimpleFileOptions::default())
        .unwrap();
    for (name, bytes) in files {
        let options = SimpleFileOptions::default().compression_method(method);
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn email_with(attachments: &[(&str, &str, Vec<u8>)], text: &str) -> Vec<u8> {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    let mut mail = format!(
        "From: a@example.org\r\nTo: b@example.org\r\nSubject: =?utf-8?Q?Our_return?=\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary=\"=_b 1\"\r\n\r\n\
         --=_b 1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    );
    for (name, kind, bytes) in attachments {
        let encoded = BASE64_STANDARD.encode(bytes);
        let lines: Vec<&str> = (encoded.as_bytes().chunks(76))
            .map(|line| std::str::from_utf8(line).unwrap())
            .collect();
        write!(
            mail,
            "--=_b 1\r\nContent-Type: {kind};\r\n\tname=\"{name}\"\r\n\
             Content-Disposition: attachment; filename=\"{name}\"\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            lines.join("\r\n")
        )
        .unwrap();
    }
    (mail + "--=_b 1--\r\n").into_bytes()
}

#[test]
fn a_damaged_line_of_a_register_is_rejected_alone() {
    let line =
        |record: &Record| ndjson(&[Arc::new(IndexedReturn::new(String::new(), record.clone()))]);
    let (one, other) = (line(&paper_form()), line(&followed_up()));
    for text in [
        format!("garbage\n{one}{other}"),
        format!("{one}{{\"format\": 1}}\r\n\r\n{other}"),
        format!("\u{feff}\n{one}x\n{other}"),
    ] {
        let found = imported(&[("register.ndjson", text.into_bytes())]);
        assert_eq!((found.counted.len(), found.unreadable.len()), (2, 1));
    }
    let damaged = format!("{one}{other}{{\"format\": 1}}\n");
    let found = imported(&[("register.ndjson", damaged.into_bytes())]);
    assert_eq!(rejections(&found)[0].0, "register.ndjson, line 3");
}

#[test]
fn other_kinds_of_files_are_recognised() {
    let record = paper_form();
    let briefing = seven_minute_briefing::briefing::Briefing::parse(
        seven_minute_briefing::briefing::TSCP_CASE_REVIEWS,
    )
    .unwrap();
    let word = export::word_document(&export::FormDocument::new(&record, &briefing));
    let not_text = ImportError::NotAReturn(DecodeError::NotText);
    let collation = imported(&[
        ("1 plan.docx", word),
        (
            "2 old.msg",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on".to_vec(),
        ),
        ("3 photo.jpg", vec![0xff, 0xd8, 0xff]),
        ("4 nothing.json", Vec::new()),
    ]);
    assert_eq!(
        rejections(&collation),
        [
            ("1 plan.docx", &not_text),
            ("2 old.msg", &ImportError::OutlookMessage),
            ("3 photo.jpg", &not_text),
            (
                "4 nothing.json",
                &ImportError::NotAReturn(DecodeError::Empty)
            ),
        ]
    );
}

#[test]
fn a_rollback_removes_what_was_imported_since_the_checkpoint() {
    let mut register = Register::default();
    register.import("a.json".to_owned(), json(&paper_form()));
    register.import("letter.txt".to_owned(), *b"Dear Sam");
    let before = register.to_ndjson();
    let mark = register.checkpoint();
    register.import("b.json".to_owned(), json(&followed_up()));
    register.import("Thumbs.db".to_owned(), *b"");
    register.import("photo.jpg".to_owned(), [0xff]);
    assert_eq!(register.len(), 5);
    register.rollback(mark);
    assert_eq!((register.len(), register.to_ndjson()), (2, before));
}

#[test]
fn the_history_of_a_record_is_its_versions_in_order() {
    let base = new_record(4);
    let state = |revision: u32, manager: &str| {
        let mut state = base.clone();
        state.revision = revision;
        manager.clone_into(&mut state.team.manager);
        state
    };
    let states = [state(1, "a"), state(4, "b"), state(4, "c"), state(9, "d")];
    let mut register = Register::default();
    for (number, state) in (1..).zip(&states) {
        register.import(format!("{number}.json"), json(state));
    }
    register.import("9 again.json".to_owned(), json(&states[3]));
    register.import("1 again.json".to_owned(), json(&states[0]));
    let collation = register.collate(BRIEFING);
    let history: Vec<u32> = (collation.history(base.id).iter())
        .map(|filed| filed.record.revision)
        .collect();
    assert_eq!(history, [1, 4, 4, 9]);
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn every_imported_file_is_in_a_list(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        name in proptest::sample::select(vec!["a.json", "a.eml", "a.zip"]),
        start in proptest::sample::select(vec![
            "", "PK\x03\x04", "From: a\r\n\r\n", "{\"a\":1}\n{\"b\":2}\n",
        ]),
    ) {
        let mut register = Register::default();
        register.import(name.to_owned(), [start.as_bytes(), &bytes].concat());
        prop_assert!(!register.is_empty());
        prop_assert_eq!(register.collate(BRIEFING).len(), register.len());
    }

    #[test]
    fn a_damaged_archive_or_email_does_not_stop_the_others(
        at in any::<prop::sample::Index>(),
        with in any::<u8>(),
    ) {
        let archive = zip_with(&[("a.json", json(&paper_form()))], CompressionMethod::Deflated);
        let mail = email_with(&[("a.zip", "application/zip", archive.clone())], "Hello");
        for bytes in [archive, mail] {
            let mut bytes = bytes;
            let at = at.index(bytes.len());
            bytes[at] = with;
            let mut register = Register::default();
            register.import("a".to_owned(), bytes);
            register.import("b.json".to_owned(), json(&followed_up()));
            prop_assert!(register.len() > 1);
        }
    }
}
