//! What has to hold for a file of any bytes. The fuzzer (`tests/fuzz`) and other tests use it.

use std::collections::BTreeSet;

use seven_minute_briefing::{
    briefing::Briefing,
    export::{file_name, mailto},
    record::file::{DecodeError, decode, encode},
    record::{Date, check, differences},
    returns::{Collation, Register, email},
    words,
};

/// Does everything with the bytes that the pure rooms do with a record file, and checks the results.
///
/// # Panics
///
/// If something does not hold.
pub fn hold(bytes: &[u8]) {
    let record = match decode(bytes) {
        Ok(record) => record,
        Err(error) => {
            let sentence = words::decode_error(&error);
            assert!(sentence.ends_with('.'), "no sentence: {sentence}");
            assert!(sentence.len() < 1_000, "too long a sentence: {sentence}");
            return;
        }
    };
    // Written again, it is the same record.
    let written = encode(&record);
    let again = decode(written.as_bytes());
    assert_eq!(again.as_ref(), Ok(&record));
    assert_eq!(encode(&record), written);
    // A missing end is noticed.
    let cut = written.trim_end().len() - 1;
    assert_eq!(
        decode(&written.as_bytes()[..cut]),
        Err(DecodeError::Truncated)
    );

    let name = file_name(&record);
    assert!(name.len() <= 240 && name.chars().count() <= 120, "{name}");
    assert!(!name.contains(['/', '\\', ':', '\n', '\0']), "{name}");
    assert!(!mailto(&record, "a@example.org").contains(char::is_whitespace));
    if let Some(today) = Date::new(2026, 11, 25) {
        for problem in check(&record, today) {
            assert!(!words::problem(problem, &record).is_empty());
        }
    }
    assert!(differences(&record, &record).is_empty());
}

/// Imports the bytes as a file that a partnership was sent: a return, an email or an archive.
///
/// # Panics
///
/// If something does not hold.
pub fn hold_as_import(bytes: &[u8]) {
    let mut register = Register::default();
    register.import("sent.eml".to_owned(), bytes);
    let listed = register.collate("");
    assert!(
        listed != Collation::default(),
        "the file is in none of the lists"
    );
    let briefings = listed.other_briefings.iter().chain(&listed.counted);
    let briefings: BTreeSet<&str> = briefings.map(|it| &*it.record.briefing.id).collect();
    let counted = |register: &Register| -> Vec<_> {
        let ids = briefings.iter();
        ids.flat_map(|id| register.collate(id).counted).collect()
    };
    let once = counted(&register);
    // Sent again, it changes nothing that counts.
    register.import("sent.eml".to_owned(), bytes);
    assert_eq!(counted(&register), once);
    for pasted in email::pasted_returns(&String::from_utf8_lossy(bytes)) {
        hold(pasted.as_bytes());
    }
}

/// Reads the bytes as a briefing.
///
/// # Panics
///
/// If something does not hold.
pub fn hold_as_briefing(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    match Briefing::parse(text) {
        Ok(briefing) => {
            let ids: BTreeSet<&str> = briefing.topics().iter().map(|topic| topic.id).collect();
            assert_eq!(ids.len(), briefing.topics().len(), "two topics have one id");
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
