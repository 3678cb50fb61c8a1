//! What came in, taken in piece by piece: a file may be one return or hold thousands.
//!
//! A piece is small enough that a page can go on answering between two of them.

use super::archive::{Archive, is_archive};
use super::email::{is_letter, pasted, read};
use super::{IndexedReturn, Register};
use crate::export::record_in;
use crate::record::file::{DecodeError, FORMAT, decode};

/// The largest file that is looked into, and the most that is unpacked of one archive: ten
/// times ten thousand returns. More would not leave a slow computer much memory.
pub const MAX_FILE_BYTES: usize = 512 * 1024 * 1024;

/// How many archives and e-mails may be within one another.
const MAX_DEPTH: usize = 5;

/// Why a file was not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// It is no return, for that reason.
    NoReturn(DecodeError),
    /// The browser could not read it.
    Unread,
    /// It is larger than [`MAX_FILE_BYTES`], or becomes so by being unpacked.
    TooLarge,
    /// An e-mail in Outlook's own format, which no browser can look into.
    OutlookMessage,
    /// An archive that is damaged, or packed in a way that is not known here.
    DamagedArchive,
    /// A file in an archive that has a password.
    Encrypted,
    /// An archive without a file in it.
    EmptyArchive,
    /// An e-mail with no return in it.
    NoneInLetter,
    /// An e-mail with something like a return in its text that cannot be made out.
    Garbled,
    /// An archive in an archive in an archive, and so on.
    TooDeep,
}

impl From<DecodeError> for ImportError {
    fn from(error: DecodeError) -> Self {
        Self::NoReturn(error)
    }
}

/// One file on its way into a register.
pub struct Importer {
    /// What is being looked into, the innermost last.
    sources: Vec<Source>,
    /// How many files the outermost of them is within.
    depth: usize,
}

enum Source {
    File {
        name: String,
        bytes: Vec<u8>,
    },
    Lines {
        name: String,
        bytes: Vec<u8>,
        at: usize,
        number: usize,
    },
    Archive {
        name: String,
        archive: Archive,
    },
}

impl Importer {
    /// A file with that name.
    pub fn of(name: String, bytes: Vec<u8>) -> Self {
        Self {
            sources: vec![Source::File { name, bytes }],
            depth: 0,
        }
    }

    /// Takes in the next piece. Says whether there may be more.
    pub fn step(&mut self, register: &mut Register) -> bool {
        match self.sources.last_mut() {
            None => return false,
            Some(Source::Lines {
                name,
                bytes,
                at,
                number,
            }) => match line(bytes, at) {
                Some(line) => {
                    *number += 1;
                    if !line.is_empty() {
                        take_return(register, format!("{name}, line {number}"), line);
                    }
                }
                None => drop(self.sources.pop()),
            },
            Some(Source::Archive { name, archive }) => match archive.next() {
                Some((inner, content)) => {
                    let inner = format!("{name} › {inner}");
                    match content {
                        Ok(bytes) => self.sources.push(Source::File { name: inner, bytes }),
                        Err(why) => register.reject(inner, why),
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

    /// Looks what a file is.
    fn open(&mut self, register: &mut Register, name: String, bytes: Vec<u8>) {
        if is_of_the_system(&name) {
            return register.lay_beside(name);
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
                Err(why) => register.reject(name, why),
            };
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return register.reject(name, ImportError::OutlookMessage);
        }
        if is_letter(&name, &bytes) {
            return self.open_letter(register, name, &bytes);
        }
        if is_register(&bytes) {
            let at = if bytes.starts_with(MARK) {
                MARK.len()
            } else {
                0
            };
            return self.sources.push(Source::Lines {
                name,
                bytes,
                at,
                number: 0,
            });
        }
        take_return(register, name, &bytes);
    }

    /// An e-mail is one piece: what counts of its attachments depends on all of them.
    fn open_letter(&self, register: &mut Register, name: String, bytes: &[u8]) {
        let letter = read(bytes);
        let depth = self.depth + self.sources.len() + 1;
        if depth > MAX_DEPTH {
            return register.reject(name, ImportError::TooDeep);
        }
        let mut attached = Register::default();
        for (inner, bytes) in letter.attached {
            let mut intake = Self::of(format!("{name} › {inner}"), bytes);
            intake.depth = depth;
            while intake.step(&mut attached) {}
        }
        for text in &letter.texts {
            for text in pasted(text) {
                take_return(&mut attached, name.clone(), text.as_bytes());
            }
        }
        if attached.is_strange() && letter.is_garbled {
            return register.reject(name, ImportError::Garbled);
        }
        if attached.has_return() {
            // The Word copy, a logo under the name of whoever wrote.
            attached.lay_strangers_beside();
        } else if attached.is_strange() {
            return register.reject(name, ImportError::NoneInLetter);
        }
        register.append(attached);
    }
}

fn take_return(register: &mut Register, name: String, bytes: &[u8]) {
    match decode(record_in(bytes)) {
        Ok(record) => register.file(IndexedReturn::new(name, record)),
        Err(error) => register.reject(name, error.into()),
    }
}

/// The next line, and where the one after begins.
fn line<'a>(bytes: &'a [u8], at: &mut usize) -> Option<&'a [u8]> {
    let rest = bytes.get(*at..).filter(|rest| !rest.is_empty())?;
    let end = rest.iter().position(|byte| *byte == b'\n');
    let line = rest.get(..end.unwrap_or(rest.len()))?;
    *at += line.len() + 1;
    Some(line.trim_ascii())
}

/// Whether it is a register that was kept: more than one line, and one at least is a whole
/// return. One return alone is over many lines, or in one.
fn is_register(bytes: &[u8]) -> bool {
    let lines = || {
        let lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
        lines.filter(|line| !line.is_empty()).take(LOOKED_AT)
    };
    let is_return = |line: &[u8]| {
        let line = line.strip_prefix(MARK).unwrap_or(line);
        let text = std::str::from_utf8(line).unwrap_or_default();
        text.starts_with('{') && text.ends_with('}') && text.contains(FORMAT)
    };
    lines().nth(1).is_some() && lines().any(is_return)
}

/// Among how many lines a whole return is looked for.
const LOOKED_AT: usize = 1_000;

/// The mark at the start of a text by which some programs know UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Files that a computer puts into folders and archives by itself.
fn is_of_the_system(name: &str) -> bool {
    let last = name
        .rsplit(['/', '\\', '›'])
        .next()
        .unwrap_or_default()
        .trim();
    last.starts_with("._") || matches!(last, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}
