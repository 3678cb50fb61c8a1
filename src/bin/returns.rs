//! Writes returns of made-up teams into a folder: many at once, for measuring and for
//! trying out what is done with many. The same seed gives the same files.
//!
//! `returns FOLDER COUNT SEED`

use std::path::Path;
use std::{env, fs};

use seven_minute_briefing::briefing::{Briefing, TSCP_CASE_REVIEWS};
use seven_minute_briefing::export::file_name;
use seven_minute_briefing::record::file::encode;
use seven_minute_briefing::record::{
    ActionItem, BriefingRef, Date, Evidence, EvidenceKind, LearningPoint, Record, RecordId, Status,
    Timestamp,
};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let Err(why) = write(&arguments) {
        eprintln!("{why}");
        std::process::exit(1);
    }
}

fn write(arguments: &[String]) -> Result<(), String> {
    let usage = || "returns FOLDER COUNT SEED".to_owned();
    let [folder, count, seed] = arguments else {
        return Err(usage());
    };
    let count: u32 = count.parse().map_err(|_| usage())?;
    let seed = seed.parse().map_err(|_| usage())?;
    let briefing = Briefing::parse(TSCP_CASE_REVIEWS).map_err(|error| error.to_string())?;
    fs::create_dir_all(folder).map_err(|error| format!("{folder}: {error}"))?;
    let mut chance = Chance(seed);
    let mut last = None;
    for number in 1..=count {
        // One in twelve is a later state of the one before.
        let record = match last.take().filter(|_| chance.below(12) == 0) {
            Some(before) => later(before, &mut chance),
            None => record(&briefing, number, &mut chance),
        };
        let name = format!("{number:05}_{}", file_name(&record));
        let path = Path::new(folder).join(name);
        fs::write(&path, encode(&record))
            .map_err(|error| format!("{}: {error}", path.display()))?;
        last = Some(record);
    }
    Ok(())
}

/// Numbers that look random. Source: `SplitMix64`, by Guy Steele, Doug Lea and Christine Flood.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to one less than `end`.
    fn below(&mut self, end: u32) -> u32 {
        let number = self.next() % u64::from(end.max(1));
        u32::try_from(number).unwrap_or_default()
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let at = self.below(u32::try_from(words.len()).unwrap_or_default());
        words.get(at as usize).copied().unwrap_or_default()
    }

    /// So many words, as sentences.
    fn text(&mut self, words: u32) -> String {
        let mut text = String::new();
        let mut left = 0;
        for number in 1..=words {
            let word = self.of(WORDS);
            if left == 0 {
                left = 6 + self.below(12);
                let gap = if text.is_empty() { "" } else { " " };
                text.push_str(gap);
                text.extend(word.chars().take(1).flat_map(char::to_uppercase));
                text.extend(word.chars().skip(1));
            } else {
                text.push(' ');
                text.push_str(word);
            }
            left -= 1;
            if left == 0 || number == words {
                text.push('.');
            }
        }
        text
    }

    fn date(&mut self) -> Option<Date> {
        let day = u8::try_from(1 + self.below(28)).ok()?;
        let month = u8::try_from(1 + self.below(12)).ok()?;
        Date::new(2026 + u16::try_from(self.below(2)).ok()?, month, day)
    }
}

const PLACES: &[&str] = &[
    "Northbank",
    "Millbrook",
    "Hollins",
    "Ashdale",
    "Riverside",
    "Stonebridge",
    "Fairfield",
    "Oakmere",
    "Kingsway",
    "Greenhill",
    "Waterside",
    "Hawthorn",
    "Longmeadow",
    "Parkside",
];
const KINDS: &[&str] = &[
    "Primary School",
    "High School",
    "Children’s Centre",
    "Hospital Trust",
    "Health Visiting",
    "Early Help",
    "Youth Justice",
    "Housing",
    "Police Division",
    "Sixth Form",
];
const TEAMS: &[&str] = &[
    "Pastoral team",
    "Safeguarding leads",
    "Duty team",
    "Ward 4",
    "Neighbourhood team",
    "Office",
    "Inclusion & Support",
    "Night shift",
    "Assessment team",
];
const ROLES: &[&str] = &[
    "Team manager",
    "Deputy head",
    "Office manager",
    "Named nurse",
    "Sergeant on duty",
    "Practice lead",
    "All who write notes",
];
const WORDS: &[&str] = &[
    "we",
    "ring",
    "back",
    "when",
    "nobody",
    "answers",
    "and",
    "write",
    "down",
    "what",
    "the",
    "child",
    "says",
    "first",
    "then",
    "ask",
    "another",
    "agency",
    "who",
    "owns",
    "next",
    "call",
    "escalation",
    "policy",
    "was",
    "read",
    "together",
    "in",
    "supervision",
    "notes",
    "show",
    "how",
    "often",
    "a",
    "referral",
    "came",
    "without",
    "an",
    "outcome",
    "one",
    "template",
    "for",
    "chronologies",
    "is",
    "used",
    "by",
    "both",
    "teams",
    "since",
    "spring",
    "curiosity",
    "means",
    "asking",
    "again",
    "people",
    "new",
    "to",
    "service",
    "did",
    "not",
    "know",
    "it",
];

