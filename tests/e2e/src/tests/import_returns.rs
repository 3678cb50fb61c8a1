//! Importing many returns at a partnership, and exporting them again.

use super::{Test, csv_rows, test};
use crate::harness::engine::Engine;
use crate::harness::fixture::Fixture;
use crate::harness::site::Delivery;
use crate::record;
use crate::sample_returns::{
    self, CHOOSE_FILES, TEAMS, file_bytes, files_of_teams, team_return, write_files,
};
use serde_json::json;
use std::fs;

pub const TESTS: &[Test] = &[
    test!(two_hundred_files_of_all_kinds_are_imported_and_exported),
    test!(a_saved_register_opens_again_and_takes_later_returns),
    test!(a_cancelled_import_leaves_nothing_behind),
    test!(files_can_be_dropped_on_the_page),
    // The other drivers cannot choose a folder.
    test!(a_whole_folder_can_be_chosen_or_dropped).in_engines(&[Engine::Chromium]),
    test!(unreadable_parts_of_a_dropped_folder_are_listed),
];

fn two_hundred_files_of_all_kinds_are_imported_and_exported(fixture: &Fixture) {
    let user = fixture.user();
    sample_returns::import(&user, &sample_returns::two_hundred_files());
    // The archive is one file with two returns.
    user.sees("201 items read: 150 returns in use.");
    for what in [
        "Not read: 12 files",
        "Earlier versions of returns in use: 20",
        "The same return again: 10",
        "Returns that contradict each other: 3",
        "Returns for other briefings: 6",
    ] {
        user.sees(what);
    }
    user.press("Not read: 12 files");
    for (name, _) in sample_returns::bad_files() {
        user.sees(&name);
    }
    user.sees("Open it, save the attached return (.json), and choose that.");
    user.sees("Showing 150 of 150 returns: 150 learning points and 150 actions.");

    let csv = user.download("Returns as CSV");
    assert!(
        csv.file.extension().is_some_and(|it| it == "csv"),
        "{}",
        csv.name
    );
    let rows = csv_rows(&csv.text);
    assert_eq!(
        rows.len(),
        151,
        "a row for each return and one with the headings"
    );
    let column = |name: &str| rows[0].iter().position(|heading| heading == name).unwrap();
    let (team, file) = (column("section and team"), column("file"));
    for number in 0..TEAMS {
        let wanted = format!("Team {number}");
        assert_eq!(
            rows.iter().filter(|row| row[team] == wanted).count(),
            1,
            "{wanted}"
        );
    }
    assert!(rows.iter().any(|row| row[file] == "two.zip › 147.json"));
    let workbook = user.download("Download a workbook for Excel");
    assert!(
        workbook.file.extension().is_some_and(|it| it == "xlsx")
            && workbook.bytes.starts_with(b"PK\x03\x04")
    );
    let lines = user.download("Data for analysts (NDJSON)");
    assert_eq!(lines.text.lines().count(), 150);
    assert!(
        user.stored_entries().is_empty(),
        "nothing of it is stored in the browser"
    );
}

fn a_saved_register_opens_again_and_takes_later_returns(fixture: &Fixture) {
    let user = fixture.user();
    sample_returns::import(&user, &files_of_teams(12));
    user.sees("12 returns in use.");
    let register = user.download("Save the register");
    assert!(
        register.file.extension().is_some_and(|it| it == "ndjson"),
        "{}",
        register.name
    );
    user.type_into("Words", "what team 3 disc");
    user.sees("Showing 1 of 12 returns");
    user.press("Close all returns");
    user.does_not_see("What was opened");
    let mut later = team_return(3);
    later["revision"] = json!(20);
    later["actions"][0]["status"] = json!("done");
    user.choose_files(
        CHOOSE_FILES,
        &[user.write_file("register.ndjson", &register.bytes)],
    );
    user.sees("12 returns in use.");
    user.sees("Showing 12 of 12 returns");
    user.choose_files(
        CHOOSE_FILES,
        &[user.write_file("later.json", &file_bytes(&later))],
    );
    user.sees("13 items read: 12 returns in use.");
    user.press("Earlier versions of returns in use: 1");
    user.sees("register.ndjson, line 6 (version 14). In use: later.json (version 20).");
    let again = user.download("Save the register");
    assert_eq!(again.text.lines().count(), 13);
}

