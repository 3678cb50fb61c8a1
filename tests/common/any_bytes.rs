//! What has to hold for a file of any bytes. The fuzzer (`tests/fuzz`) and other tests use it.

use seven_minute_briefing::{
    export::{file_name, mailto},
    record::file::{DecodeError, decode, encode},
    record::{Date, check, differences},
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
