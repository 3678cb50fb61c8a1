//! The files that both programs read.

use std::fs;
use std::path::Path;
use std::process::Command;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use seven_minute_briefing::record::file::encode;
use seven_minute_briefing::record::{
    ActionItem, DateParts, Evidence, EvidenceKind, LearningPoint, Record, Status, Timestamp,
};
use seven_minute_briefing::returns::Register;

use super::BRIEFING;
use super::common::{self, golden_records, new_record, record};

/// Writes a thousand returns of made-up teams, and random records.
pub fn write_made_up(folder: &Path) {
    let made = Command::new(env!("CARGO_BIN_EXE_returns"))
        .arg(folder)
        .args(["1000", "7"])
        .status();
    assert!(made.unwrap().success());
    let mut chance = TestRunner::deterministic();
    for number in 0..200 {
        let mut record = record().new_tree(&mut chance).unwrap().current();
        BRIEFING.clone_into(&mut record.briefing.id);
        fs::write(
            folder.join(format!("random-{number}.json")),
            encode(&record),
        )
        .unwrap();
    }
}

/// Writes the golden records.
pub fn write_golden(folder: &Path) {
    for (name, record) in golden_records() {
        fs::write(folder.join(format!("golden-{name}.json")), encode(&record)).unwrap();
    }
}

/// Writes files that are not returns, or not as the app writes them.
pub fn write_odd_files(folder: &Path) {
    for file in fs::read_dir(common::path("tests/golden/bad")).unwrap() {
        let file = file.unwrap();
        let name = format!("bad-{}", file.file_name().to_str().unwrap());
        fs::copy(file.path(), folder.join(name)).unwrap();
    }
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).unwrap();
    write("empty.json", b"");
    write("not-text.json", b"\xff\xfe{\x00}\x00");
    write("Thumbs.db", b"\x00\x01");
    write("letter.txt", b"Dear Sam\n\nPlease find\nattached\n");
    let mut record = record_with(60, &[]);
    record.revision = 3;
    write(
        "with-a-mark.json",
        format!("\u{feff}{}", encode(&record)).as_bytes(),
    );
    // To the app it is the same record, whatever the case of its id.
    record.revision = 4;
    let id = record.id.to_string();
    let text = encode(&record).replace(&id, &id.to_uppercase());
    write("capital-id.json", text.as_bytes());
    write(
        "windows.json",
        encode(&record_with(61, &[]))
            .replace('\n', "\r\n")
            .as_bytes(),
    );
    let mut kept = Register::default();
    for seed in 62..65 {
        let record = record_with(seed, &[]);
        kept.import(String::new(), encode(&record).as_bytes());
    }
    let kept = kept.to_ndjson();
    write(
        "kept.ndjson",
        format!("\u{feff} {kept}{{\"format\": 1}}\nno\n\n \t\r\n{kept}").as_bytes(),
    );
    // With a damaged first line it is still a register; with a single line it is a return.
    let damaged = kept
        .replacen("\"format\"", "\"form", 1)
        .replace('\n', "\r\n");
    write("damaged.ndjson", damaged.as_bytes());
    let first = kept.lines().next().unwrap();
    write("one-line.ndjson", format!("{first}\n").as_bytes());
}

/// Edge cases of the rules: records by their file names.
pub fn odd_records() -> Vec<(String, Record)> {
    let mut files = Vec::new();
    let mut add = |name: &str, record: &Record| {
        files.push((format!("{name}.json"), record.clone()));
    };

    // The same revision with different text: what was changed last counts.
    let mut one = record_with(10, &[plan(1, "done")]);
    add("conflict-early", &one);
    one.changed_at = Timestamp::from_unix_ms(one.changed_at.unix_ms() + 1_000);
    one.actions[0].status = Status::Done;
    add("conflict-late", &one);
    add("conflict-late-again", &one);
    // Changed in the same second: the text decides, also between lists of different lengths.
    for (seed, change) in [
        (11, more_actions as fn(&mut Record)),
        (12, no_evidence),
        (13, no_topics),
        (14, longer_text),
        (15, other_mark),
    ] {
        let mut record = record_with(seed, &[plan(1, "1")]);
        record.actions[0].evidence = vec![entry(1, EvidenceKind::Worked, "It did")];
        record.learning_points[0].about = vec!["finding-1".to_owned()];
        add(&format!("tie-{seed}-a"), &record);
        change(&mut record);
        add(&format!("tie-{seed}-b"), &record);
    }

    // An earlier revision that was changed later and has more rows.
    let mut one = record_with(20, &[plan(1, "first")]);
    one.revision = 9;
    add("revision-9", &one);
    one.revision = 10;
    one.actions.clear();
    one.changed_at = Timestamp::from_unix_ms(0);
    add("revision-10", &one);
    add("revision-10-copy", &one);

    let mut other = record_with(21, &[plan(1, "elsewhere")]);
    "another-briefing".clone_into(&mut other.briefing.id);
    add("another-briefing", &other);

    let spelt = [
        "Northbank  School",
        "northbank school",
        " NORTHBANK\u{a0}School\u{2003}",
        "\tNorthbank\r\nschool",
        "Ysgol TŶ'R ÉCOLE",
        "ysgol tŷ'r école",
        "",
        " \u{85}\u{3000} ",
    ];
    for (seed, organisation) in (30..).zip(spelt) {
        let mut record = record_with(seed, &[plan(1, "spelt")]);
        organisation.clone_into(&mut record.team.organisation);
        add(&format!("spelt-{seed}"), &record);
    }

    add("rows", &edge_case_rows());
    files
}

