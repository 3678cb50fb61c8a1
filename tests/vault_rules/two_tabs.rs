//! Two tabs with the same record open.

use proptest::{collection::vec, prelude::*};
use seven_minute_briefing::record::file::{decode, encode};
use seven_minute_briefing::vault::autosave::Status;
use seven_minute_briefing::vault::{
    Event, Notice, Outcome, RECORDS, Reason, Storage, record_key, trashed_records,
};

use super::common::cases;
use super::common::device::{Device, is_done};
use super::{all_texts, manager, organisation, reasons, stored, tabs};

#[test]
fn what_is_typed_in_two_tabs_is_in_both_within_a_second() {
    let mut device = tabs(2);
    device.edit(0, organisation("Northbank"));
    device.edit(1, manager("Sam"));
    device.wait(1_000);
    for tab in &device.tabs {
        assert_eq!(tab.screen.team.organisation, "Northbank");
        assert_eq!(tab.screen.team.manager, "Sam");
        assert_eq!(tab.told, []);
    }
}

#[test]
fn a_conflict_is_told_in_both_tabs_and_the_other_text_is_in_the_trash() {
    let mut device = tabs(2);
    device.edit(0, organisation("Here"));
    device.edit(1, organisation("There"));
    device.send(1, Event::Flush);
    device.send(0, Event::Flush);
    assert_eq!(device.tabs[0].screen.team.organisation, "Here");
    assert_eq!(device.tabs[0].banner, Some(Notice::Conflict));
    device.wait(3_500);
    assert_eq!(device.tabs[1].screen.team.organisation, "Here");
    assert_eq!(device.tabs[1].told, [Notice::Conflict]);
    let [key] = &device.keys_with("/other-tab/")[..] else {
        panic!("one text")
    };
    assert!(device.store.read(key).unwrap().unwrap().contains("There"));
    // Neither tab is told again.
    device.wait(5_000);
    assert_eq!(device.tabs[0].told, [Notice::Conflict]);
    assert_eq!(device.tabs[1].told, [Notice::Conflict]);
}

#[test]
fn a_record_deleted_in_another_tab_is_replaced_by_a_new_one() {
    let mut device = tabs(2);
    let old = device.tabs[1].screen.clone();
    let key = record_key(old.id);
    let update = device.send(0, Event::Delete(key));
    assert!(matches!(
        update.outcome,
        Outcome::Deleted { was_open: true, .. }
    ));
    device.poll(1);
    assert_eq!(device.tabs[1].banner, Some(Notice::DeletedElsewhere));
    assert_ne!(device.tabs[1].screen.id, old.id);
    assert_eq!(device.tabs[1].vault.status(), Status::Untouched);
    device.wait(5_000);
    assert_eq!(device.keys_with(RECORDS), [""; 0]);
    assert_eq!(reasons(&device), [Reason::Deleted]);
}

#[test]
fn a_record_deleted_in_another_tab_is_kept_where_somebody_types() {
    let mut device = tabs(2);
    device.edit(1, manager("Sam"));
    let key = record_key(device.tabs[1].screen.id);
    device.send(0, Event::Delete(key));
    device.poll(1);
    assert_eq!(stored(&device, 1).team.manager, "Sam");
    assert_eq!(stored(&device, 1).team.organisation, "Begun");
}

#[test]
fn a_record_deleted_in_an_older_state_is_kept_where_it_is_newer() {
    let mut device = tabs(1);
    let id = device.tabs[0].screen.id;
    let old = device.stored(0).unwrap();
    device.edit(0, manager("Sam"));
    device.wait(1_000);
    device.store.remove(&record_key(id)).unwrap();
    let trash_key = format!("7mb/aside/1795000000000/deleted/{id}");
    device.store.write(&trash_key, &old).unwrap();
    device.poll(0);
    assert_eq!(stored(&device, 0).team.manager, "Sam");
}

