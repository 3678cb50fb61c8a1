//! Reads emails that were saved as files (`.eml`): their attachments, and returns pasted into the
//! text.
//!
//! mail-parser reads the headers, the transfer encodings and the character sets. This
//! module walks from part to part itself, because the crate's own walk, `MessageParser::parse` in
//! version 0.10.2, has no limits: a file of 3 MB with messages nested in an encoded one overflowed the
//! stack, and one of 1 MB with boundaries that never occur took 6.5 seconds, which grows with the
//! square of the size. Our walk goes 20 levels deep, reads a file at most once per level, and copies
//! only what it decodes.
//!
//! Source: RFC 5322 (headers), RFC 2045 to 2047 and 2231 (MIME).

use mail_parser::decoders::base64::base64_decode_stream;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::parsers::MessageStream;
use mail_parser::{ContentType, GetHeader as _, Header, HeaderName, MessageParser};

use crate::record::file::FORMAT;

/// How deeply multiparts and forwarded messages may be nested. Anything deeper counts as an
/// attachment.
const MAX_DEPTH: usize = 20;

/// How many bytes of a part may be its headers. The parsed headers take far more memory than their
/// text.
const MAX_HEADER_BYTES: usize = 1024 * 1024;

/// The content of an email, including that of messages that were forwarded in it.
#[derive(Debug, Default)]
pub struct Email<'a> {
    /// Every part that is neither a text without a file name nor a container of other parts.
    pub attachments: Vec<Attachment<'a>>,
    /// The plain texts.
    pub texts: Vec<String>,
    /// Whether an HTML text contains something like a return. Email programs break it up with
    /// markup, so it cannot be extracted.
    pub has_garbled_return: bool,
}

/// A file that is attached to an email.
#[derive(Debug)]
pub struct Attachment<'a> {
    /// Its file name, or a number if it has none.
    pub name: String,
    part: Part<'a>,
}

impl Attachment<'_> {
    /// Decodes the file, as far as possible if it is malformed.
    pub fn content(&self) -> Vec<u8> {
        self.part.content()
    }
}

/// Whether a file is an email, by its extension or by a header in its first line.
pub fn is_email(name: &str, bytes: &[u8]) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default();
    let first_line = bytes.split(|byte| *byte == b'\n').next();
    let header = first_line.and_then(|line| std::str::from_utf8(line).ok()?.split_once(':'));
    let known = [
        "received",
        "return-path",
        "from",
        "date",
        "mime-version",
        "delivered-to",
    ];
    extension.eq_ignore_ascii_case("eml")
        || header.is_some_and(|(name, _)| known.iter().any(|it| name.eq_ignore_ascii_case(it)))
}

/// Reads an email. Never fails: a file that is not an email is read as one plain text.
pub fn read(bytes: &[u8]) -> Email<'_> {
    let parser = MessageParser::new()
        .with_mime_headers()
        .default_header_ignore();
    let mut email = Email::default();
    // A stack: the next part is last.
    let mut parts = vec![(bytes, 0)];
    while let Some((bytes, depth)) = parts.pop() {
        let part = Part::read(&parser, bytes);
        if depth < MAX_DEPTH {
            let inner = part.inner_parts();
            if !inner.is_empty() {
                parts.extend(inner.into_iter().rev().map(|inner| (inner, depth + 1)));
                continue;
            }
        }
        if part.name.is_none() && part.is_type("text", "plain") {
            email.texts.push(part.text());
        } else if part.name.is_none() && part.is_type("text", "html") {
            email.has_garbled_return |= part.text().contains(FORMAT);
        } else {
            let number = email.attachments.len() + 1;
            let name = (part.name.clone()).unwrap_or_else(|| format!("attachment {number}"));
            email.attachments.push(Attachment { name, part });
        }
    }
    email
}

/// Finds the returns that were pasted into a text. Each reaches from an opening brace to the one that
/// closes it, or to the end of the text if none does.
pub fn pasted_returns(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let Some(last_mention) = text.rfind(FORMAT) else {
        return found;
    };
    let mut rest = text;
    while let Some(start) = rest.find('{')
        && rest.len() >= text.len() - last_mention
    {
        rest = rest.get(start..).unwrap_or_default();
        let (object, after) = rest.split_at(object_length(rest).unwrap_or(rest.len()));
        if object.contains(FORMAT) {
            found.push(object);
        }
        rest = after;
    }
    found
}

