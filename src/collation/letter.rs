//! What an e-mail that was saved as a file (`.eml`, RFC 5322) has attached.

use mail_parser::{MessageParser, MimeHeaders, PartType};

/// What is in an e-mail.
pub struct Letter {
    /// Its attachments, by name.
    pub attached: Vec<(String, Vec<u8>)>,
    /// What was written, as far as it is plain text.
    pub text: String,
}

/// Whether it is an e-mail, by how it begins: with a header and no other kind of file.
pub fn is_letter(name: &str, bytes: &[u8]) -> bool {
    let ends = name.len().checked_sub(4).and_then(|at| name.get(at..));
    if ends.is_some_and(|end| end.eq_ignore_ascii_case(".eml")) {
        return true;
    }
    let first = bytes.split(|byte| *byte == b'\n').next();
    let (name, _) = first
        .and_then(|line| std::str::from_utf8(line).ok()?.split_once(':'))
        .unwrap_or_default();
    let heads = [
        "received",
        "return-path",
        "from",
        "date",
        "mime-version",
        "delivered-to",
    ];
    heads.iter().any(|head| name.eq_ignore_ascii_case(head))
}

/// Reads an e-mail. `None` where it has neither headers nor text.
pub fn read(bytes: &[u8]) -> Option<Letter> {
    // Who wrote to whom and when is not looked at, nor brings its code along.
    let message = MessageParser::new().with_mime_headers().parse(bytes)?;
    let mut attached = Vec::new();
    let mut text = String::new();
    // An e-mail that was forwarded whole is in the one that brought it.
    let mut messages = vec![&message];
    while let Some(message) = messages.pop() {
        for (number, part) in (1..).zip(&message.parts) {
            let name = part.attachment_name();
            match &part.body {
                PartType::Message(forwarded) => messages.push(forwarded),
                PartType::Text(words) if name.is_none() => {
                    text.push_str(words);
                    text.push('\n');
                }
                PartType::Html(_) if name.is_none() => {}
                PartType::Multipart(_) => {}
                _ => {
                    let name = name.map_or_else(|| format!("attachment {number}"), str::to_owned);
                    attached.push((name, part.contents().to_vec()));
                }
            }
        }
    }
    (!attached.is_empty() || !text.trim().is_empty()).then_some(Letter { attached, text })
}

/// The return that was pasted into what somebody wrote, as far as one can be told: from
/// the first brace to the last.
pub fn pasted(text: &str) -> Option<&str> {
    let (start, end) = (text.find('{')?, text.rfind('}')?);
    text.get(start..=end)
        .filter(|text| text.contains(crate::format::FORMAT))
}