fn record(briefing: &Briefing, number: u32, chance: &mut Chance) -> Record {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&chance.next().to_le_bytes());
    bytes[8..].copy_from_slice(&chance.next().to_le_bytes());
    // Some day of the half year before July 2026.
    let seconds = 1_767_225_600 + i64::from(chance.below(180 * 86_400));
    let begun = Timestamp::from_unix_ms(seconds * 1_000);
    let answered = BriefingRef {
        id: briefing.id.clone(),
        title: briefing.title.clone(),
        partnership: briefing.partnership.clone(),
    };
    let mut record = Record::new(RecordId::from_random_bytes(bytes), begun, answered);
    record.revision = 10 + chance.below(90);
    record.changed_at = Timestamp::from_unix_ms((seconds + 86_400) * 1_000);
    record.team.organisation = format!("{} {}", chance.of(PLACES), chance.of(KINDS));
    record.team.section_and_team = format!("{} {}", chance.of(TEAMS), 1 + chance.below(5));
    record.team.manager = format!("Manager {number}");
    record.team.contact_details = format!("team{number}@example.org");
    let topics = briefing.topics();
    for row in &mut record.learning_points {
        fill(
            row,
            &topics.iter().map(|topic| topic.id).collect::<Vec<_>>(),
            chance,
        );
    }
    record.actions = (0..2 + chance.below(4))
        .map(|at| action(100 + 10 * at, chance))
        .collect();
    record
}

fn fill(row: &mut LearningPoint, topics: &[&str], chance: &mut Chance) {
    let first = chance.of(topics);
    let second = chance.of(topics);
    row.about = vec![first.to_owned()];
    if second != first {
        row.about.push(second.to_owned());
    }
    let words = 90 + chance.below(70);
    row.discussion = chance.text(words);
}

fn action(id: u32, chance: &mut Chance) -> ActionItem {
    let mut row = ActionItem::new(id);
    let words = 8 + chance.below(20);
    row.what = chance.text(words);
    chance.of(ROLES).clone_into(&mut row.who);
    // One in ten has no date yet.
    if chance.below(10) > 0
        && let Some(date) = chance.date()
    {
        row.by_when = date.into();
    }
    row.how_done = chance.text(18);
    row.how_worked = chance.text(18);
    follow_up(&mut row, chance);
    row
}

fn follow_up(row: &mut ActionItem, chance: &mut Chance) {
    row.status = match chance.below(3) {
        0 => Status::NotStarted,
        1 => Status::InProgress,
        _ => Status::Done,
    };
    row.evidence.clear();
    let kinds = [EvidenceKind::Done, EvidenceKind::Worked];
    for (kind, at) in kinds.into_iter().zip(1..) {
        if row.status == Status::Done && chance.below(2) == 0 {
            let mut entry = Evidence::new(row.id + at, kind, chance.date());
            entry.text = chance.text(25);
            row.evidence.push(entry);
        }
    }
}

/// The same record some months on.
fn later(mut record: Record, chance: &mut Chance) -> Record {
    record.revision += 1 + chance.below(5);
    record.changed_at = Timestamp::from_unix_ms(record.changed_at.unix_ms() + 7_776_000_000);
    for row in &mut record.actions {
        follow_up(row, chance);
    }
    record
}
