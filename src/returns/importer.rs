//! Imports files in steps: a file may be one return or contain thousands.
//!
//! A step is short enough for a page to stay responsive between two of them.

use super::archive::{Archive, is_archive};
use super::email::{self, is_email, pasted_returns};
use super::{IndexedReturn, Register};
use crate::export::record_in;
use crate::record::file::{DecodeError, FORMAT, decode};

/// The largest file to import, and the most to decompress from one archive: room for a hundred
/// thousand returns. More would leave little memory on a slow computer.
pub const MAX_FILE_BYTES: usize = 512 * 1024 * 1024;

/// How deeply archives and emails may be nested.
const MAX_DEPTH: usize = 5;

/// Why a file was rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// The content is not a return.
    NotAReturn(DecodeError),
    /// The browser could not read the file.
    ReadFailed,
    /// The file is larger than [`MAX_FILE_BYTES`], or decompresses to more than an archive may.
    TooLarge,
    /// An email in Outlook's own format, which a browser cannot read.
    OutlookMessage,
    /// An archive that is damaged, or compressed by a method that is not supported.
    DamagedArchive,
    /// A file in an archive that is protected by a password.
    Encrypted,
    /// An archive that contains no file.
    EmptyArchive,
    /// An email that contains no return.
    NoReturnInEmail,
    /// An email with something like a return in its HTML text, from which it cannot be extracted.
    GarbledReturn,
    /// Archives or emails are nested too deeply.
    TooDeep,
}

impl From<DecodeError> for ImportError {
    fn from(error: DecodeError) -> Self {
        Self::NotAReturn(error)
    }
}

/// A file that is being imported into a register.
pub struct Importer {
    /// The nested sources being read, the innermost last: for example an archive, and a file in it.
    sources: Vec<Source>,
    /// How deeply the file itself is nested in others.
    depth: usize,
}

enum Source {
    File {
        name: String,
        bytes: Vec<u8>,
    },
    Register {
        name: String,
        bytes: Vec<u8>,
        /// The byte offset of the next line.
        offset: usize,
        /// The number of lines read so far.
        lines: usize,
    },
    Archive {
        name: String,
        archive: Archive,
    },
}

impl Importer {
    /// Starts to import a file.
    pub fn new(name: String, bytes: Vec<u8>) -> Self {
        Self {
            sources: vec![Source::File { name, bytes }],
            depth: 0,
        }
    }

    /// Imports the next piece. Returns whether there may be more.
    pub fn step(&mut self, register: &mut Register) -> bool {
        match self.sources.last_mut() {
            None => return false,
            Some(Source::Register {
                name,
                bytes,
                offset,
                lines,
            }) => match next_line(bytes, offset) {
                Some(line) => {
                    *lines += 1;
                    if !line.is_empty() {
                        import_return(register, format!("{name}, line {lines}"), line);
                    }
                }
                None => drop(self.sources.pop()),
            },
            Some(Source::Archive { name, archive }) => match archive.next_file() {
                Some((inner, content)) => {
                    let name = format!("{name} › {inner}");
                    match content {
                        Ok(bytes) => self.sources.push(Source::File { name, bytes }),
                        Err(error) => register.reject(name, error),
                    }
                }
                None => drop(self.sources.pop()),
            },
            Some(Source::File { .. }) => {
                if let Some(Source::File { name, bytes }) = self.sources.pop() {
                    self.open(register, name, bytes);
                }
            }
        }
        !self.sources.is_empty()
    }

