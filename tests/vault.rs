//! The operations on stored records: what each does, and that no failure at any of its steps
//! loses a text.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod common;

use common::{followed_up, new_record, paper_form};
use seven_minute_briefing::{
    record::file::{DecodeError, VERSION, decode, encode},
    record::{Record, RecordId, Timestamp},
    vault::{
        Content, Fault, ImportComparison, LoadOutcome, MemoryStorage, RECORDS, Reason,
        RestoreOutcome, SaveError, Storage, StorageError, Summary, SyncBase, TRASH, clashes,
        compare_import, delete, list, load, move_to_trash, replace, restore, save, save_change,
        trashed_records,
    },
};

const FOREIGN: &str = "another page's key";

fn now() -> Timestamp {
    Timestamp::parse("2026-11-23T12:00:00Z").unwrap()
}

fn key(record: &Record) -> String {
    format!("{RECORDS}{}", record.id)
}

/// The same record, changed.
fn changed(record: &Record) -> Record {
    let mut changed = record.clone();
    changed.revision += 1;
    changed.team.manager.push_str(" (acting)");
    changed
}

fn store_of(texts: &[(&str, &str)]) -> MemoryStorage {
    let memory = MemoryStorage::new();
    for (key, text) in texts {
        memory.write(key, text).unwrap();
    }
    memory
}

fn text_of(memory: &MemoryStorage, key: &str) -> Option<String> {
    memory.snapshot().get(key).cloned()
}

#[test]
fn loading_has_four_outcomes() {
    let record = paper_form();
    let id = record.id;
    let key = key(&record);
    let opened = |text: &str| load(&store_of(&[(&key, text)]), id).unwrap();

    assert_eq!(load(&MemoryStorage::new(), id), Ok(LoadOutcome::Empty));
    assert_eq!(
        opened(&encode(&record)),
        LoadOutcome::Ready(Box::new(record))
    );
    assert_eq!(
        opened("{"),
        LoadOutcome::Unreadable {
            raw: "{".to_owned(),
            error: DecodeError::Truncated
        }
    );
    let newer = r#"{"format": "seven-minute-briefing/record", "version": 7}"#;
    assert_eq!(
        opened(newer),
        LoadOutcome::TooNew {
            raw: newer.to_owned(),
            found: 7,
            supported: VERSION
        }
    );
}

#[test]
fn a_record_under_another_ids_key_is_unreadable() {
    let (one, other) = (paper_form(), followed_up());
    let memory = store_of(&[(&key(&one), &encode(&other))]);
    let error = DecodeError::BadId {
        value: other.id.to_string(),
    };
    let raw = encode(&other);
    assert_eq!(
        load(&memory, one.id),
        Ok(LoadOutcome::Unreadable { raw, error })
    );
}

#[test]
fn the_list_has_every_record_the_last_changed_first_and_the_unreadable_last() {
    let (mut old, new) = (paper_form(), followed_up());
    // An id with letters in it, whose case can be wrong.
    old.id = RecordId::from_random_bytes([0xab; 16]);
    let shouting = format!("{RECORDS}{}", old.id.to_string().to_uppercase());
    let strange = format!("{RECORDS}draft");
    let memory = store_of(&[
        (FOREIGN, "theirs"),
        (&format!("{TRASH}1/deleted/{}", old.id), &encode(&old)),
        (&strange, &encode(&old)),
        (&shouting, &encode(&old)),
        (&key(&new_record(9)), "not JSON"),
        (&key(&old), &encode(&old)),
        (&key(&new), &encode(&new)),
    ]);
    let entries = list(&memory).unwrap();
    let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys[..2], [key(&new), key(&old)]);
    assert_eq!(entries[0].content, Content::Ready(Summary::from(&new)));
    assert_eq!(keys.len(), 5);
    for entry in &entries[2..] {
        let unreadable = matches!(entry.content, Content::Unreadable { .. });
        assert!(unreadable, "{entry:?}");
    }
    assert!(keys.contains(&strange.as_str()) && keys.contains(&shouting.as_str()));
}

#[test]
fn a_summary_counts_what_is_not_blank() {
    let summary = Summary::from(&paper_form());
    assert_eq!((summary.learning_points, summary.actions), (3, 2));
    let summary = Summary::from(&new_record(1));
    assert_eq!((summary.learning_points, summary.actions), (0, 0));
    assert_eq!(summary.briefing_title, "Case Reviews 2017-2020");
}