#[test]
fn a_store_that_another_page_cleared_is_filled_again_at_once() {
    let mut device = tabs(2);
    device.clear_store_from_another_page();
    device.poll(0);
    assert_eq!(stored(&device, 0).team.organisation, "Begun");
    device.wait(1_000);
    assert_eq!(device.tabs[0].screen, device.tabs[1].screen);
    assert_eq!(device.tabs[0].told, []);
}

#[test]
fn before_a_record_is_closed_it_is_stored_again_if_it_is_gone() {
    let mut device = tabs(1);
    let key = record_key(device.tabs[0].screen.id);
    device.clear_store_from_another_page();
    assert!(is_done(&device.send(0, Event::BeginNew)));
    assert!(device.store.read(&key).unwrap().is_some());
}

#[test]
fn an_older_state_that_another_tab_stored_again_does_not_replace_a_newer_one() {
    let mut device = tabs(2);
    let old = device.stored(1).unwrap();
    device.edit(0, manager("Sam"));
    device.wait(1_000);
    let key = record_key(device.tabs[0].screen.id);
    device.store.write(&key, &old).unwrap();
    device.poll(0);
    assert_eq!(device.tabs[0].screen.team.manager, "Sam");
    assert_eq!(stored(&device, 0).team.manager, "Sam");
    assert_eq!(device.tabs[0].banner, Some(Notice::Conflict));

    // If both have the same revision, the stored one is shown and the other is in the trash.
    let mut other = stored(&device, 0);
    other.team.manager = "Alex".to_owned();
    device.store.write(&key, &encode(&other)).unwrap();
    device.poll(0);
    assert_eq!(device.tabs[0].screen.team.manager, "Alex");
    let trashed = device.keys_with("/other-tab/");
    let has_it = |key: &String| device.store.read(key).unwrap().unwrap().contains("Sam");
    assert!(trashed.iter().any(has_it));
}

#[test]
fn a_tab_that_slept_does_not_store_again_what_is_gone() {
    for event in [Event::Polled, Event::StoredElsewhere(None), Event::MakeWay] {
        let mut device = tabs(1);
        device.edit(0, manager("typed last"));
        device.clear_store_from_another_page();
        device.now_ms += 60_000;
        device.send(0, event.clone());
        assert_eq!(device.tabs[0].banner, Some(Notice::RemovedElsewhere));
        device.send(0, Event::Flush);
        device.wait(5_000);
        assert_eq!(device.keys_with("7mb/"), [""; 0], "{event:?}");
        assert_eq!(device.tabs[0].screen.team.manager, "typed last");
        let tab = &device.tabs[0];
        assert!(
            tab.vault.is_closing_risky(&tab.screen),
            "on the screen only"
        );

        // It is stored again once somebody types.
        device.edit(0, organisation("Begun, and continued"));
        device.wait(1_000);
        assert_eq!(stored(&device, 0).team.manager, "typed last");
        assert_eq!(device.tabs[0].banner, None);
    }
}

#[test]
fn what_is_on_the_screen_of_a_tab_that_slept_is_merged_with_what_another_stored_again() {
    let mut device = tabs(2);
    device.edit(0, manager("typed last"));
    device.clear_store_from_another_page();
    device.tabs[0].is_asleep = true;
    device.wait(60_000);
    device
        .store
        .remove(&record_key(device.tabs[0].screen.id))
        .unwrap();
    device.poll(0);
    assert_eq!(device.tabs[0].banner, Some(Notice::RemovedElsewhere));
    device.tabs[0].is_asleep = false;
    device.wait(2_000);
    assert_eq!(stored(&device, 1).team.manager, "typed last");
    assert_eq!(device.tabs[1].screen.team.manager, "typed last");
    assert_eq!(device.tabs[0].banner, None);
}

/// The texts of that record's field in the trash that were set aside because of a conflict.
fn set_aside(device: &Device) -> Vec<String> {
    let trashed = trashed_records(&*device.store).unwrap();
    let of_conflicts = trashed.iter().filter(|it| it.reason == Reason::OtherTab);
    let texts = of_conflicts.map(|it| device.store.snapshot()[&it.key].clone());
    texts
        .map(|text| decode(text.as_bytes()).unwrap().team.manager)
        .collect()
}

