//! Returns in emails: attached, pasted into the text, forwarded.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;
use seven_minute_briefing::export;
use seven_minute_briefing::record::file::{FORMAT, encode};
use seven_minute_briefing::returns::{ImportError, email};
use zip::CompressionMethod;

use super::common::{cases, followed_up, new_record, paper_form};
use super::{email_with, imported, json, names, rejections, zip_with};

const LOGO: (&str, &str, &[u8]) = ("logo.png", "image/png", b"\x89PNG");

/// An email with a return, an archive with another one, and a logo.
fn two_returns_and_a_logo() -> Vec<u8> {
    let zip = zip_with(
        &[("b.json", json(&followed_up()))],
        CompressionMethod::Deflated,
    );
    email_with(
        &[
            ("a.json", "application/json", json(&paper_form())),
            ("all.zip", "application/x-zip-compressed", zip),
            (LOGO.0, LOGO.1, LOGO.2.to_vec()),
        ],
        "Hello",
    )
}

/// An email that forwards another one, as a program writes it that saves files without an extension.
fn forwarded(headers: &str, message: &[u8]) -> Vec<u8> {
    let start = format!(
        "Received: by example.org\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=f\r\n\r\n--f\r\n\
         Content-Type: text/plain\r\n\r\nSee below.\r\n--f\r\nContent-Type: message/rfc822\r\n\
         {headers}\r\n"
    );
    [start.as_bytes(), message, b"\r\n--f--\r\n"].concat()
}

#[test]
fn attached_returns_are_imported_and_other_attachments_ignored() {
    let found = imported(&[("mail.eml", two_returns_and_a_logo())]);
    assert_eq!(
        names(&found.counted),
        ["mail.eml › a.json", "mail.eml › all.zip › b.json"]
    );
    assert_eq!(found.ignored, ["mail.eml › logo.png"]);
}

#[test]
fn returns_in_a_forwarded_email_are_imported() {
    let message = two_returns_and_a_logo();
    let found = imported(&[("forwarded", forwarded("", &message))]);
    assert_eq!(found.counted.len(), 2, "{found:?}");

    // Against RFC 2046, some programs encode it.
    let encoded = BASE64_STANDARD.encode(&message);
    let headers = "Content-Transfer-Encoding: base64\r\n";
    let found = imported(&[("encoded", forwarded(headers, encoded.as_bytes()))]);
    assert_eq!(found.counted.len(), 2, "{found:?}");
}

#[test]
fn an_email_that_was_cut_off_imports_the_attachments_that_are_whole() {
    let mail = two_returns_and_a_logo();
    let last_boundary = mail.windows(2).rposition(|it| it == b"\r\n").unwrap();
    let cut = &mail[..last_boundary - "--=_b 1--".len()];
    let found = imported(&[("cut.eml", cut.to_vec())]);
    assert_eq!(found.counted.len(), 2, "{found:?}");
    let logo = cut.windows(8).position(|it| it == b"logo.png").unwrap();
    let found = imported(&[("cut.eml", cut[..logo].to_vec())]);
    assert_eq!(found.counted.len(), 2, "{found:?}");
}

#[test]
fn a_return_pasted_into_the_text_is_imported() {
    let record = paper_form();
    let text = format!("Hello,\r\n\r\n{}\r\nBye", encode(&record));
    let found = imported(&[("pasted.eml", email_with(&[], &text))]);
    assert_eq!(found.counted[0].record, record);

    let cut = encode(&record).replace("\"actions\"", "\"acts\"");
    let found = imported(&[("cut.eml", email_with(&[], &cut))]);
    assert!(matches!(
        rejections(&found)[..],
        [("cut.eml", ImportError::NotAReturn(_))]
    ));
}

/// Outlook declares UTF-8 and writes windows-1252.
#[test]
fn returns_pasted_in_the_encoding_of_windows_are_imported_beside_an_attached_one() {
    let mut windows = followed_up();
    windows.team.organisation = "Café £ ’s".to_owned();
    let text = format!(
        "Hello {{Sam}},\r\n{}\r\nand\r\n{}Bye {{Ann}}",
        encode(&paper_form()),
        encode(&windows)
    );
    let text: Vec<u8> = (text.chars())
        .map(|letter| match letter {
            '’' => 0x92,
            letter => u8::try_from(u32::from(letter)).unwrap(),
        })
        .collect();
    let attached = ("c.json", "application/json", json(&new_record(7)));
    let mail = email_with(&[attached], "TEXT");
    let at = mail.windows(4).position(|it| it == b"TEXT").unwrap();
    let mail = [&mail[..at], &text, &mail[at + 4..]].concat();
    let found = imported(&[("three.eml", mail)]);
    let mut organisations: Vec<&str> = (found.counted.iter())
        .map(|it| it.record.team.organisation.as_str())
        .collect();
    organisations.sort_unstable();
    assert_eq!(organisations, ["", "Café £ ’s", "Northbank Primary School"]);
}