#[test]
fn a_save_is_believed_only_when_it_reads_back() {
    let (memory, record) = (MemoryStorage::new(), paper_form());
    memory.fault_at(1, Fault::Lies);
    assert_eq!(save(&memory, &record), Err(SaveError::NotKept));
    let saved = save(&memory, &record).unwrap();
    assert_eq!(text_of(&memory, &key(&record)), Some(saved.text));
    assert_eq!(saved.trash_key, None);
}

#[test]
fn a_full_store_says_so_and_keeps_what_it_has() {
    let (memory, record) = (MemoryStorage::new(), paper_form());
    let before = save(&memory, &record).unwrap().text;
    memory.limit(memory.units());
    let full = Err(SaveError::Storage(StorageError::Full));
    assert_eq!(save(&memory, &changed(&record)), full);
    assert_eq!(text_of(&memory, &key(&record)), Some(before));
}

/// The sync base of a tab that has just saved or read this record.
fn base_of(record: &Record) -> SyncBase {
    SyncBase {
        record: record.clone(),
        text: Some(encode(record)),
    }
}

#[test]
fn a_change_is_saved_under_the_next_revision_with_the_time() {
    let (memory, record) = (MemoryStorage::new(), new_record(1));
    let fresh = SyncBase {
        record: record.clone(),
        text: None,
    };
    let mut ours = record.clone();
    ours.team.manager = "Typed".to_owned();
    let change = save_change(&memory, &ours, &fresh, now()).unwrap();
    (ours.revision, ours.changed_at) = (1, now());
    assert_eq!((change.record, change.text), (ours.clone(), encode(&ours)));
    assert_eq!((change.merged, change.trash_key), (false, None));
    assert_eq!(text_of(&memory, &key(&record)), Some(encode(&ours)));
}

#[test]
fn what_another_tab_changed_elsewhere_on_the_form_is_saved_with_ours() {
    let (memory, base) = (MemoryStorage::new(), paper_form());
    let mut theirs = base.clone();
    theirs.revision += 5;
    theirs.team.contact_details = "Typed there".to_owned();
    save(&memory, &theirs).unwrap();
    let mut ours = base.clone();
    ours.team.manager = "Typed here".to_owned();

    let change = save_change(&memory, &ours, &base_of(&base), now()).unwrap();
    let stored = decode(text_of(&memory, &key(&base)).unwrap().as_bytes()).unwrap();
    assert_eq!(stored.team.manager, "Typed here");
    assert_eq!(stored.team.contact_details, "Typed there");
    assert_eq!(stored.revision, theirs.revision + 1);
    assert_eq!(
        (change.record, change.text),
        (stored.clone(), encode(&stored))
    );
    assert_eq!((change.merged, change.trash_key), (true, None));
}

#[test]
fn if_both_tabs_changed_one_place_theirs_is_in_the_trash_before_ours_is_saved() {
    let (memory, base) = (MemoryStorage::new(), paper_form());
    let mut theirs = changed(&base);
    theirs.team.manager = "Typed there".to_owned();
    let theirs = save(&memory, &theirs).unwrap().text;
    let mut ours = base.clone();
    ours.team.manager = "Typed here".to_owned();

    let change = save_change(&memory, &ours, &base_of(&base), now()).unwrap();
    let trash_key = change.trash_key.expect("theirs is in the trash");
    assert_eq!(text_of(&memory, &trash_key), Some(theirs));
    assert_eq!(change.record.team.manager, "Typed here");
    assert_eq!(clashes(&memory, base.id), 1);
    assert_eq!(clashes(&memory, followed_up().id), 0);
    let [trashed] = &trashed_records(&memory).unwrap()[..] else {
        panic!("one text in the trash")
    };
    assert_eq!(
        (trashed.reason, trashed.id),
        (Reason::OtherTab, Some(base.id))
    );
}