fn a_cancelled_import_leaves_nothing_behind(fixture: &Fixture) {
    let user = fixture.user();
    sample_returns::import(&user, &files_of_teams(2));
    user.sees("2 items read: 2 returns in use.");
    // As with a disk that does not answer.
    user.script(
        "const read = Blob.prototype.arrayBuffer;
         window.e2eAnswers = false;
         Blob.prototype.arrayBuffer = function () {
           return this.name && !window.e2eAnswers ? new Promise(() => {}) : read.call(this);
         };",
        vec![],
    );
    user.choose_files(CHOOSE_FILES, &write_files(&user, &files_of_teams(5)));
    user.sees("0 of 5 files read");
    user.sees_a("progressbar", "Files read");
    // The page responds in the meantime.
    user.type_into("Words", "team 1");
    user.sees("Showing 1 of 2 returns");
    user.press("Cancel");
    user.sees("Cancelled. None of these files was opened.");
    user.does_not_see("0 of 5 files read");
    user.sees_focus_in("input", CHOOSE_FILES);
    user.sees("2 items read: 2 returns in use.");
    user.script("window.e2eAnswers = true;", vec![]);
    user.choose_files(CHOOSE_FILES, &write_files(&user, &files_of_teams(5)));
    user.sees("7 items read: 5 returns in use.");
}

fn files_can_be_dropped_on_the_page(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/returns");
    let texts: Vec<String> = (0..3)
        .map(|it| record::file_text(&team_return(it)))
        .collect();
    let drop = "const dragged = new DataTransfer();
        arguments[0].forEach((text, at) => dragged.items.add(new File([text], at + '.json')));
        for (const name of ['dragover', 'drop']) {
          const event = new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: dragged });
          document.body.dispatchEvent(event);
        }";
    user.script(drop, vec![json!(texts)]);
    user.sees("3 items read: 3 returns in use.");
    // On other pages only one file can be opened at a time.
    user.go_to("#/plan");
    user.script(drop, vec![json!(texts)]);
    user.sees("To open many returns at once, drop them on the page “Returns”.");
}

fn a_whole_folder_can_be_chosen_or_dropped(fixture: &Fixture) {
    let user = fixture.user();
    let folder = user.browser.downloads.with_file_name("returns-folder");
    fs::create_dir_all(folder.join("within")).unwrap();
    for (number, name) in ["a.json", "within/b.json"].into_iter().enumerate() {
        fs::write(folder.join(name), file_bytes(&team_return(number))).unwrap();
    }
    user.open("#/returns");
    let sees_both_returns = || {
        user.sees("2 items read: 2 returns in use.");
        let csv = user.download("Returns as CSV").text;
        assert!(csv.contains("returns-folder/within/b.json"), "{csv}");
    };
    user.choose_file("Choose a folder", &folder);
    sees_both_returns();
    user.press("Close all returns");
    user.does_not_see("returns in use");
    for kind in ["dragEnter", "dragOver", "drop"] {
        let data = json!({ "items": [], "files": [folder], "dragOperationsMask": 1 });
        let drag = json!({ "type": kind, "x": 200, "y": 300, "data": data });
        user.browser
            .devtools("Input.dispatchDragEvent", drag)
            .unwrap();
    }
    match fixture.delivery {
        Delivery::Http => sees_both_returns(),
        // Chromium lets no page that was opened from disk read a dropped folder.
        Delivery::File => {
            user.sees("1 item read: no returns in use. The reasons are below.");
            user.sees_heading("Not read: 1 file");
            user.sees_no("button", "Save the register");
            user.sees("For a folder, use “Choose a folder”. returns-folder");
        }
    }
}

/// Not every driver can drop a folder, and no real folder is readable only in part. A script makes this
/// one, with the interface by which browsers describe a folder.
fn unreadable_parts_of_a_dropped_folder_are_listed(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/returns");
    user.sees_heading("Returns");
    let drop = "
        const fails = (then, fail) => fail(new DOMException('', 'NotReadableError'));
        const entry = (fullPath, kind) => ({ fullPath, isDirectory: false, isFile: false, ...kind });
        const file = (path, text) => entry(path, { isFile: true, file: text === null ? fails
          : (then) => then(new File([text], path.split('/').pop())) });
        const folder = (path, parts) => entry(path, { isDirectory: true, createReader: () => ({
          readEntries: parts === null ? fails : (then) => then(parts.splice(0, 1)),
        }) });
        const all = folder('/sent', [
          file('/sent/a.json', arguments[0]), file('/sent/torn.json', null), folder('/sent/locked', null),
        ]);
        const dragged = new DataTransfer();
        dragged.items.add(new File(['-'], 'sent'));
        DataTransferItem.prototype.webkitGetAsEntry = () => all;
        document.body.dispatchEvent(
          new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: dragged }));";
    user.script(drop, vec![json!(record::file_text(&team_return(1)))]);
    user.sees("3 items read: 1 return in use.");
    user.press("Not read: 2 files");
    for unreadable in ["sent/torn.json", "sent/locked"] {
        user.sees(unreadable);
    }
    // A page that opens one return at a time opens none of them.
    user.go_to("#/records");
    user.script(drop, vec![json!(record::file_text(&team_return(1)))]);
    user.sees("Drop one file at a time here.");
}
