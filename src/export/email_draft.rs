//! The email with which a return is sent: as a link, and as a draft with the files attached.
//!
//! This uses only mail-builder's encoders (RFC 2045 and 2047), which add 2 kB to the page as gzip.
//! Its message builder would add 16 kB and needs a clock.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use mail_builder::encoders::base64::base64_encode_mime;
use mail_builder::headers::{Header as _, text::Text};

use super::return_file::{FileKind, file_name, file_name_of};
use crate::record::Record;

/// Everything but the unreserved characters of RFC 3986. RFC 6068 leaves a few more as they are in
/// places, which would save little.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The same for an address, in which `@` is allowed and expected.
const ENCODED_ADDRESS: &AsciiSet = &ENCODED.remove(b'@');

/// The most characters that the encoded addresses may take.
const MAX_ADDRESSES: usize = 400;

/// The most characters that an encoded title or name may take.
const MAX_NAME: usize = 170;

/// The most that the encoded name of the file may take.
const MAX_FILE_NAME: usize = 200;

/// Writes a link that opens the user's email program with a message to the partnership: a subject,
/// a few lines, and which file to attach. A link cannot attach a file itself.
///
/// `to` is one address, several with commas or semicolons between them, or empty. The link has at
/// most 1,900 characters, since parts of Windows cut off longer ones: a long name is shortened with
/// `…`, and addresses that are too long are left out for the user to fill in.
///
/// Source: RFC 6068; line breaks are `%0D%0A`.
pub fn mailto(record: &Record, to: &str) -> String {
    let organisation = name(&record.team.organisation, MAX_NAME);
    let team = name(&record.team.section_and_team, MAX_NAME);
    let subject = subject(record);
    let body = format!(
        "Our 7 minute briefing return is attached.\r\n\r\n\
         Organisation: {organisation}\r\n\
         Team: {team}\r\n\
         File: {}\r\n\r\n\
         Before you send this: attach the file named above, \
         which is usually in your Downloads folder. Then delete this line.\r\n",
        name(&file_name(record), MAX_FILE_NAME)
    );
    format!(
        "mailto:{}?subject={}&body={}",
        addresses(to),
        utf8_percent_encode(&subject, ENCODED),
        utf8_percent_encode(&body, ENCODED)
    )
}

/// The subject: which briefing, which team, and which version of the return, by which the
/// partnership tells a later email from an earlier one.
fn subject(record: &Record) -> String {
    let title = name(&record.briefing.title, MAX_NAME);
    let organisation = name(&record.team.organisation, MAX_NAME);
    let team = name(&record.team.section_and_team, MAX_NAME);
    let mut subject = "7 minute briefing return".to_owned();
    let names: Vec<&str> = [organisation.as_str(), team.as_str()]
        .into_iter()
        .filter(|name| !name.is_empty())
        .collect();
    for (separator, part) in [(": ", title), (" – ", names.join(", "))] {
        if !part.is_empty() {
            subject.push_str(separator);
            subject.push_str(&part);
        }
    }
    subject + &format!(" (version {})", record.revision)
}

/// Writes a draft of the email for programs that open one from a file. The header `X-Unsent` makes
/// Outlook open it as a message that is still to be sent.
///
/// `json` is the return and `docx` the Word form; both are attached. `body` is the text of the
/// message, and `to` is as in [`mailto`]. There is no sender and no date: the program that sends it
/// knows them.
///
/// Source: RFC 5322, RFC 2045 to 2047; for the header, MS-OXCMAIL.
pub fn email_draft(record: &Record, to: &str, json: &str, docx: &[u8], body: &str) -> Vec<u8> {
    // Cannot occur in the parts: base64 has no underscore.
    let boundary = format!("=_{}", record.id);
    let mut mail = Vec::new();
    let to: Vec<&str> = to.split([',', ';']).map(str::trim).collect();
    // Anything else could inject headers of its own.
    let is_plain =
        |address: &&str| !address.is_empty() && address.bytes().all(|b| b.is_ascii_graphic());
    let to: Vec<&str> = to.into_iter().filter(is_plain).collect();
    if !to.is_empty() {
        line(&mut mail, &format!("To: {}", to.join(",\r\n ")));
    }
    mail.extend(b"Subject: ");
    // Writing to memory cannot fail.
    drop(Text::new(subject(record)).write_header(&mut mail, "Subject: ".len()));
    line(&mut mail, "X-Unsent: 1");
    line(&mut mail, "MIME-Version: 1.0");
    line(
        &mut mail,
        &format!("Content-Type: multipart/mixed;\r\n boundary=\"{boundary}\""),
    );
    line(&mut mail, "");
    line(&mut mail, "This email has files attached.");
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
            line(&mut mail, "Content-Disposition: attachment;");
            line(&mut mail, &attachment_name(&file_name_of(record, kind)));
        }
        line(&mut mail, "Content-Transfer-Encoding: base64");
        line(&mut mail, "");
        drop(base64_encode_mime(content, &mut mail, false));
        line(&mut mail, "");
    }
    line(&mut mail, &format!("--{boundary}--"));
    mail
}

/// The name of an attachment as the parameters of a header. A name that is not in ASCII comes twice: as
/// RFC 2231 writes it, and for older programs with hyphens. Some programs take the first they understand.
fn attachment_name(name: &str) -> String {
    if name.is_ascii() {
        return format!(" filename=\"{name}\"");
    }
    let plain: String = (name.chars())
        .map(|letter| if letter.is_ascii() { letter } else { '-' })
        .collect();
    let encoded = utf8_percent_encode(name, ENCODED);
    format!(" filename*=UTF-8''{encoded};\r\n filename=\"{plain}\"")
}

fn line(mail: &mut Vec<u8>, text: &str) {
    mail.extend(text.as_bytes());
    mail.extend(b"\r\n");
}

/// Encodes addresses with commas between them. Returns none of them if they are too long, because
/// a shortened address could be somebody else's.
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

/// A title or a name on one line, shortened to so many characters once it is encoded.
fn name(text: &str, max_length: usize) -> String {
    let mut name = String::new();
    let mut length = 0;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() {
            continue;
        }
        let gap = if name.is_empty() { "" } else { " " };
        for letter in gap.chars().chain(word.chars()) {
            let mut bytes = [0; 4];
            length += utf8_percent_encode(letter.encode_utf8(&mut bytes), ENCODED)
                .map(str::len)
                .sum::<usize>();
            if length > max_length {
                name.push('…');
                return name;
            }
            name.push(letter);
        }
    }
    name
}
