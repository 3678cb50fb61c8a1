//! What an e-mail that was saved as a file (`.eml`) has attached.
//!
//! Of an e-mail, only how it is put together is read here. mail-parser, a crate that reads
//! all of one, would weigh 50 kB in the page, compressed; in the tests it says whether the
//! same is found.
//!
//! Source: RFC 5322 (headers), RFC 2045 to 2047 and 2231 (MIME).

use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, Engine, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

use crate::record::file::FORMAT;

/// Base64 as e-mail programs write it, and as some cut it off.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// How many parts may be within one another.
const MAX_DEPTH: usize = 20;

/// What is in an e-mail.
#[derive(Debug, Default)]
pub struct Email {
    /// Its attachments, by name.
    pub attached: Vec<(String, Vec<u8>)>,
    /// What was written, as far as it is plain text.
    pub texts: Vec<String>,
    /// Whether something like a return is in what was written, and only where it cannot be
    /// made out.
    pub is_garbled: bool,
}

/// Whether it is an e-mail, by its name, or by a header at its beginning.
pub fn is_letter(name: &str, bytes: &[u8]) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    let first = bytes.split(|byte| *byte == b'\n').next();
    let head = first.and_then(|line| std::str::from_utf8(line).ok()?.split_once(':'));
    let heads = [
        "received",
        "return-path",
        "from",
        "date",
        "mime-version",
        "delivered-to",
    ];
    ending.eq_ignore_ascii_case("eml")
        || head.is_some_and(|(name, _)| heads.iter().any(|it| name.eq_ignore_ascii_case(it)))
}

/// Reads an e-mail. One that was forwarded whole is in the one that brought it.
pub fn read(bytes: &[u8]) -> Email {
    let mut letter = Email::default();
    let mut parts = vec![(bytes, 0)];
    while let Some((bytes, depth)) = parts.pop() {
        let part = Part::read(bytes);
        let kind = part.kind.as_str();
        if kind.starts_with("multipart/") && depth < MAX_DEPTH {
            let mut within: Vec<&[u8]> = part.within();
            // The last is taken first.
            within.reverse();
            parts.extend(within.into_iter().map(|part| (part, depth + 1)));
        } else if kind == "message/rfc822" && depth < MAX_DEPTH && !part.is_encoded() {
            parts.push((part.body, depth + 1));
        } else if let Some(name) = &part.name {
            letter.attached.push((name.clone(), part.content()));
        } else if kind == "text/plain" {
            letter.texts.push(in_letters(part.content()));
        } else if kind == "text/html" {
            letter.is_garbled |= in_letters(part.content()).contains(FORMAT);
        } else {
            let name = format!("attachment {}", letter.attached.len() + 1);
            letter.attached.push((name, part.content()));
        }
    }
    letter
}

/// The returns that were pasted into what somebody wrote: each from its first brace to the
/// one that closes it, or to the end where none does.
pub fn pasted(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('{')
        && rest.contains(FORMAT)
    {
        rest = rest.get(start..).unwrap_or_default();
        let (object, after) = rest.split_at(closed_at(rest).unwrap_or(rest.len()));
        if object.contains(FORMAT) {
            found.push(object);
        }
        rest = after;
    }
    found
}

/// Where the brace is closed with which a text begins.
fn closed_at(text: &str) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' if !in_text => depth += 1,
            b'}' if !in_text => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Text in UTF-8, or as Windows writes it.
fn in_letters(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let bytes = error.as_bytes().iter();
        bytes.map(|byte| of_windows(*byte)).collect()
    })
}

/// A letter of windows-1252, which has those of ISO 8859-1 and some more.
/// Source: <https://encoding.spec.whatwg.org/index-windows-1252.txt>.
fn of_windows(byte: u8) -> char {
    const MORE: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    let more = byte
        .checked_sub(0x80)
        .and_then(|at| MORE.chars().nth(at.into()));
    more.unwrap_or(char::from(byte))
}

/// An e-mail, or a part of one.
struct Part<'a> {
    /// The media type, in lower case.
    kind: String,
    boundary: String,
    /// The name under which it is attached.
    name: Option<String>,
    /// How its content is written, in lower case.
    encoding: String,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    fn read(bytes: &'a [u8]) -> Self {
        let mut part = Self {
            kind: "text/plain".to_owned(),
            boundary: String::new(),
            name: None,
            encoding: String::new(),
            body: bytes,
        };
        let mut head = Header::default();
        while !part.body.is_empty() {
            let (line, rest) = first_line(part.body);
            part.body = rest;
            let line = String::from_utf8_lossy(line);
            let line = line.trim_end();
            if line.starts_with([' ', '\t']) && !head.name.is_empty() {
                // It goes on from the line before.
                head.value.push_str(line);
                continue;
            }
            part.note(&head);
            head = Header::default();
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':') {
                head.name = name.trim().to_ascii_lowercase();
                value.clone_into(&mut head.value);
            }
        }
        part.note(&head);
        part
    }

    fn note(&mut self, head: &Header) {
        match head.name.as_str() {
            "content-type" => {
                let (kind, parameters) = head.parts();
                self.boundary = parameter(&parameters, "boundary").unwrap_or_default();
                // What a program calls it is its name where it is not attached under one.
                if self.name.is_none() {
                    self.name = parameter(&parameters, "name");
                }
                if !kind.is_empty() {
                    self.kind = kind;
                }
            }
            "content-disposition" => {
                let (_, parameters) = head.parts();
                let name = parameter(&parameters, "filename");
                self.name = name.or(self.name.take());
            }
            "content-transfer-encoding" => self.encoding = head.value.trim().to_ascii_lowercase(),
            _ => {}
        }
    }

    /// The parts that it is made of.
    fn within(&self) -> Vec<&'a [u8]> {
        let mark = format!("--{}", self.boundary);
        let mut parts = Vec::new();
        let mut start = None;
        let mut rest = self.body;
        while !rest.is_empty() {
            let at = self.body.len() - rest.len();
            let (line, after) = first_line(rest);
            rest = after;
            let Some(end) = line.strip_prefix(mark.as_bytes()) else {
                continue;
            };
            let end = end.trim_ascii_end();
            if !(end.is_empty() || end == b"--") {
                continue;
            }
            // The line break before the mark belongs to the mark.
            let part = start.and_then(|start| self.body.get(start..at));
            parts.extend(part.map(without_break));
            start = (end.is_empty()).then(|| self.body.len() - rest.len());
            if start.is_none() {
                return parts;
            }
        }
        // The end is missing: what there is may still be whole.
        parts.extend(start.and_then(|start| self.body.get(start..)));
        parts
    }

    fn is_encoded(&self) -> bool {
        matches!(self.encoding.as_str(), "base64" | "quoted-printable")
    }

    fn content(&self) -> Vec<u8> {
        match self.encoding.as_str() {
            "base64" => base64(self.body),
            "quoted-printable" => quoted(self.body),
            _ => self.body.to_vec(),
        }
    }
}

