//! Two states of a record are merged, and nothing that was typed in either is lost without a warning.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod common;

use common::{Edit, cases, edit, followed_up, new_record, paper_form, record, typed_words};
use proptest::{collection::vec, prelude::*};
use seven_minute_briefing::{
    record::file::{decode, encode},
    record::{ActionItem, Direction, Record, Row, Status, merge, move_row},
};

#[test]
fn changes_in_different_places_both_count() {
    let base = paper_form();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.team.manager = "Typed here".to_owned();
    ours.learning_points[0].discussion = "Discussed here".to_owned();
    ours.actions[0].by_when.day = "30".to_owned();
    theirs.team.contact_details = "Typed there".to_owned();
    theirs.learning_points[1].discussion = "Discussed there".to_owned();
    theirs.actions[0].status = Status::Done;
    theirs.revision += 3;

    let merged = merge(&base, &ours, &theirs);
    let mut both = ours.clone();
    both.team.contact_details = "Typed there".to_owned();
    both.learning_points[1].discussion = "Discussed there".to_owned();
    both.actions[0].status = Status::Done;
    both.revision = theirs.revision;
    assert_eq!((merged.record, merged.clash), (both, false));
}

#[test]
fn in_the_same_field_ours_stays_and_the_merge_reports_a_clash() {
    let base = paper_form();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.actions[1].what = "Ours".to_owned();
    theirs.actions[1].what = "Theirs".to_owned();
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.record.actions[1].what, "Ours");
    assert!(merged.clash);

    theirs.actions[1].what = "Ours".to_owned();
    assert!(!merge(&base, &ours, &theirs).clash, "the same twice");
}

#[test]
fn topics_are_merged_one_by_one() {
    let mut base = paper_form();
    base.learning_points[0].about = ["a", "b", "c"].map(str::to_owned).to_vec();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.learning_points[0].about = ["b", "c", "d"].map(str::to_owned).to_vec();
    theirs.learning_points[0].about = ["a", "b", "e"].map(str::to_owned).to_vec();
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.record.learning_points[0].about, ["b", "d", "e"]);
    assert!(!merged.clash);
}

#[test]
fn rows_added_removed_and_moved_in_both_are_merged() {
    let mut base = paper_form();
    base.actions = (1..=4).map(ActionItem::new).collect();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    // We move row 4 to the front and add a row at the end.
    for _ in 0..3 {
        move_row(&mut ours.actions, 4, Direction::Up);
    }
    ours.actions.push(ActionItem::new(10));
    // They remove row 2 and add a row after row 3.
    theirs.actions.retain(|row| row.id != 2);
    theirs.actions.insert(2, ActionItem::new(20));
    let merged = merge(&base, &ours, &theirs);
    let ids: Vec<_> = merged.record.actions.iter().map(Row::id).collect();
    assert_eq!(ids, [4, 1, 3, 10, 20]);
    assert!(!merged.clash);
}

#[test]
fn a_row_removed_in_one_and_changed_in_the_other_stays() {
    let base = paper_form();
    let (mut removed, mut changed) = (base.clone(), base.clone());
    removed.actions.remove(0);
    changed.actions[0].who = "Team manager".to_owned();
    for (ours, theirs) in [(&removed, &changed), (&changed, &removed)] {
        let merged = merge(&base, ours, theirs).record;
        assert_eq!(merged.actions, changed.actions);
    }
}

#[test]
fn two_rows_added_under_one_id_are_two_rows() {
    let base = followed_up();
    let added = |what: &str| {
        let mut record = base.clone();
        let id = record.claim_row_id();
        record.actions.push(ActionItem {
            what: what.to_owned(),
            ..ActionItem::new(id)
        });
        record
    };
    let merged = merge(&base, &added("Ours"), &added("Theirs"));
    let [.., ours, theirs] = &merged.record.actions[..] else {
        panic!("two rows more")
    };
    assert_eq!(
        (ours.what.as_str(), theirs.what.as_str()),
        ("Ours", "Theirs")
    );
    assert_ne!(ours.id, theirs.id);
    assert!(!merged.clash);
}

#[test]
fn evidence_added_in_both_is_kept() {
    let base = followed_up();
    let added = |text: &str| {
        let mut record = base.clone();
        let mut entry = record.actions[0].evidence[0].clone();
        (entry.id, entry.text) = (60, text.to_owned());
        record.actions[0].evidence.push(entry);
        record
    };
    let merged = merge(&base, &added("Ours"), &added("Theirs"));
    let texts: Vec<&str> = (merged.record.actions[0].evidence.iter())
        .map(|entry| entry.text.as_str())
        .collect();
    assert_eq!(texts[2..], ["Ours", "Theirs"]);
    assert_eq!(decode(encode(&merged.record).as_bytes()), Ok(merged.record));
}

fn after(base: &Record, edits: &[Edit], mark: &str) -> Record {
    let mut record = base.clone();
    for (edit, number) in edits.iter().zip(1..) {
        edit.apply(&mut record, &format!("{mark}{number}."));
    }
    record
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn if_only_one_side_changed_its_state_is_the_result(base in record(), other in record()) {
        let other = Record {
            id: base.id,
            created_at: base.created_at,
            briefing: base.briefing.clone(),
            revision: base.revision.max(other.revision),
            changed_at: base.changed_at.max(other.changed_at),
            ..other
        };
        for (ours, theirs) in [(&base, &other), (&other, &base), (&other, &other)] {
            let merged = merge(&base, ours, theirs);
            prop_assert_eq!(&merged.record, &other);
            prop_assert!(!merged.clash);
        }
    }

    #[test]
    fn every_word_of_both_is_kept_unless_the_merge_reports_a_clash(
        here in vec(edit(), 0..12),
        there in vec(edit(), 0..12),
    ) {
        let base = new_record(7);
        let ours = after(&base, &here, "here");
        let theirs = after(&base, &there, "there");
        let merged = merge(&base, &ours, &theirs);
        let words = typed_words(&merged.record);
        for word in typed_words(&ours) {
            prop_assert!(words.contains(&word), "{} of ours is lost", word);
        }
        for word in typed_words(&theirs) {
            prop_assert!(merged.clash || words.contains(&word), "{} of theirs is lost", word);
        }
        // The result is a valid record.
        prop_assert_eq!(decode(encode(&merged.record).as_bytes()), Ok(merged.record));
    }
}
