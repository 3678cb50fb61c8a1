//! Writes returns of made-up teams into a folder, to try out the app with many of them and to measure
//! it. The same seed always gives the same files.
//!
//! Usage: `returns FOLDER COUNT SEED`

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
    let usage = || "Usage: returns FOLDER COUNT SEED".to_owned();
    let [folder, count, seed] = arguments else {
        return Err(usage());
    };
    let count: u32 = count.parse().map_err(|_| usage())?;
    let seed = seed.parse().map_err(|_| usage())?;
    let briefing = Briefing::parse(TSCP_CASE_REVIEWS).map_err(|error| error.to_string())?;
    fs::create_dir_all(folder).map_err(|error| format!("{folder}: {error}"))?;
    let mut random = Random(seed);
    let mut last = None;
    for number in 1..=count {
        // One return in twelve is a later revision of the one before.
        let record = match last.take().filter(|_| random.below(12) == 0) {
            Some(before) => later(before, &mut random),
            None => record(&briefing, number, &mut random),
        };
        let name = format!("{number:05}_{}", file_name(&record));
        let path = Path::new(folder).join(name);
        fs::write(&path, encode(&record))
            .map_err(|error| format!("{}: {error}", path.display()))?;
        last = Some(record);
    }
    Ok(())
}

/// A pseudo-random number generator. Source: `SplitMix64`, by Guy Steele, Doug Lea and
/// Christine Flood.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `end - 1`.
    fn below(&mut self, end: u32) -> u32 {
        let number = self.next() % u64::from(end.max(1));
        u32::try_from(number).unwrap_or_default()
    }

    /// One of the words.
    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let at = self.below(u32::try_from(words.len()).unwrap_or_default());
        words.get(at as usize).copied().unwrap_or_default()
    }

    /// Sentences with a total of `words` words.
    fn text(&mut self, words: u32) -> String {
        let mut text = String::new();
        let mut left = 0;
        for number in 1..=words {
            let word = self.pick(WORDS);
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

fn record(briefing: &Briefing, number: u32, random: &mut Random) -> Record {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&random.next().to_le_bytes());
    bytes[8..].copy_from_slice(&random.next().to_le_bytes());
    // A time in the first half of 2026.
    let seconds = 1_767_225_600 + i64::from(random.below(180 * 86_400));
    let begun = Timestamp::from_unix_ms(seconds * 1_000);
    let answered = BriefingRef {
        id: briefing.id.clone(),
        title: briefing.title.clone(),
        partnership: briefing.partnership.clone(),
    };
    let mut record = Record::new(RecordId::from_random_bytes(bytes), begun, answered);
    record.revision = 10 + random.below(90);
    record.changed_at = Timestamp::from_unix_ms((seconds + 86_400) * 1_000);
    record.team.organisation = format!("{} {}", random.pick(PLACES), random.pick(KINDS));
    record.team.section_and_team = format!("{} {}", random.pick(TEAMS), 1 + random.below(5));
    record.team.manager = format!("Manager {number}");
    record.team.contact_details = format!("team{number}@example.org");
    let topics = briefing.topics();
    for row in &mut record.learning_points {
        fill(
            row,
            &topics.iter().map(|topic| topic.id).collect::<Vec<_>>(),
            random,
        );
    }
    record.actions = (0..2 + random.below(4))
        .map(|at| action(100 + 10 * at, random))
        .collect();
    record
}

fn fill(row: &mut LearningPoint, topics: &[&str], random: &mut Random) {
    let first = random.pick(topics);
    let second = random.pick(topics);
    row.about = vec![first.to_owned()];
    if second != first {
        row.about.push(second.to_owned());
    }
    let words = 90 + random.below(70);
    row.discussion = random.text(words);
}

fn action(id: u32, random: &mut Random) -> ActionItem {
    let mut row = ActionItem::new(id);
    let words = 8 + random.below(20);
    row.what = random.text(words);
    random.pick(ROLES).clone_into(&mut row.who);
    // One action in ten has no date yet.
    if random.below(10) > 0
        && let Some(date) = random.date()
    {
        row.by_when = date.into();
    }
    row.how_done = random.text(18);
    row.how_worked = random.text(18);
    follow_up(&mut row, random);
    row
}

fn follow_up(row: &mut ActionItem, random: &mut Random) {
    row.status = match random.below(3) {
        0 => Status::NotStarted,
        1 => Status::InProgress,
        _ => Status::Done,
    };
    row.evidence.clear();
    let kinds = [EvidenceKind::Done, EvidenceKind::Worked];
    for (kind, at) in kinds.into_iter().zip(1..) {
        if row.status == Status::Done && random.below(2) == 0 {
            let mut entry = Evidence::new(row.id + at, kind, random.date());
            entry.text = random.text(25);
            row.evidence.push(entry);
        }
    }
}

/// A later revision of a record, three months on.
fn later(mut record: Record, random: &mut Random) -> Record {
    record.revision += 1 + random.below(5);
    record.changed_at = Timestamp::from_unix_ms(record.changed_at.unix_ms() + 7_776_000_000);
    for row in &mut record.actions {
        follow_up(row, random);
    }
    record
}
