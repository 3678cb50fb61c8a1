//! The names and kinds of the files that we write from a record.

use crate::record::Record;

/// The longest name in characters, of which those of three or four bytes count twice. Windows allows 260
/// characters for the whole path, Linux 255 bytes for the name.
const MAX_NAME: usize = 120;

/// The most that the briefing's title may take of it.
const MAX_TITLE: usize = 40;

/// The kinds of files that we write from a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// The return.
    Json,
    /// The form in Word.
    Docx,
    /// Reminders for a calendar.
    Ics,
    /// An email draft.
    Eml,
    /// A standalone copy.
    Html,
    /// The return, for devices that can share text files but no JSON.
    Txt,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Json,
        Self::Docx,
        Self::Ics,
        Self::Eml,
        Self::Html,
        Self::Txt,
    ];

    /// The file extension, without the full stop.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Docx => "docx",
            Self::Ics => "ics",
            Self::Eml => "eml",
            Self::Html => "html",
            Self::Txt => "txt",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Ics => "text/calendar",
            Self::Eml => "message/rfc822",
            Self::Html => "text/html",
            Self::Txt => "text/plain",
        }
    }
}

/// The name of a record's return file, such as
/// `Case Reviews 2017-2020 - Northbank School - Pastoral team - v14.json`.
pub fn file_name(record: &Record) -> String {
    file_name_of(record, FileKind::Json)
}

/// The name of a file of another kind.
///
/// It is for people: a return is identified by its content. Letters of every script stay as typed, and
/// what some system cannot have in a name is left out, so that every file system, e-mail and ZIP file
/// can keep it. A long name leaves room for the other parts.
pub fn file_name_of(record: &Record, kind: FileKind) -> String {
    let end = format!(" - v{}.{}", record.revision, kind.extension());
    // Windows looks at what is before the first full stop: "con.x - v4.json" would be a device.
    let title = record.briefing.title.replace('.', " ");
    let title = part(&title, "Briefing", MAX_TITLE);
    let available = MAX_NAME - width(&title) - width(&end) - 2 * width(GAP);
    let organisation = &record.team.organisation;
    let team = &record.team.section_and_team;
    // Each gets half of what is available, and whatever the other does not need.
    let team_width = width(&part(team, "", available / 2));
    let organisation = part(organisation, "No organisation", available - team_width);
    let team = part(team, "", available - width(&organisation));
    let parts = [title, organisation, team];
    let parts: Vec<&str> = (parts.iter().map(String::as_str))
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(GAP) + &end
}

/// What stands between the parts of a name.
const GAP: &str = " - ";

/// A part of a name: a text on one line without what some system cannot have in a name, and no wider
/// than `max_width`. Returns `fallback` if nothing is left.
fn part(text: &str, fallback: &str, max_width: usize) -> String {
    let mut part = String::new();
    let mut so_far = 0;
    // Far more than fits into a name, and far less than somebody might paste.
    for letter in text.chars().take(1_000) {
        let letter = if is_safe(letter) { letter } else { ' ' };
        if letter == ' ' && (part.is_empty() || part.ends_with(' ')) {
            continue;
        }
        so_far += letter_width(letter);
        if so_far > max_width {
            break;
        }
        part.push(letter);
    }
    // Windows drops full stops at the end, other systems hide files that start with one, and a hyphen at
    // an end would run into the gap.
    let part = part.trim_matches([' ', '.', '-']);
    if part.is_empty() { fallback } else { part }.to_owned()
}

/// Whether every system can have a character in a name.
fn is_safe(letter: char) -> bool {
    // Windows forbids the first nine, and some servers and addresses the others.
    let is_reserved = "<>:\"/\\|?*#%~".contains(letter);
    // What is not seen, changes the direction of the text, or is no character at all. The joiners that
    // some scripts need (U+200C and U+200D) stay.
    let is_unseen = matches!(
        letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e000}'..='\u{f8ff}'
            | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}'
            | '\u{e0000}'..='\u{10ffff}'
    );
    let is_no_character = u32::from(letter) & 0xfffe == 0xfffe;
    !(letter.is_control() || letter.is_whitespace() || is_reserved || is_unseen || is_no_character)
}

/// How much of a name a text takes; see [`MAX_NAME`].
fn width(text: &str) -> usize {
    text.chars().map(letter_width).sum()
}

fn letter_width(letter: char) -> usize {
    letter.len_utf8().div_ceil(2)
}