#[test]
fn a_text_that_is_no_record_is_in_the_trash_before_ours_is_saved() {
    for strange in [
        "{",
        r#"{"format": "seven-minute-briefing/record", "version": 7}"#,
    ] {
        let base = paper_form();
        let memory = store_of(&[(&key(&base), strange)]);
        let change = save_change(&memory, &changed(&base), &base_of(&base), now()).unwrap();
        let trash_key = change.trash_key.expect("it is in the trash");
        assert_eq!(text_of(&memory, &trash_key).as_deref(), Some(strange));
        assert_eq!(text_of(&memory, &key(&base)), Some(change.text));
    }
}

#[test]
fn nothing_is_written_if_the_other_tab_has_saved_everything() {
    let (memory, base) = (MemoryStorage::new(), paper_form());
    let theirs = changed(&base);
    save(&memory, &theirs).unwrap();
    let mut ours = base.clone();
    ours.team.manager = theirs.team.manager.clone();
    // Call 1 reads; a second would be a write.
    memory.fault_from(2, Fault::Fails(StorageError::Denied));
    let change = save_change(&memory, &ours, &base_of(&base), now()).unwrap();
    assert_eq!(
        (change.record, change.text),
        (theirs.clone(), encode(&theirs))
    );
    assert_eq!((change.merged, change.trash_key), (false, None));
}

#[test]
fn a_record_that_another_tab_deleted_is_stored_again_once_something_is_typed() {
    let (memory, base) = (MemoryStorage::new(), paper_form());
    let change = save_change(&memory, &changed(&base), &base_of(&base), now()).unwrap();
    assert_eq!(text_of(&memory, &key(&base)), Some(change.text));
    assert_eq!(change.trash_key, None);
}

#[test]
fn two_texts_trashed_at_once_get_a_key_each() {
    let memory = MemoryStorage::new();
    let id = paper_form().id;
    let keys = ["one", "two", "three"]
        .map(|text| move_to_trash(&memory, id, text, Reason::Deleted, now()).unwrap());
    for (key, text) in keys.iter().zip(["one", "two", "three"]) {
        assert_eq!(text_of(&memory, key).as_deref(), Some(text));
    }
    let listed: Vec<String> = (trashed_records(&memory).unwrap().into_iter())
        .map(|trashed| trashed.key)
        .collect();
    assert_eq!(
        listed.iter().rev().collect::<Vec<_>>(),
        keys.iter().collect::<Vec<_>>()
    );
}

#[test]
fn half_a_text_is_not_left_in_the_trash() {
    let memory = MemoryStorage::new();
    // Call 1 reads the keys, call 2 writes.
    memory.fault_at(2, Fault::Lies);
    let id = paper_form().id;
    let done = move_to_trash(&memory, id, "text", Reason::Deleted, now());
    assert_eq!(done, Err(SaveError::NotKept));
    assert_eq!(trashed_records(&memory), Ok(vec![]));
}

#[test]
fn a_trash_key_that_this_version_does_not_understand_is_still_listed() {
    let strange = format!("{TRASH}soon/merged/x");
    let memory = store_of(&[(&strange, "text")]);
    let [trashed] = &trashed_records(&memory).unwrap()[..] else {
        panic!("one text in the trash")
    };
    assert_eq!((&trashed.key, trashed.id), (&strange, None));
    assert_eq!(restore(&memory, &strange), Err(SaveError::Gone));
    assert_eq!(text_of(&memory, &strange).as_deref(), Some("text"));
}

#[test]
fn a_deleted_record_can_be_restored_exactly_as_it_was() {
    for (tail, text) in [
        (paper_form().id.to_string(), encode(&paper_form())),
        (
            paper_form().id.to_string(),
            "\u{feff}{ unreadable".to_owned(),
        ),
        ("not/a/uuid".to_owned(), "text".to_owned()),
    ] {
        let key = format!("{RECORDS}{tail}");
        let memory = store_of(&[(&key, &text), (FOREIGN, "theirs")]);
        let before = memory.snapshot();
        let trash_key = delete(&memory, &key, now()).unwrap();
        assert_eq!(list(&memory), Ok(vec![]));
        let [listed] = &trashed_records(&memory).unwrap()[..] else {
            panic!("one text in the trash")
        };
        assert_eq!(
            (&listed.key, listed.at, listed.reason),
            (&trash_key, now(), Reason::Deleted)
        );
        assert_eq!(listed.id, RecordId::parse(&tail));
        assert_eq!(restore(&memory, &trash_key), Ok(RestoreOutcome::Done));
        assert_eq!(memory.snapshot(), before);
    }
}

