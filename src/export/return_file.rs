//! The names and kinds of the files that we write from a record.

use crate::record::Record;

/// The longest name in characters. Windows allows 260 for the whole path.
const MAX_NAME: usize = 100;

/// The most characters that the briefing's id may take in a name.
const MAX_BRIEFING: usize = 30;

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
/// `7mb_tscp-case-reviews-2017-2020_northbank-school_pastoral-team_r14.json`.
pub fn file_name(record: &Record) -> String {
    file_name_of(record, FileKind::Json)
}

/// The name of a file of another kind.
///
/// At most 100 characters, only `a` to `z`, digits, `-`, `_` and `.`, so that it survives email,
/// ZIP files and every file system. Accented Latin letters lose their accents; anything else
/// becomes a `-`. The name is for people: a return is identified by its content.
pub fn file_name_of(record: &Record, kind: FileKind) -> String {
    let suffix = format!("_r{}.{}", record.revision, kind.extension());
    let briefing = slug(&record.briefing.id, "no-briefing", MAX_BRIEFING);
    let prefix = format!("7mb_{briefing}_");
    // One character is the `_` between organisation and team.
    let available = MAX_NAME.saturating_sub(prefix.len() + 1 + suffix.len());
    let organisation = &record.team.organisation;
    let team = &record.team.section_and_team;
    // Each gets half of what is available, and whatever the other does not need.
    let team_length = slug(team, "no-team", available / 2).len();
    let organisation = slug(organisation, "no-organisation", available - team_length);
    let team = slug(team, "no-team", available - organisation.len());
    format!("{prefix}{organisation}_{team}{suffix}")
}

/// Reduces text to lower-case ASCII letters and digits with single hyphens between them, at most
/// `max_chars` of them. Returns `fallback` if nothing is left.
fn slug(text: &str, fallback: &str, max_chars: usize) -> String {
    let mut slug = String::new();
    // Far more than fits into a name, and far less than somebody might paste.
    for letter in text.chars().take(1_000).flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            // A combining accent on the letter before it.
            '\u{300}'..='\u{36f}' | '\'' | '’' => {}
            _ => match without_accent(letter) {
                "" if slug.is_empty() || slug.ends_with('-') => {}
                "" => slug.push('-'),
                letters => slug.push_str(letters),
            },
        }
    }
    // Never panics: the slug is ASCII.
    slug.truncate(max_chars);
    let slug = slug.trim_end_matches('-');
    let slug = if slug.is_empty() { fallback } else { slug };
    slug.to_owned()
}

/// The ASCII letters for an accented letter in lower case; empty for any other character.
fn without_accent(letter: char) -> &'static str {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ð' | 'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ł' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ß' => "ss",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ț' | 'ţ' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}
