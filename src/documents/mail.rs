//! The e-mail that a return is sent with.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::file_name;
use crate::domain::Record;

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