#[test]
fn restoring_never_replaces_a_record() {
    let (memory, record) = (MemoryStorage::new(), paper_form());
    save(&memory, &record).unwrap();
    let trash_key = delete(&memory, &key(&record), now()).unwrap();
    save(&memory, &changed(&record)).unwrap();
    let before = memory.snapshot();
    assert_eq!(restore(&memory, &trash_key), Ok(RestoreOutcome::Occupied));
    assert_eq!(memory.snapshot(), before);
}

#[test]
fn a_missing_text_is_an_error_and_keys_of_another_kind_are_left_alone() {
    let record = paper_form();
    let trash_key = format!("{TRASH}1/deleted/{}", record.id);
    let memory = store_of(&[(FOREIGN, "theirs"), (&key(&record), "text")]);
    let before = memory.snapshot();
    assert_eq!(delete(&memory, FOREIGN, now()), Err(SaveError::Gone));
    assert_eq!(
        delete(&memory, &key(&new_record(8)), now()),
        Err(SaveError::Gone)
    );
    assert_eq!(restore(&memory, FOREIGN), Err(SaveError::Gone));
    let elsewhere = trash_key.replace(&record.id.to_string(), &new_record(8).id.to_string());
    assert_eq!(restore(&memory, &elsewhere), Err(SaveError::Gone));
    assert_eq!(memory.snapshot(), before);
}

#[test]
fn an_import_is_compared_with_what_is_stored() {
    let record = paper_form();
    let key = key(&record);
    let compared = |text: &str| compare_import(&store_of(&[(&key, text)]), &record).unwrap();
    let here = changed(&record);

    assert_eq!(
        compare_import(&MemoryStorage::new(), &record),
        Ok(ImportComparison::New)
    );
    assert_eq!(compared(&encode(&record)), ImportComparison::Same);
    assert_eq!(compared(encode(&record).trim_end()), ImportComparison::Same);
    assert_eq!(
        compared(&encode(&here)),
        ImportComparison::Different {
            here: Box::new(here)
        }
    );
    assert_eq!(compared("{"), ImportComparison::HereUnreadable);
}

#[test]
fn a_replaced_record_is_in_the_trash_and_can_be_restored() {
    for here in [encode(&paper_form()), "{ unreadable".to_owned()] {
        let incoming = changed(&paper_form());
        let memory = store_of(&[(&key(&incoming), &here)]);
        let saved = replace(&memory, &incoming, Reason::Replaced, now()).unwrap();
        assert_eq!(text_of(&memory, &key(&incoming)), Some(saved.text));
        let trash_key = saved.trash_key.expect("the stored one is in the trash");
        assert_eq!(text_of(&memory, &trash_key), Some(here.clone()));

        delete(&memory, &key(&incoming), now()).unwrap();
        assert_eq!(restore(&memory, &trash_key), Ok(RestoreOutcome::Done));
        assert_eq!(text_of(&memory, &key(&incoming)), Some(here));
    }
}

#[test]
fn replacing_no_record_or_the_same_one_moves_nothing_to_the_trash() {
    let (memory, record) = (MemoryStorage::new(), paper_form());
    for _ in 0..2 {
        assert_eq!(
            replace(&memory, &record, Reason::Replaced, now())
                .unwrap()
                .trash_key,
            None
        );
        assert_eq!(memory.snapshot().len(), 1);
    }
}

#[test]
fn a_full_store_has_room_to_delete_and_to_restore() {
    let (memory, record) = (MemoryStorage::new(), paper_form());
    save(&memory, &record).unwrap();
    let before = memory.snapshot();
    // The key in the trash is the longer one.
    memory.limit(memory.units() + 30);
    let trash_key = delete(&memory, &key(&record), now()).unwrap();
    assert_eq!(text_of(&memory, &trash_key), Some(encode(&record)));
    assert_eq!(restore(&memory, &trash_key), Ok(RestoreOutcome::Done));
    assert_eq!(memory.snapshot(), before);
    // Without room even for the longer key, the record stays.
    memory.limit(memory.units() + 5);
    let full = Err(SaveError::Storage(StorageError::Full));
    assert_eq!(delete(&memory, &key(&record), now()), full);
    assert_eq!(memory.snapshot(), before);
}

