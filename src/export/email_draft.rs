//! The e-mail that a return is sent with: as a link, and as a draft with the files in it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use mail_builder::encoders::base64::base64_encode_mime;
use mail_builder::headers::{Header as _, text::Text};

use super::return_file::{FileKind, file_name, file_name_of};
use crate::record::Record;

/// What may stand as it is: the unreserved characters of RFC 3986. RFC 6068 allows
/// a few more in places, which would save little.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The same for an address, where `@` is allowed and expected.
const ENCODED_ADDRESS: &AsciiSet = &ENCODED.remove(b'@');

/// The most characters that the addresses may take once encoded.
const MAX_ADDRESSES: usize = 400;

/// The most characters that a title or a name may take once encoded.
const MAX_NAME: usize = 190;

/// A link that opens the person's e-mail program with a message to the
/// partnership: subject, a few lines, and which file to attach. A link cannot
/// attach a file itself.
///
/// `to` is one address, several with commas or semicolons between, or empty. At most
/// 1,900 characters, since Windows cuts longer links off in places: a long name is
/// shortened with `…`, and addresses too long to fit are left for the person to fill in.
///
/// Source: RFC 6068; line breaks are `%0D%0A`.
pub fn mailto(record: &Record, to: &str) -> String {
    let organisation = name(&record.team.organisation);
    let team = name(&record.team.section_and_team);
    let subject = subject(record);
    let body = format!(
        "Our 7 minute briefing return is attached.\r\n\r\n\
         Organisation: {organisation}\r\n\
         Team: {team}\r\n\
         File: {}\r\n\r\n\
         Before you send this: attach the file named above, \
         which is usually in your Downloads folder. Then delete this line.\r\n",
        file_name(record)
    );
    format!(
        "mailto:{}?subject={}&body={}",
        addresses(to),
        utf8_percent_encode(&subject, ENCODED),
        utf8_percent_encode(&body, ENCODED)
    )
}

/// What the e-mail is about: which briefing, who answers, and which state of the return it
/// is, so that a later one can be told from an earlier one.
fn subject(record: &Record) -> String {
    let title = name(&record.briefing.title);
    let organisation = name(&record.team.organisation);
    let team = name(&record.team.section_and_team);
    let mut subject = "7 minute briefing return".to_owned();
    let who: Vec<&str> = [organisation.as_str(), team.as_str()]
        .into_iter()
        .filter(|name| !name.is_empty())
        .collect();
    let who = who.join(", ");
    let parts = [": ", " – "];
    for (before, part) in parts.into_iter().zip([&title, &who]) {
        if !part.is_empty() {
            subject.push_str(before);
            subject.push_str(part);
        }
    }
    subject + &format!(" (revision {})", record.revision)
}

/// A draft of the e-mail, for programs that open one from a file: Outlook takes the line
/// `X-Unsent` to mean that it is still to be sent. Attached are the return as it is and,
/// as a copy that can be read at once, the form in Word. `body` is the form as text.
///
/// `to` is as in [`mailto`]. No sender and no date: the program that sends it knows them.
///
/// Source: RFC 5322, RFC 2045 to 2047; for the line, MS-OXCMAIL.
pub fn draft(record: &Record, to: &str, json: &str, docx: &[u8], body: &str) -> Vec<u8> {
    // Of the characters that end up in what is encoded, none can make this line.
    let boundary = format!("=_{}", record.id);
    let mut mail = Vec::new();
    let to: Vec<&str> = to.split([',', ';']).map(str::trim).collect();
    // What is no plain address would be a header of its own making.
    let is_plain =
        |address: &&str| !address.is_empty() && address.bytes().all(|b| b.is_ascii_graphic());
    let to: Vec<&str> = to.into_iter().filter(is_plain).collect();
    if !to.is_empty() {
        line(&mut mail, &format!("To: {}", to.join(",\r\n ")));
    }
    mail.extend(b"Subject: ");
    // Nothing can go wrong in memory.
    drop(Text::new(subject(record)).write_header(&mut mail, "Subject: ".len()));
    line(&mut mail, "X-Unsent: 1");
    line(&mut mail, "MIME-Version: 1.0");
    line(
        &mut mail,
        &format!("Content-Type: multipart/mixed;\r\n boundary=\"{boundary}\""),
    );
    line(&mut mail, "");
    line(&mut mail, "This e-mail has files in it.");
    let body = body.replace("\r\n", "\n").replace('\n', "\r\n");
    let parts = [
        (None, "text/plain; charset=utf-8", body.as_bytes()),
        (
            Some(FileKind::Json),
            FileKind::Json.media_type(),
            json.as_bytes(),
        ),
        (Some(FileKind::Docx), FileKind::Docx.media_type(), docx),
    ];
    for (kind, media_type, content) in parts {
        line(&mut mail, &format!("--{boundary}"));
        line(&mut mail, &format!("Content-Type: {media_type}"));
        if let Some(kind) = kind {
            let name = file_name_of(record, kind);
            line(
                &mut mail,
                &format!("Content-Disposition: attachment;\r\n filename=\"{name}\""),
            );
        }
        line(&mut mail, "Content-Transfer-Encoding: base64");
        line(&mut mail, "");
        drop(base64_encode_mime(content, &mut mail, false));
        line(&mut mail, "");
    }
    line(&mut mail, &format!("--{boundary}--"));
    mail
}

fn line(mail: &mut Vec<u8>, text: &str) {
    mail.extend(text.as_bytes());
    mail.extend(b"\r\n");
}

/// The addresses, encoded, with commas between. Cutting one short would send the
/// return to somebody else, so too many give none.
fn addresses(to: &str) -> String {
    let each = to.split([',', ';']).map(str::trim);
    let encoded: Vec<String> = (each.filter(|address| !address.is_empty()))
        .map(|address| utf8_percent_encode(address, ENCODED_ADDRESS).to_string())
        .collect();
    let all = encoded.join(",");
    if all.len() > MAX_ADDRESSES {
        String::new()
    } else {
        all
    }
}

/// A title or a name on one line, shortened to what may stand in the link.
fn name(text: &str) -> String {
    let mut name = String::new();
    let mut taken = 0;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() {
            continue;
        }
        let gap = if name.is_empty() { "" } else { " " };
        for letter in gap.chars().chain(word.chars()) {
            let mut bytes = [0; 4];
            taken += utf8_percent_encode(letter.encode_utf8(&mut bytes), ENCODED)
                .map(str::len)
                .sum::<usize>();
            if taken > MAX_NAME {
                name.push('…');
                return name;
            }
            name.push(letter);
        }
    }
    name
}
