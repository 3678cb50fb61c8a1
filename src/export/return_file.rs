//! The names of the files that are made of a record.

use crate::record::Record;

/// The longest name, in characters. Windows allows 260 for the whole path.
const MAX_CHARS: usize = 100;

/// The most characters given to the briefing's id.
const MAX_BRIEFING: usize = 30;

/// What kind of file it is, by the ending of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// The return.
    Json,
    /// The form in Word.
    Docx,
    /// Reminders for a calendar.
    Ics,
    /// A draft of an e-mail.
    Eml,
    /// A copy that opens itself.
    Html,
    /// The return where a file that is no text may not be sent.
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

    /// The ending, without the full stop.
    pub fn ending(self) -> &'static str {
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

/// The name of a file of that kind made of a record.
///
/// At most 100 characters, of which all are `a` to `z`, digits, `-`, `_` and `.`,
/// so that it survives e-mail, ZIP files and every file system. Accented Latin
/// letters lose their accents; anything else becomes a `-`. The name is for people:
/// what identifies a return is inside it.
pub fn file_name_of(record: &Record, kind: FileKind) -> String {
    let end = format!("_r{}.{}", record.revision, kind.ending());
    let briefing = slug(&record.briefing.id, "no-briefing", MAX_BRIEFING);
    let start = format!("7mb_{briefing}_");
    // What is left, less the `_` between the two.
    let room = MAX_CHARS.saturating_sub(start.len() + 1 + end.len());
    let organisation = &record.team.organisation;
    let team = &record.team.section_and_team;
    // Each has half; what the team's name does not need is the organisation's.
    let team_needs = slug(team, "no-team", room / 2).len();
    let organisation = slug(organisation, "no-organisation", room - team_needs);
    let team = slug(team, "no-team", room - organisation.len());
    format!("{start}{organisation}_{team}{end}")
}

/// Lower-case ASCII letters and digits with single hyphens between, at most
/// `max_chars`; `none` where nothing is left.
fn slug(text: &str, none: &str, max_chars: usize) -> String {
    let mut slug = String::new();
    // Far more than can be used, and far less than somebody may have pasted.
    for letter in text.chars().take(1_000).flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            // A mark on the letter before: the other spelling of an accent.
            '\u{300}'..='\u{36f}' | '\'' | '’' => {}
            _ => match plain(letter) {
                "" if slug.is_empty() || slug.ends_with('-') => {}
                "" => slug.push('-'),
                letters => slug.push_str(letters),
            },
        }
    }
    // Only ASCII is in it, so a cut is never inside a letter.
    slug.truncate(max_chars);
    let slug = slug.trim_end_matches('-');
    let slug = if slug.is_empty() { none } else { slug };
    slug.to_owned()
}

/// The plain letters of an accented one, or nothing.
fn plain(letter: char) -> &'static str {
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