proptest! {
    #![proptest_config(cases(200))]

    /// Each tab's sentence stays whole: one is in the record, the other in the trash, and neither is
    /// typed into the other.
    #[test]
    fn two_sentences_typed_into_one_field_at_once_both_stay_whole(
        keys in vec((0..2_usize, 0..400_i64), 2..60),
    ) {
        let mut device = tabs(2);
        let mut typed = [String::new(), String::new()];
        let mut last_ms = [0, 0];
        let mut sentences = Vec::new();
        for (key, (tab, pause_ms)) in keys.iter().enumerate() {
            let letter = if *tab == 0 { 'a' } else { 'z' };
            let part = format!("{letter}{key} ");
            // After a pause, the tab may show what the other one has typed.
            if device.now_ms - last_ms[*tab] >= 3_000 {
                sentences.push(typed[*tab].clone());
                typed[*tab].clone_from(&device.tabs[*tab].screen.team.manager);
            }
            last_ms[*tab] = device.now_ms;
            typed[*tab].push_str(&part);
            device.edit(*tab, |record| record.team.manager.push_str(&part));
            prop_assert_eq!(&device.tabs[*tab].screen.team.manager, &typed[*tab]);
            device.wait(*pause_ms);
        }
        device.wait(20_000);
        let count = set_aside(&device).len();
        prop_assert!(count <= 1 + sentences.len(), "{count} texts");
        let record = stored(&device, 0).team.manager;
        let mut whole = set_aside(&device);
        whole.push(record.clone());
        sentences.extend(typed);
        for sentence in sentences {
            prop_assert!(
                whole.iter().any(|text| text.contains(&sentence)),
                "{sentence:?} is in none of {whole:?}"
            );
        }
        for tab in &device.tabs {
            prop_assert_eq!(&tab.screen.team.manager, &record);
        }
    }
}

#[test]
fn what_another_tab_types_is_shown_once_nobody_types_here() {
    let mut device = tabs(2);
    device.edit(0, manager("Alex"));
    device.wait(1_000);
    device.edit(1, organisation("Southbank"));
    device.wait(1_000);
    assert_eq!(device.tabs[0].screen.team.organisation, "Southbank");
    device.wait(1_000);
    device.edit(1, manager("Sam"));
    device.wait(1_000);
    assert_eq!(device.tabs[0].screen.team.manager, "Sam");
    assert_eq!(set_aside(&device), [""; 0]);
}

#[test]
fn what_was_typed_here_outlives_another_text_that_is_not_based_on_it() {
    let mut device = tabs(1);
    device.edit(0, manager("typed here"));
    device.wait(500);
    let mut other = stored(&device, 0);
    other.revision += 2;
    // A third page had emptied the store in between, so the other tab has never seen it.
    other.team.manager = "saved in another tab".to_owned();
    let key = record_key(other.id);
    device.store.write(&key, &encode(&other)).unwrap();
    device.poll(0);
    assert_eq!(device.tabs[0].screen.team.manager, "typed here");
    device.edit(0, organisation("typed next"));
    device.wait(10_000);
    assert_eq!(stored(&device, 0).team.manager, "saved in another tab");
    assert!(all_texts(&device).contains("typed here"));
}

#[test]
fn what_was_saved_here_outlives_a_store_that_was_emptied_and_filled_by_another_tab() {
    let mut device = tabs(1);
    device.edit(0, manager("saved here"));
    device.wait(5_000);
    let mut other = stored(&device, 0);
    other.revision += 2;
    other.team.manager = "saved in another tab".to_owned();
    device.clear_store_from_another_page();
    device.store.limit(device.store.units());
    device.poll(0);
    device.store.heal();
    let key = record_key(other.id);
    device.store.write(&key, &encode(&other)).unwrap();
    device.wait(10_000);
    assert!(all_texts(&device).contains("saved here"));
    assert_eq!(stored(&device, 0).team.manager, "saved in another tab");
}