/// The length in bytes of the JSON object at the start of a text; `None` if the object does not end.
fn object_length(text: &str) -> Option<usize> {
    let (mut depth, mut in_string, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            b'{' if !in_string => depth += 1,
            b'}' if !in_string => {
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

/// An email, or one of its parts.
#[derive(Debug)]
struct Part<'a> {
    content_type: Option<ContentType<'a>>,
    encoding: Encoding,
    /// The file name of an attachment.
    name: Option<String>,
    /// What follows the headers, still encoded.
    body: &'a [u8],
}

/// How a body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    None,
    Base64,
    QuotedPrintable,
}

impl<'a> Part<'a> {
    fn read(parser: &MessageParser, bytes: &'a [u8]) -> Self {
        let head = bytes.get(..MAX_HEADER_BYTES).unwrap_or(bytes);
        let mut stream = MessageStream::new(head);
        let mut headers: Vec<Header<'a>> = Vec::new();
        stream.parse_headers(parser, &mut headers);
        let body = bytes.get(stream.offset()..).unwrap_or_default();

        let value = |name| headers.header_value(&name);
        let content_type = value(HeaderName::ContentType).and_then(|it| it.as_content_type());
        let disposition = value(HeaderName::ContentDisposition).and_then(|it| it.as_content_type());
        let name = (disposition.and_then(|it| it.attribute("filename")))
            .or_else(|| content_type.and_then(|it| it.attribute("name")));
        let encoding = value(HeaderName::ContentTransferEncoding).and_then(|it| it.as_text());
        let encoding = match encoding.map(str::to_ascii_lowercase).as_deref() {
            Some("base64") => Encoding::Base64,
            Some("quoted-printable") => Encoding::QuotedPrintable,
            _ => Encoding::None,
        };
        Self {
            content_type: content_type.cloned(),
            encoding,
            name: name.map(str::to_owned),
            body,
        }
    }

    /// Whether it has that media type. A part without the header is plain text.
    fn is_type(&self, kind: &str, subtype: &str) -> bool {
        match &self.content_type {
            Some(it) => it.ctype() == kind && it.subtype() == Some(subtype),
            None => (kind, subtype) == ("text", "plain"),
        }
    }

    /// The parts inside it: those of a multipart, or the message that was forwarded whole.
    fn inner_parts(&self) -> Vec<&'a [u8]> {
        if self.encoding != Encoding::None {
            return Vec::new();
        }
        if self.is_type("message", "rfc822") {
            return vec![self.body];
        }
        let content_type = self.content_type.as_ref();
        let multipart = content_type.filter(|it| it.ctype() == "multipart");
        let boundary = multipart.and_then(|it| it.attribute("boundary"));
        boundary.map_or_else(Vec::new, |boundary| split_multipart(self.body, boundary))
    }

    fn content(&self) -> Vec<u8> {
        match self.encoding {
            Encoding::None => None,
            Encoding::Base64 => decode_base64(self.body),
            Encoding::QuotedPrintable => quoted_printable_decode(self.body),
        }
        .unwrap_or_else(|| self.body.to_vec())
    }

    /// The content as text. Many programs declare a different character set from the one that they
    /// use, so this tries UTF-8, then the declared set, then the one that Windows uses.
    fn text(&self) -> String {
        String::from_utf8(self.content()).unwrap_or_else(|error| {
            let charset = self
                .content_type
                .as_ref()
                .and_then(|it| it.attribute("charset"));
            let declared = charset.filter(|charset| !charset.eq_ignore_ascii_case("utf-8"));
            let decoder = declared
                .and_then(|charset| charset_decoder(charset.as_bytes()))
                .or_else(|| charset_decoder(b"windows-1252"));
            match decoder {
                Some(decode) => decode(error.as_bytes()),
                None => String::from_utf8_lossy(error.as_bytes()).into_owned(),
            }
        })
    }
}

/// Decodes base64. Skips characters that are not base64, and needs no padding at the end.
fn decode_base64(text: &[u8]) -> Option<Vec<u8>> {
    let is_base64 = |byte: &&u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
    let padded = text.iter().filter(is_base64).chain(b"==");
    base64_decode_stream(padded, text.len(), u8::MAX)
}

/// Splits the body of a multipart at its boundary lines. If the closing one is missing, the last part
/// reaches to the end: it may still be whole.
fn split_multipart<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut start = None;
    let mut line_start = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let line_end = line_start + line.len();
        let after_boundary = (line.strip_prefix(b"--"))
            .and_then(|line| line.strip_prefix(boundary.as_bytes()))
            .map(<[u8]>::trim_ascii_end);
        if let Some(after @ (b"" | b"--")) = after_boundary {
            let part = start.and_then(|start| body.get(start..line_start));
            parts.extend(part.map(without_line_break));
            if after == b"--" {
                return parts;
            }
            start = Some(line_end);
        }
        line_start = line_end;
    }
    parts.extend(start.and_then(|start| body.get(start..)));
    parts
}

/// A part without its last line break, which belongs to the boundary after it.
fn without_line_break(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}