/// Blank rows, rows that only look blank, and dates that are almost real.
fn edge_case_rows() -> Record {
    let dated = |id, day: &str, month: &str, year: &str| ActionItem {
        by_when: parts(day, month, year),
        ..plan(id, "dated")
    };
    let mut record = record_with(40, &[]);
    record.learning_points = (1..=4).map(LearningPoint::new).collect();
    " \u{a0}\u{2028}\n".clone_into(&mut record.learning_points[1].discussion);
    record.learning_points[2].about = vec!["finding-1".to_owned(), "of-no-briefing".to_owned()];
    "said".clone_into(&mut record.learning_points[3].discussion);
    let blank = ActionItem::new;
    record.actions = vec![
        blank(1),
        ActionItem {
            what: "\u{1680}\u{202f}\u{205f} \u{b}\u{c}".to_owned(),
            by_when: parts(" ", "\u{a0}", "\t"),
            ..blank(2)
        },
        // Invisible, but not white space to Unicode.
        ActionItem {
            what: "\u{200b}".to_owned(),
            ..blank(3)
        },
        ActionItem {
            status: Status::InProgress,
            ..blank(4)
        },
        ActionItem {
            evidence: vec![entry(1, EvidenceKind::Worked, " \u{2009} ")],
            ..blank(5)
        },
        dated(6, "31", "5", "2027"),
        dated(7, "1", "6", "2027"),
        dated(8, " 1 ", "Jan", "2027"),
        dated(9, "31", "2", "2027"),
        dated(10, "", "april", "2026"),
        dated(11, "1", "3", "27"),
        dated(12, "١", "٣", "٢٠٢٧"),
        ActionItem {
            status: Status::Done,
            evidence: vec![
                entry(1, EvidenceKind::Done, "The log"),
                entry(2, EvidenceKind::Worked, "Fewer calls"),
                entry(3, EvidenceKind::Worked, "And fewer again"),
            ],
            ..dated(13, "1", "1", "2020")
        },
        ActionItem {
            evidence: vec![entry(1, EvidenceKind::Worked, "\u{feff}")],
            ..dated(14, "1", "1", "2020")
        },
        ActionItem {
            evidence: vec![entry(1, EvidenceKind::Done, "Only that")],
            ..blank(15)
        },
        ActionItem {
            by_when: parts("", "", "2027"),
            ..blank(16)
        },
    ];
    record
}

fn more_actions(record: &mut Record) {
    record.actions.push(plan(9, "one more"));
}

fn no_evidence(record: &mut Record) {
    record.actions[0].evidence.clear();
}

fn no_topics(record: &mut Record) {
    record.learning_points[0].about.clear();
}

/// The exclamation mark sorts before the quotation mark that ends the shorter text in JSON.
fn longer_text(record: &mut Record) {
    record.actions[0].what.push('!');
    record.actions[0].status = Status::Done;
}

/// In JSON, this character is escaped with a backslash.
fn other_mark(record: &mut Record) {
    "\u{1}".clone_into(&mut record.actions[0].what);
    record.actions[0].status = Status::Done;
}

fn record_with(seed: u8, actions: &[ActionItem]) -> Record {
    let mut record = new_record(seed);
    record.revision = 5;
    record.team.organisation = format!("Organisation {}", seed % 7);
    "discussed".clone_into(&mut record.learning_points[0].discussion);
    record.actions = actions.to_vec();
    record
}

fn plan(id: u32, what: &str) -> ActionItem {
    ActionItem {
        what: what.to_owned(),
        ..ActionItem::new(id)
    }
}

fn entry(id: u32, kind: EvidenceKind, text: &str) -> Evidence {
    Evidence {
        on: parts("25", "01", if id == 1 { "2027" } else { "" }),
        text: text.to_owned(),
        ..Evidence::new(id, kind, None)
    }
}

fn parts(day: &str, month: &str, year: &str) -> DateParts {
    DateParts {
        day: day.to_owned(),
        month: month.to_owned(),
        year: year.to_owned(),
    }
}
