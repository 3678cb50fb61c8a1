//! What may come in at a partnership, and what becomes of it: returns in archives, in
//! e-mails, within one another, and files that are something else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

#[path = "../common/mod.rs"]
mod common;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::sync::Arc;

use common::{cases, followed_up, new_record, paper_form};
use proptest::prelude::*;
use seven_minute_briefing::export;
use seven_minute_briefing::record::Record;
use seven_minute_briefing::record::file::{DecodeError, encode};
use seven_minute_briefing::returns::{
    Collation, ImportError, IndexedReturn, Register, email, ndjson,
};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const BRIEFING: &str = "tscp-case-reviews-2017-2020";

fn collated(files: &[(&str, Vec<u8>)]) -> Collation {
    let mut register = Register::default();
    for (name, bytes) in files {
        register.import((*name).to_owned(), bytes.clone());
    }
    let collated = register.collate(BRIEFING);
    assert_eq!(collated.len(), register.len());
    collated
}

fn names(filed: &[Arc<IndexedReturn>]) -> Vec<&str> {
    filed.iter().map(|filed| filed.file.as_str()).collect()
}

fn refusals(collated: &Collation) -> Vec<(&str, &ImportError)> {
    let refused = collated.unreadable.iter();
    refused.map(|it| (it.file.as_str(), &it.error)).collect()
}

fn json(record: &Record) -> Vec<u8> {
    encode(record).into_bytes()
}