    /// Recognises the kind of a file, and imports, opens, ignores or rejects it.
    fn open(&mut self, register: &mut Register, name: String, bytes: Vec<u8>) {
        if is_system_file(&name) {
            return register.ignore(name);
        }
        if is_archive(&bytes) {
            if self.depth + self.sources.len() >= MAX_DEPTH {
                return register.reject(name, ImportError::TooDeep);
            }
            return match Archive::open(bytes) {
                Ok(Some(archive)) if archive.is_empty() => {
                    register.reject(name, ImportError::EmptyArchive);
                }
                Ok(Some(archive)) => self.sources.push(Source::Archive { name, archive }),
                Ok(None) => register.reject(name, DecodeError::NotText.into()),
                Err(error) => register.reject(name, error),
            };
        }
        if bytes.starts_with(OUTLOOK_START) {
            return register.reject(name, ImportError::OutlookMessage);
        }
        if is_email(&name, &bytes) {
            return self.import_email(register, name, &bytes);
        }
        if is_register(&bytes) {
            let has_mark = bytes.starts_with(BYTE_ORDER_MARK);
            return self.sources.push(Source::Register {
                name,
                bytes,
                offset: if has_mark { BYTE_ORDER_MARK.len() } else { 0 },
                lines: 0,
            });
        }
        import_return(register, name, &bytes);
    }

    /// Imports an email in one step: whether one attachment is ignored depends on all the others.
    fn import_email(&self, register: &mut Register, name: String, bytes: &[u8]) {
        let depth = self.depth + self.sources.len() + 1;
        if depth > MAX_DEPTH {
            return register.reject(name, ImportError::TooDeep);
        }
        let email = email::read(bytes);
        let mut found = Register::default();
        for attachment in &email.attachments {
            let mut importer = Self {
                depth,
                ..Self::new(
                    format!("{name} › {}", attachment.name),
                    attachment.content(),
                )
            };
            while importer.step(&mut found) {}
        }
        for text in &email.texts {
            for json in pasted_returns(text) {
                import_return(&mut found, name.clone(), json.as_bytes());
            }
        }
        if found.has_returns() {
            // For example the Word form, or the logo in somebody's signature.
            found.ignore_unrelated_files();
        } else if found.has_only_unrelated_files() {
            let error = if email.has_garbled_return {
                ImportError::GarbledReturn
            } else {
                ImportError::NoReturnInEmail
            };
            return register.reject(name, error);
        }
        register.append(found);
    }
}

fn import_return(register: &mut Register, name: String, bytes: &[u8]) {
    match decode(record_in(bytes)) {
        Ok(record) => register.add_return(IndexedReturn::new(name, record)),
        Err(error) => register.reject(name, error.into()),
    }
}

/// Reads a line without the white space around it, and moves the offset to the next one.
fn next_line<'a>(bytes: &'a [u8], offset: &mut usize) -> Option<&'a [u8]> {
    let rest = bytes.get(*offset..).filter(|rest| !rest.is_empty())?;
    let end = rest.iter().position(|byte| *byte == b'\n');
    let line = rest.get(..end.unwrap_or(rest.len()))?;
    *offset += line.len() + 1;
    Some(line.trim_ascii())
}

/// Whether a file is a register: it has more than one line, and at least one of the first lines is
/// a whole return. A file with a single return spreads it over many lines, or has one line only.
fn is_register(bytes: &[u8]) -> bool {
    let lines = || {
        let lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
        lines.filter(|line| !line.is_empty()).take(REGISTER_LINES)
    };
    let is_return = |line: &[u8]| {
        let line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
        let text = std::str::from_utf8(line).unwrap_or_default();
        text.starts_with('{') && text.ends_with('}') && text.contains(FORMAT)
    };
    lines().nth(1).is_some() && lines().any(is_return)
}

/// How many lines [`is_register`] looks at: the first ones may be damaged.
const REGISTER_LINES: usize = 1_000;

/// The UTF-8 byte order mark, which some editors write at the start of a text.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The first bytes of a compound file, which an `.msg` file is.
const OUTLOOK_START: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Whether the file is one that an operating system adds to folders and archives by itself.
fn is_system_file(path: &str) -> bool {
    let name = path.rsplit(['/', '\\', '›']).next();
    let name = name.unwrap_or_default().trim();
    name.starts_with("._") || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}