#[test]
fn a_text_is_read_in_the_character_set_that_it_declares() {
    let mail = b"Content-Type: text/plain; charset=koi8-r\r\n\r\n\xf0\xd2\xc9\xd7\xc5\xd4";
    assert_eq!(email::read(mail).texts, ["Привет"]);
}

#[test]
fn a_return_in_html_is_rejected_as_garbled() {
    let html = format!(
        "Content-Type: text/html\r\n\r\n<p>{}</p>",
        encode(&paper_form())
    );
    let found = imported(&[("html.eml", html.into_bytes())]);
    assert_eq!(
        rejections(&found),
        [("html.eml", &ImportError::GarbledReturn)]
    );
}

#[test]
fn an_email_without_a_return_is_rejected() {
    let logo = (LOGO.0, LOGO.1, LOGO.2.to_vec());
    let found = imported(&[("none.eml", email_with(&[logo], "Thanks"))]);
    assert_eq!(
        rejections(&found),
        [("none.eml", &ImportError::NoReturnInEmail)]
    );
}

#[test]
fn our_own_draft_imports_its_return_and_ignores_the_word_copy() {
    let record = followed_up();
    let draft = export::email_draft(
        &record,
        "b@example.org",
        &encode(&record),
        b"PK\x03\x04",
        "Hello",
    );
    let collation = imported(&[("sent.eml", draft)]);
    assert_eq!(collation.counted.len(), 1);
    assert_eq!(collation.counted[0].record, record);
    assert!(
        collation.counted[0]
            .file
            .starts_with("sent.eml › Case Reviews ")
    );
    assert!(collation.unreadable.len() + collation.ignored.len() == 1);
}

#[test]
fn a_damaged_return_in_an_email_is_rejected_even_beside_a_good_one() {
    let mut text = json(&paper_form());
    text.truncate(text.len() / 2);
    let mail = email_with(
        &[
            ("good.json", "application/json", json(&followed_up())),
            ("cut.json", "application/json", text),
            ("empty.json", "application/json", Vec::new()),
        ],
        "",
    );
    let found = imported(&[("mail.eml", mail)]);
    assert_eq!(names(&found.counted), ["mail.eml › good.json"]);
    assert_eq!(rejections(&found)[0].0, "mail.eml › cut.json");
    assert_eq!(rejections(&found)[1].0, "mail.eml › empty.json");
}

/// mail-parser by itself overflows the stack on the second and takes quadratic time for the third.
#[test]
fn an_email_made_to_do_harm_is_read_to_its_end() {
    let nested = "Content-Type: message/rfc822\r\n\r\n".repeat(100_000);
    let encoded =
        "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    let braces = format!("{}{}", "{}".repeat(500_000), FORMAT);
    let unused = "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n\r\n".repeat(50_000);
    for mail in [
        nested.clone(),
        format!("{encoded}{nested}"),
        format!("Content-Type: multipart/mixed; boundary=b\r\n\r\n{unused}"),
        "a:\n".repeat(1_000_000),
        format!("Content-Type: text/plain\r\n\r\n{braces}"),
    ] {
        let found = imported(&[("harm.eml", mail.into_bytes())]);
        assert_eq!(found.len(), 1);
    }
}

/// An email, or a part of one.
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
    /// The names and contents of all attachments, in their order.
    fn attachments(&self, found: &mut Vec<(String, Vec<u8>)>) {
        match self {
            Self::Attached { name, bytes, .. } => found.push((name.clone(), bytes.clone())),
            Self::Written(_) => {}
            Self::Parts(parts) => parts.iter().for_each(|part| part.attachments(found)),
            Self::Forwarded(inner) => inner.attachments(found),
        }
    }

    /// The text of the piece. `boundaries` counts the boundaries so far: each is used once.
    fn written(&self, boundaries: &mut u32) -> Vec<u8> {
        match self {
            Self::Written(text) => {
                format!("Content-Type: text/plain; charset=utf-8\r\n\r\n{text}").into_bytes()
            }
            Self::Forwarded(inner) => {
                let inner = inner.written(boundaries);
                [
                    &b"Content-Type: message/rfc822\r\n\r\nSubject: a\r\n"[..],
                    &inner,
                ]
                .concat()
            }
            Self::Parts(parts) => {
                *boundaries += 1;
                let boundary = format!("=_boundary {boundaries}");
                let mut text = format!(
                    "Content-Type: Multipart/Mixed;\r\n\tboundary=\"{boundary}\"\r\n\r\npreamble\r\n"
                )
                .into_bytes();
                for part in parts {
                    text.extend(format!("--{boundary}\r\n").bytes());
                    text.extend(part.written(boundaries));
                    text.extend(b"\r\n");
                }
                text.extend(format!("--{boundary}--\r\n").bytes());
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
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
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