fn packed(files: &[(&str, Vec<u8>)], method: CompressionMethod) -> Vec<u8> {
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

fn mail_with(attachments: &[(&str, &str, Vec<u8>)], text: &str) -> Vec<u8> {
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
fn an_archive_is_looked_into_however_it_is_packed() {
    let (one, other) = (paper_form(), followed_up());
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let inner = packed(&[("b.json", json(&other))], method);
        let files = [
            ("returns/a.json", json(&one)),
            ("inner.zip", inner),
            ("letter.txt", b"Dear Sam".to_vec()),
            ("__MACOSX/returns/._a.json", vec![0, 5, 22, 7]),
            ("returns/Thumbs.db", vec![1]),
        ];
        let collated = collated(&[("all.zip", packed(&files, method))]);
        assert_eq!(
            names(&collated.counted),
            ["all.zip › returns/a.json", "all.zip › inner.zip › b.json"]
        );
        assert_eq!(refusals(&collated)[0].0, "all.zip › letter.txt");
        assert_eq!(collated.ignored.len(), 2);
    }
}

#[test]
fn what_cannot_be_unpacked_is_told_and_costs_nothing_else() {
    let mut archive = packed(
        &[
            ("a.json", json(&paper_form())),
            ("b.json", json(&followed_up())),
        ],
        CompressionMethod::Deflated,
    );
    // A bit in the middle of the first file.
    archive[200] ^= 1;
    let damaged = collated(&[("all.zip", archive.clone())]);
    assert_eq!(names(&damaged.counted), ["all.zip › b.json"]);
    assert_eq!(
        refusals(&damaged),
        [("all.zip › a.json", &ImportError::DamagedArchive)]
    );
    let cut = collated(&[("all.zip", archive[..archive.len() - 30].to_vec())]);
    assert_eq!(refusals(&cut), [("all.zip", &ImportError::DamagedArchive)]);
    let empty = collated(&[("none.zip", packed(&[], CompressionMethod::Stored))]);
    assert_eq!(refusals(&empty), [("none.zip", &ImportError::EmptyArchive)]);
    let mut locked = packed(
        &[("a.json", json(&paper_form()))],
        CompressionMethod::Stored,
    );
    for (mark, flags) in [(&b"PK\x03\x04"[..], 6), (b"PK\x01\x02", 8)] {
        // The file comes after the folder.
        let at = locked.windows(4).rposition(|it| it == mark).unwrap();
        locked[at + flags] |= 1;
    }
    let locked = collated(&[("locked.zip", locked)]);
    assert_eq!(
        refusals(&locked),
        [("locked.zip › a.json", &ImportError::Encrypted)]
    );
}

#[test]
fn a_few_bytes_that_unpack_to_more_than_a_computer_holds_are_refused() {
    let zeros = vec![0; 200 * 1024 * 1024];
    let bomb = packed(
        &[("bomb.json", zeros), ("a.json", json(&paper_form()))],
        CompressionMethod::Deflated,
    );
    let found = collated(&[("bomb.zip", bomb)]);
    assert_eq!(
        refusals(&found),
        [("bomb.zip › bomb.json", &ImportError::TooLarge)]
    );
    assert_eq!(names(&found.counted), ["bomb.zip › a.json"]);
}

#[test]
fn a_damaged_line_costs_no_other_line_of_a_register() {
    let line =
        |record: &Record| ndjson(&[Arc::new(IndexedReturn::new(String::new(), record.clone()))]);
    let (one, other) = (line(&paper_form()), line(&followed_up()));
    for text in [
        format!("garbage\n{one}{other}"),
        format!("{one}{{\"format\": 1}}\r\n\r\n{other}"),
        format!("\u{feff}\n{one}x\n{other}"),
    ] {
        let found = collated(&[("register.ndjson", text.into_bytes())]);
        assert_eq!((found.counted.len(), found.unreadable.len()), (2, 1));
    }
}

#[test]
fn archives_within_archives_end_somewhere() {
    let mut archive = packed(
        &[("a.json", json(&paper_form()))],
        CompressionMethod::Stored,
    );
    for _ in 0..20 {
        archive = packed(&[("a.zip", archive)], CompressionMethod::Deflated);
    }
    let deep = collated(&[("a.zip", archive.clone())]);
    assert_eq!(refusals(&deep).len(), 1);
    assert_eq!(*refusals(&deep)[0].1, ImportError::TooDeep);
    let mut mail = mail_with(&[("a.zip", "application/zip", archive)], "");
    for _ in 0..8 {
        mail = mail_with(&[("a.eml", "application/octet-stream", mail)], "");
    }
    assert_eq!(
        *refusals(&collated(&[("a.eml", mail)]))[0].1,
        ImportError::TooDeep
    );
}

#[test]
fn other_kinds_of_files_are_known_for_what_they_are() {
    let record = paper_form();
    let briefing = seven_minute_briefing::briefing::Briefing::parse(
        seven_minute_briefing::briefing::TSCP_CASE_REVIEWS,
    )
    .unwrap();
    let word = export::word_document(&export::FormDocument::new(&record, &briefing));
    let not_text = ImportError::NotAReturn(DecodeError::NotText);
    let collated = collated(&[
        ("1 plan.docx", word),
        (
            "2 old.msg",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on".to_vec(),
        ),
        ("3 photo.jpg", vec![0xff, 0xd8, 0xff]),
        ("4 nothing.json", Vec::new()),
    ]);
    assert_eq!(
        refusals(&collated),
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
fn our_own_draft_brings_its_return_and_the_word_copy_lies_beside() {
    let record = followed_up();
    let draft = export::email_draft(
        &record,
        "b@example.org",
        &encode(&record),
        b"PK\x03\x04",
        "Hello",
    );
    let collated = collated(&[("sent.eml", draft)]);
    assert_eq!(collated.counted.len(), 1);
    assert_eq!(collated.counted[0].record, record);
    assert!(collated.counted[0].file.starts_with("sent.eml › 7mb_"));
    assert!(collated.unreadable.len() + collated.ignored.len() == 1);
}

#[test]
fn an_e_mail_brings_what_is_attached_pasted_or_forwarded() {
    let (one, other) = (paper_form(), followed_up());
    let zip = packed(&[("b.json", json(&other))], CompressionMethod::Deflated);
    let both = mail_with(
        &[
            ("a.json", "application/json", json(&one)),
            ("all.zip", "application/x-zip-compressed", zip),
            ("logo.png", "image/png", vec![0x89, b'P', b'N', b'G']),
        ],
        "Hello",
    );
    let found = collated(&[("mail.eml", both.clone())]);
    assert_eq!(
        names(&found.counted),
        ["mail.eml › a.json", "mail.eml › all.zip › b.json"]
    );
    assert_eq!(found.ignored, ["mail.eml › logo.png"]);

    // Forwarded whole, by a program that saves without the ending.
    let mut forwarded = b"Received: by example.org\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=f\r\n\r\n--f\r\n\
        Content-Type: text/plain\r\n\r\nSee below.\r\n--f\r\nContent-Type: message/rfc822\r\n\r\n"
        .to_vec();
    forwarded.extend(&both);
    forwarded.extend(b"\r\n--f--\r\n");
    let found = collated(&[("forwarded", forwarded)]);
    assert_eq!(found.counted.len(), 2, "{found:?}");

    let pasted = mail_with(&[], &format!("Hello,\r\n\r\n{}\r\nBye", encode(&one)));
    let found = collated(&[("pasted.eml", pasted)]);
    assert_eq!(found.counted[0].record, one);

    // Attached and pasted, two of them pasted, and what Outlook makes of its letters.
    let mut windows = other.clone();
    windows.team.organisation = "Café £ ’s".to_owned();
    let text = format!(
        "Hello {{Sam}},\r\n{}\r\nand\r\n{}Bye {{Ann}}",
        encode(&one),
        encode(&windows)
    );
    let text: Vec<u8> = (text.chars())
        .map(|letter| match letter {
            '’' => 0x92,
            letter => u8::try_from(u32::from(letter)).unwrap(),
        })
        .collect();
    let mail = mail_with(
        &[("c.json", "application/json", json(&new_record(7)))],
        "TEXT",
    );
    let at = mail.windows(4).position(|it| it == b"TEXT").unwrap();
    let mail = [&mail[..at], &text, &mail[at + 4..]].concat();
    let found = collated(&[("three.eml", mail)]);
    let mut organisations: Vec<&str> = (found.counted.iter())
        .map(|filed| filed.record.team.organisation.as_str())
        .collect();
    organisations.sort_unstable();
    assert_eq!(organisations, ["", "Café £ ’s", "Northbank Primary School"]);
    let html = format!("Content-Type: text/html\r\n\r\n<p>{}</p>", encode(&one));
    let found = collated(&[("html.eml", html.into_bytes())]);
    assert_eq!(
        refusals(&found),
        [("html.eml", &ImportError::GarbledReturn)]
    );

    let cut = encode(&one).replace("\"actions\"", "\"acts\"");
    let found = collated(&[("cut.eml", mail_with(&[], &cut))]);
    assert!(matches!(
        refusals(&found)[..],
        [("cut.eml", ImportError::NotAReturn(_))]
    ));
    let logo = ("logo.png", "image/png", vec![0x89]);
    let found = collated(&[("none.eml", mail_with(&[logo], "Thanks"))]);
    assert_eq!(
        refusals(&found),
        [("none.eml", &ImportError::NoReturnInEmail)]
    );
}

#[test]
fn a_damaged_return_in_an_e_mail_is_told_even_beside_a_good_one() {
    let mut text = json(&paper_form());
    text.truncate(text.len() / 2);
    let mail = mail_with(
        &[
            ("good.json", "application/json", json(&followed_up())),
            ("cut.json", "application/json", text),
            ("empty.json", "application/json", Vec::new()),
        ],
        "",
    );
    let found = collated(&[("mail.eml", mail)]);
    assert_eq!(names(&found.counted), ["mail.eml › good.json"]);
    assert_eq!(refusals(&found)[0].0, "mail.eml › cut.json");
    assert_eq!(refusals(&found)[1].0, "mail.eml › empty.json");
}

#[test]
fn going_back_lets_go_of_what_came_in_since_and_of_nothing_else() {
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
fn the_states_of_a_record_are_its_history() {
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
    let collated = register.collate(BRIEFING);
    let history: Vec<u32> = (collated.history(base.id).iter())
        .map(|filed| filed.record.revision)
        .collect();
    assert_eq!(history, [1, 4, 4, 9]);
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn nothing_comes_in_without_a_line(
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
    fn no_archive_or_e_mail_that_was_tampered_with_stops_the_others(
        at in any::<prop::sample::Index>(),
        with in any::<u8>(),
    ) {
        let archive = packed(&[("a.json", json(&paper_form()))], CompressionMethod::Deflated);
        let mail = mail_with(&[("a.zip", "application/zip", archive.clone())], "Hello");
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

/// A part of an e-mail, and the attachments in it.
#[derive(Clone, Debug)]
enum Piece {
    Attached {
        name: String,
        encoding: u8,
        bytes: Vec<u8>,
    },
    Written(String),
    Parts(Vec<Piece>),
    Forwarded(Box<Piece>),
}

fn pieces() -> impl Strategy<Value = Piece> {
    let name = prop_oneof!["[a-z0-9_-]{1,60}\\.json", "[a-zé ;\"]{1,20}"];
    let bytes = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..200),
        "[ -~é\n=]{0,200}".prop_map(String::into_bytes),
    ];
    let leaf = prop_oneof![
        3 => (name, 0..3_u8, bytes)
            .prop_map(|(name, encoding, bytes)| Piece::Attached { name, encoding, bytes }),
        1 => "[ -~é]{0,80}".prop_map(Piece::Written),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            3 => proptest::collection::vec(inner.clone(), 1..4).prop_map(Piece::Parts),
            1 => proptest::collection::vec(inner, 1..3)
                .prop_map(|pieces| Piece::Forwarded(Box::new(Piece::Parts(pieces)))),
        ]
    })
}

impl Piece {
    /// The attachments in it, in their order, each by its name.
    fn attachments(&self, found: &mut Vec<(String, Vec<u8>)>) {
        match self {
            Self::Attached { name, bytes, .. } => found.push((name.clone(), bytes.clone())),
            Self::Written(_) => {}
            Self::Parts(parts) => parts.iter().for_each(|part| part.attachments(found)),
            Self::Forwarded(inner) => inner.attachments(found),
        }
    }

    /// As it stands in an e-mail; each mark within one is another.
    fn written(&self, marks: &mut u32) -> Vec<u8> {
        match self {
            Self::Written(text) => {
                format!("Content-Type: text/plain; charset=utf-8\r\n\r\n{text}").into_bytes()
            }
            Self::Forwarded(inner) => {
                let inner = inner.written(marks);
                [
                    &b"Content-Type: message/rfc822\r\n\r\nSubject: a\r\n"[..],
                    &inner,
                ]
                .concat()
            }
            Self::Parts(parts) => {
                *marks += 1;
                let mark = format!("=_mark {marks}");
                let mut text = format!(
                    "Content-Type: Multipart/Mixed;\r\n\tboundary=\"{mark}\"\r\n\r\npreamble\r\n"
                )
                .into_bytes();
                for part in parts {
                    text.extend(format!("--{mark}\r\n").bytes());
                    text.extend(part.written(marks));
                    text.extend(b"\r\n");
                }
                text.extend(format!("--{mark}--\r\n").bytes());
                text
            }
            Self::Attached {
                name,
                encoding,
                bytes,
            } => attached(name, *encoding, bytes),
        }
    }
}

/// An attachment as different programs write it.
fn attached(name: &str, encoding: u8, bytes: &[u8]) -> Vec<u8> {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    let encoded =
        |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
    let (head, body) = match encoding {
        0 => {
            let name = BASE64_STANDARD.encode(name);
            let body = BASE64_STANDARD.encode(bytes).into_bytes();
            let lines = body.chunks(76).collect::<Vec<_>>().join(&b"\r\n"[..]);
            let head = format!(
                "Content-Type: application/octet-stream;\r\n name=\"=?UTF-8?B?{name}?=\"\r\n\
                 Content-Transfer-Encoding: BASE64\r\n"
            );
            (head, lines)
        }
        1 => {
            let head = format!(
                "Content-Disposition: attachment;\r\n filename*=utf-8''{}\r\n\
                 Content-Type: application/json\r\nContent-Transfer-Encoding: quoted-printable\r\n",
                encoded(name)
            );
            (head, quoted_printable::encode(bytes))
        }
        _ => {
            let middle = name.char_indices().nth(name.chars().count() / 2);
            let (one, other) = name.split_at(middle.map_or(0, |(at, _)| at));
            let (one, other) = (encoded(one), encoded(other));
            let head = format!(
                "Content-Type: application/json\r\nContent-Disposition: attachment;\r\n\
                 \x20filename*0*=utf-8''{one};\r\n filename*1*={other}\r\n\
                 Content-Transfer-Encoding: base64\r\n"
            );
            (head, BASE64_STANDARD.encode(bytes).into_bytes())
        }
    };
    [head.as_bytes(), b"\r\n", &body].concat()
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn every_attachment_is_found_as_it_was_written(piece in pieces()) {
        let mut mail = b"From: a@example.org\r\nMIME-Version: 1.0\r\n".to_vec();
        mail.extend(piece.written(&mut 0));
        let email = email::read(&mail);
        let found = email.attachments.iter().map(|it| (it.name.clone(), it.content()));
        let found: Vec<(String, Vec<u8>)> = found.collect();
        let mut expected = Vec::new();
        piece.attachments(&mut expected);
        prop_assert_eq!(found, expected, "{}", String::from_utf8_lossy(&mail));
    }
}