#[derive(Default)]
struct Header {
    /// In lower case.
    name: String,
    value: String,
}

impl Header {
    /// What stands before the first semicolon, in lower case, and the parameters after it
    /// by name: `multipart/mixed; boundary="a b"`.
    fn parts(&self) -> (String, Vec<(String, String)>) {
        let mut pieces = Vec::new();
        let mut piece = String::new();
        let (mut in_quotes, mut escaped) = (false, false);
        for letter in self.value.chars() {
            match letter {
                _ if escaped => escaped = false,
                '\\' if in_quotes => {
                    escaped = true;
                    continue;
                }
                '"' => {
                    in_quotes = !in_quotes;
                    continue;
                }
                ';' if !in_quotes => {
                    pieces.push(std::mem::take(&mut piece));
                    continue;
                }
                _ => {}
            }
            piece.push(letter);
        }
        pieces.push(piece);
        let mut pieces = pieces.into_iter();
        let value = pieces.next().unwrap_or_default();
        let parameters = pieces.filter_map(|piece| {
            let (name, value) = piece.split_once('=')?;
            Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        });
        (value.trim().to_ascii_lowercase(), parameters.collect())
    }
}

/// A parameter of that name, also where it is cut in pieces or says its character set:
/// `filename*0*=utf-8''a%20b; filename*1=c`.
fn parameter(parameters: &[(String, String)], name: &str) -> Option<String> {
    let of = |name: &str| {
        let found = parameters.iter().find(|(it, _)| *it == name);
        found.map(|(_, value)| value.as_str())
    };
    let encoded = |value: &str, is_first: bool| {
        let text = value.splitn(3, '\'').nth(2).filter(|_| is_first);
        let text = percent_decode_str(text.unwrap_or(value));
        text.decode_utf8_lossy().into_owned()
    };
    if let Some(value) = of(&format!("{name}*")) {
        return Some(encoded(value, true));
    }
    let mut whole = String::new();
    for number in 0.. {
        if let Some(value) = of(&format!("{name}*{number}*")) {
            whole.push_str(&encoded(value, number == 0));
        } else if let Some(value) = of(&format!("{name}*{number}")) {
            whole.push_str(value);
        } else {
            break;
        }
    }
    let plain = of(name).map(words_decoded);
    Some(whole).filter(|whole| !whole.is_empty()).or(plain)
}

/// A text in which words may be encoded: `=?utf-8?Q?caf=C3=A9?=`.
fn words_decoded(text: &str) -> String {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some((before, word, after)) = encoded_word(rest) {
        // Nothing but space between two of them is none.
        if !(before.trim().is_empty() && rest.len() < text.len()) {
            decoded.push_str(before);
        }
        decoded.push_str(&word);
        rest = after;
    }
    decoded + rest
}

/// The first encoded word of a text, and what is before and after it.
fn encoded_word(text: &str) -> Option<(&str, String, &str)> {
    let (before, word) = text.split_once("=?")?;
    let (_, word) = word.split_once('?')?;
    let (encoding, word) = word.split_once('?')?;
    let (word, after) = word.split_once("?=")?;
    let bytes = if encoding.eq_ignore_ascii_case("b") {
        base64(word.as_bytes())
    } else {
        quoted(word.replace('_', " ").as_bytes())
    };
    Some((before, String::from_utf8_lossy(&bytes).into_owned(), after))
}

/// What is written in base64, as far as it goes.
fn base64(text: &[u8]) -> Vec<u8> {
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let mut digits: Vec<u8> = text.iter().copied().filter(is_digit).collect();
    // One digit alone is less than a byte.
    if digits.len() % 4 == 1 {
        digits.pop();
    }
    BASE64.decode(digits).unwrap_or_default()
}

/// What is written as quoted-printable, as far as it can be told.
fn quoted(text: &[u8]) -> Vec<u8> {
    let robust = quoted_printable::ParseMode::Robust;
    quoted_printable::decode(text, robust).unwrap_or_else(|_| text.to_vec())
}

/// The first line without its break, and what is after it.
fn first_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let (line, rest) = bytes.split_at(end.map_or(bytes.len(), |end| end + 1));
    (without_break(line), rest)
}

fn without_break(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}