#[test]
fn a_short_record_can_replace_a_long_one_in_a_nearly_full_store() {
    let mut here = paper_form();
    here.team.manager = "long".repeat(10_000);
    let incoming = paper_form();
    let memory = store_of(&[(&key(&here), &encode(&here))]);
    memory.limit(memory.units() + encode(&incoming).encode_utf16().count() + 200);
    let trash_key = replace(&memory, &incoming, Reason::Replaced, now())
        .unwrap()
        .trash_key
        .unwrap();
    assert_eq!(text_of(&memory, &trash_key), Some(encode(&here)));
    assert_eq!(text_of(&memory, &key(&here)), Some(encode(&incoming)));
}

/// One operation, and the store it starts from.
struct Scene {
    name: &'static str,
    before: Vec<(String, String)>,
    run: fn(&MemoryStorage) -> Result<(), SaveError>,
    /// The key whose text has to be where it was when the operation fails.
    home: Option<String>,
}

fn scenes() -> Vec<Scene> {
    let here = paper_form();
    let trash_key = format!("{TRASH}5/deleted/{}", here.id);
    let with = |key: &str, text: String| {
        let other = followed_up();
        vec![
            (key.to_owned(), text),
            (self::key(&other), encode(&other)),
            (
                format!("{TRASH}7/replaced/{}", other.id),
                "older".to_owned(),
            ),
            (FOREIGN.to_owned(), "theirs".to_owned()),
        ]
    };
    vec![
        Scene {
            name: "move to the trash",
            before: with(&key(&here), encode(&here)),
            run: |memory| {
                let id = paper_form().id;
                let key = move_to_trash(memory, id, "typed", Reason::OtherTab, now())?;
                assert_eq!(text_of(memory, &key).as_deref(), Some("typed"));
                Ok(())
            },
            home: Some(key(&here)),
        },
        Scene {
            name: "save over another tab's text",
            before: with(&key(&here), encode(&here)),
            run: |memory| {
                let mut base = paper_form();
                base.team.manager.push_str(", as both have read it");
                let ours = changed(&base);
                let change = save_change(memory, &ours, &base_of(&base), now())?;
                assert_eq!(text_of(memory, &key(&ours)), Some(change.text));
                Ok(())
            },
            // A store that lies may keep half of ours there; theirs is in the trash by then.
            home: None,
        },
        Scene {
            name: "delete",
            before: with(&key(&here), encode(&here)),
            run: |memory| {
                let home = key(&paper_form());
                delete(memory, &home, now())?;
                assert_eq!(text_of(memory, &home), None);
                Ok(())
            },
            home: Some(key(&here)),
        },
        Scene {
            name: "put back",
            before: with(&trash_key, encode(&here)),
            run: |memory| {
                let here = paper_form();
                let trash_key = format!("{TRASH}5/deleted/{}", here.id);
                let done = restore(memory, &trash_key)?;
                assert_eq!(done, RestoreOutcome::Done);
                assert_eq!(text_of(memory, &key(&here)), Some(encode(&here)));
                assert_eq!(text_of(memory, &trash_key), None);
                Ok(())
            },
            home: Some(trash_key.clone()),
        },
        Scene {
            name: "replace",
            before: with(&key(&here), encode(&here)),
            run: |memory| {
                let incoming = changed(&paper_form());
                let saved = replace(memory, &incoming, Reason::Replaced, now())?;
                assert_eq!(text_of(memory, &key(&incoming)), Some(saved.text));
                Ok(())
            },
            home: Some(key(&here)),
        },
        Scene {
            name: "replace by a short one",
            before: with(&key(&here), encode(&here)),
            run: |memory| {
                let incoming = new_record(2);
                let saved = replace(memory, &incoming, Reason::Replaced, now())?;
                assert_eq!(text_of(memory, &key(&incoming)), Some(saved.text));
                Ok(())
            },
            home: Some(key(&here)),
        },
    ]
}

