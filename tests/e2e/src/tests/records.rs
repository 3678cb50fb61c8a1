//! Several records on one device: created, copied, deleted, restored.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::record;
use crate::user::ok_if;

pub const TESTS: &[Test] = &[
    test!(several_records_can_be_kept_side_by_side),
    test!(an_unsaved_record_stays_open_until_it_is_downloaded),
    test!(undoing_a_deletion_reopens_the_record_that_was_open),
    test!(two_records_with_the_same_name_can_be_told_apart),
    test!(another_team_of_the_same_organisation_starts_with_its_name),
];

fn several_records_can_be_kept_side_by_side(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Name of Organisation", "First School");
    user.type_into("Name of Section & Team", "Nursery");
    user.sees_saved();

    user.follow("Saved forms");
    user.press("Start a form for another team");
    user.arrives_at("Discussion");
    user.sees_value("Name of Organisation", "");
    user.type_into("Name of Organisation", "Second School");
    user.type_into("Name of Section & Team", "Year 2");
    user.sees_saved();

    user.follow("Saved forms");
    user.sees_heading("First School, Nursery");
    user.sees_heading("Second School, Year 2");
    user.press("Open First School, Nursery");
    user.arrives_at("Discussion");
    user.sees_value("Name of Organisation", "First School");
    user.follow("Saved forms");

    user.press("Make a copy of First School, Nursery");
    user.wait_until("there are two of the first record", || {
        let mut headings = user.names_of("heading");
        headings.retain(|name| name.starts_with("First School, Nursery"));
        ok_if(headings.len() == 2, || format!("{headings:?}"))
    });
    assert_eq!(user.stored_records().len(), 3);

    let second = || {
        let mut records = user.stored_records().into_values();
        records.find(|text| text.contains("Second School"))
    };
    let before = second();
    assert!(before.is_some());
    user.press("Delete Second School, Year 2");
    user.sees("Second School, Year 2 deleted.");
    user.sees_no("button", "Open Second School, Year 2");
    assert_eq!(second(), None);
    user.press("Undo");
    user.sees_a("button", "Open Second School, Year 2");
    assert_eq!(second(), before);

    user.press("Delete Second School, Year 2");
    let trash = user.within_region("Deleted and replaced forms");
    trash.press("Restore Second School, Year 2");
    user.sees_a("button", "Open Second School, Year 2");
    assert_eq!(second(), before);

    user.press("Delete Second School, Year 2");
    trash.press("Delete permanently Second School, Year 2");
    user.does_not_see("Second School, Year 2");
    assert!(
        !user
            .stored_entries()
            .values()
            .any(|text| text.contains("Second School"))
    );
}

fn an_unsaved_record_stays_open_until_it_is_downloaded(fixture: &Fixture) {
    let user = fixture.user();
    user.try_to_replace_an_unsaved_record();
    user.sees_heading("Saved forms");
    let copy = record::parse(&user.download("Download a copy now").text);
    assert_eq!(copy["team"]["organisation"], "Not saved anywhere");
    user.press("Open Northbank School, Pastoral team");
    user.arrives_at("Discussion");
    user.sees_value("Name of Organisation", "Northbank School");
    user.leave();
}

fn undoing_a_deletion_reopens_the_record_that_was_open(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Deleted by mistake");
    user.sees_saved();
    user.follow("Saved forms");
    user.arrives_at("Saved forms");
    user.press("Delete Deleted by mistake");
    user.sees("Deleted by mistake deleted.");
    user.press("Undo");
    user.sees_a("button", "Open Deleted by mistake");
    user.go_to_step("Discussion");
    user.arrives_at("Discussion");
    user.sees_value("Name of Organisation", "Deleted by mistake");
    user.sees_saved();
}

fn two_records_with_the_same_name_can_be_told_apart(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/records");
    user.press("Make a copy of Northbank School, Pastoral team");
    user.sees_a("button", "Open Northbank School, Pastoral team (copy)");
    let oldest = user
        .names_of("heading")
        .into_iter()
        .filter(|it| it == "Northbank School, Pastoral team");
    assert_eq!(oldest.count(), 1, "the original keeps its name");
    user.press("Delete Northbank School, Pastoral team (copy)");
    user.sees_no("button", "Open Northbank School, Pastoral team (copy)");
    user.sees_a("button", "Open Northbank School, Pastoral team");
    assert_eq!(user.stored_records().len(), 1);
}

fn another_team_of_the_same_organisation_starts_with_its_name(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/records");
    user.press("Same organisation, another team of Northbank School");
    user.sees_focus_in("input", "Name of Section & Team");
    user.sees_value("Name of Organisation", "Northbank School");
    for label in ["Name of Section & Team", "Team Manager", "Contact Details"] {
        user.sees_value(label, "");
    }
    user.type_into("Name of Section & Team", "Nursery");
    user.sees_saved();
    user.open("#/records");
    user.sees_a("button", "Open Northbank School, Nursery");
    user.sees_a("button", "Open Northbank School, Pastoral team");
    assert_eq!(user.stored_records().len(), 2);
}