/// Runs a scene with at most one fault, and looks for every text afterwards.
/// Returns how many calls there were.
fn check_nothing_lost(
    scene: &Scene,
    room: Option<usize>,
    wrong: Option<(usize, bool, &Fault)>,
) -> usize {
    let memory = MemoryStorage::new();
    for (key, text) in &scene.before {
        memory.write(key, text).unwrap();
    }
    if let Some(room) = room {
        memory.limit(memory.units() + room);
    }
    match wrong {
        Some((call, true, fault)) => memory.fault_from(call, fault.clone()),
        Some((call, false, fault)) => memory.fault_at(call, fault.clone()),
        None => memory.fault_at(usize::MAX, Fault::Lies),
    }
    let result = (scene.run)(&memory);
    let case = || format!("{} (room {room:?}, {wrong:?}): {result:?}", scene.name);
    let after = memory.snapshot();

    for (key, text) in &scene.before {
        let ours = |key: &str| key.starts_with(RECORDS) || key.starts_with(TRASH);
        let stands = after.iter().any(|(key, there)| ours(key) && there == text);
        let handed_back = result == Err(SaveError::OnlyCopy { text: text.clone() });
        let untouched = after.get(key) == Some(text);
        assert!(
            untouched || stands || handed_back,
            "{key} is lost: {}",
            case()
        );
    }
    assert_eq!(after.get(FOREIGN).map(String::as_str), Some("theirs"));

    // A fault in one call leaves everything as it was.
    let once = wrong.is_some_and(|(_, lasting, _)| !lasting);
    if let (Err(error), true, Some(home)) = (&result, once, &scene.home) {
        let text = scene.before.iter().find(|(key, _)| key == home);
        let text = text.map(|(_, text)| text);
        assert_eq!(after.get(home), text, "not in place: {}", case());
        assert!(!matches!(error, SaveError::OnlyCopy { .. }), "{}", case());
    }
    memory.calls()
}

#[test]
fn no_text_is_lost_whichever_step_goes_wrong() {
    let faults = [
        Fault::Fails(StorageError::Denied),
        Fault::Fails(StorageError::Full),
        Fault::Lies,
    ];
    // No limit, no room at all, room for a longer key only, room for a bit of text.
    let rooms = [None, Some(0), Some(30), Some(60), Some(1_200), Some(2_400)];
    let mut cases = 0;
    for scene in scenes() {
        for room in rooms {
            let calls = check_nothing_lost(&scene, room, None);
            assert!(calls >= 2, "{}", scene.name);
            for fault in &faults {
                for lasting in [false, true] {
                    // A failure may take the operation a few steps further.
                    for call in 1..=calls + 6 {
                        check_nothing_lost(&scene, room, Some((call, lasting, fault)));
                        cases += 1;
                    }
                }
            }
        }
    }
    assert!(cases > 1_000, "{cases}");
}

#[test]
fn a_text_that_can_be_stored_nowhere_is_handed_back() {
    let record = paper_form();
    let mut handed_back = 0;
    for call in 1..20 {
        let memory = store_of(&[(&key(&record), &encode(&record))]);
        memory.limit(memory.units() + 30);
        memory.fault_from(call, Fault::Fails(StorageError::Denied));
        if let Err(SaveError::OnlyCopy { text }) = delete(&memory, &key(&record), now()) {
            assert_eq!(text, encode(&record));
            handed_back += 1;
        }
    }
    assert!(handed_back > 0, "the last resort is never tried");
}

#[test]
fn listing_fails_as_a_whole_rather_than_leaving_something_out() {
    let record = paper_form();
    let memory = store_of(&[
        (&key(&record), &encode(&record)),
        (&key(&followed_up()), &encode(&followed_up())),
        (&format!("{TRASH}1/deleted/{}", record.id), "text"),
    ]);
    let denied = Fault::Fails(StorageError::Denied);
    for call in 1..=3 {
        memory.fault_at(call, denied.clone());
        assert_eq!(list(&memory), Err(StorageError::Denied));
    }
    for call in 1..=2 {
        memory.fault_at(call, denied.clone());
        assert_eq!(trashed_records(&memory), Err(StorageError::Denied));
    }
    memory.fault_at(1, denied.clone());
    assert_eq!(load(&memory, record.id), Err(StorageError::Denied));
    memory.fault_at(1, denied);
    assert_eq!(compare_import(&memory, &record), Err(StorageError::Denied));
}
