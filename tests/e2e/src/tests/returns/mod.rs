//! What a partnership does with the returns of many teams.

use super::{Test, test};
use crate::harness::engine::Engine;
use crate::harness::fixture::Fixture;
use crate::harness::site::Delivery;
use crate::record;
use crate::user::User;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Value, json};
use std::io::{Cursor, Write as _};
use std::path::PathBuf;

pub const TESTS: &[Test] = &[
    test!(two_hundred_files_of_all_kinds_are_imported_and_exported),
    test!(a_saved_register_opens_again_and_takes_later_returns),
    test!(cancelling_an_import_keeps_nothing_of_it),
    test!(the_filter_decides_what_is_shown_and_is_kept_in_the_address),
    test!(contradicting_versions_are_compared_and_an_action_shows_its_history),
    test!(text_typed_while_the_address_changes_is_kept),
    test!(teams_that_have_not_answered_are_named),
    test!(files_can_be_dropped_on_the_page),
    test!(the_returns_page_works_by_keyboard_alone),
    // WebKitGTK's driver cannot print.
    test!(the_summary_prints_with_or_without_names)
        .in_engines(&[Engine::Chromium, Engine::Firefox]),
    // The other drivers take no folder.
    test!(a_whole_folder_can_be_chosen_or_dropped).in_engines(&[Engine::Chromium]),
    test!(unreadable_parts_of_a_dropped_folder_are_listed),
    test!(links_to_parts_of_the_page_keep_the_filter),
];

const FILES: &str = "Choose files";

/// How many returns of teams there are among the two hundred.
const TEAMS: usize = 150;

/// A team's return; `number` says which team.
pub fn team_return(number: usize) -> Value {
    let mut it = record::small();
    it["id"] = json!(format!("{number:08x}-6a0e-4b8e-9a53-0a4c1f7f3d11"));
    it["team"]["organisation"] = json!(format!("School {}", number % 10));
    it["team"]["section_and_team"] = json!(format!("Team {number}"));
    it["learning_points"][0]["discussion"] = json!(format!("What team {number} discussed"));
    it
}

fn text(record: &Value) -> Vec<u8> {
    record::file_text(record).into_bytes()
}

fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name.as_str(), options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn mail(attached: &str, bytes: &[u8]) -> Vec<u8> {
    format!(
        "From: a@example.org\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n--b\r\n\
         Content-Disposition: attachment; filename=\"{attached}\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--b--\r\n",
        BASE64_STANDARD.encode(bytes)
    )
    .into_bytes()
}

/// Twelve files that are no returns, each for another reason.
fn bad() -> Vec<(String, Vec<u8>)> {
    let small = || String::from_utf8(text(&record::small())).unwrap();
    let whole = zip(&[("a.json".to_owned(), text(&record::small()))]);
    let all: [(&str, Vec<u8>); 12] = [
        ("empty.json", Vec::new()),
        ("cut.json", small().into_bytes()[..400].to_vec()),
        ("picture.json", vec![0x89, b'P', b'N', b'G', 0xff]),
        ("letter.txt", b"Dear Sam".to_vec()),
        ("other.json", b"{\"format\":\"other\"}".to_vec()),
        (
            "newer.json",
            small()
                .replace("\"version\": 1", "\"version\": 2")
                .into_bytes(),
        ),
        (
            "unknown.json",
            small().replace("\"manager\"", "\"boss\"").into_bytes(),
        ),
        (
            "wrong.json",
            small()
                .replace("\"revision\": 14", "\"revision\": \"x\"")
                .into_bytes(),
        ),
        (
            "date.json",
            small()
                .replace("2026-11-23T10:02:11Z", "yesterday")
                .into_bytes(),
        ),
        ("outlook.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()),
        ("damaged.zip", whole[..whole.len() / 2].to_vec()),
        ("thanks.eml", mail("logo.png", b"\x89PNG")),
    ];
    all.map(|(name, bytes)| (format!("bad {name}"), bytes))
        .into()
}

/// Two hundred files: 150 returns in all the shapes in which they come, 20 earlier revisions, 9 the same
/// again, 3 that contradict another, 6 for another briefing, and 12 that are none.
fn two_hundred() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for number in 0..TEAMS - 6 {
        files.push((format!("team {number}.json"), text(&team_return(number))));
    }
    for number in 0..20 {
        let mut earlier = team_return(number);
        earlier["revision"] = json!(3);
        files.push((format!("earlier {number}.json"), text(&earlier)));
    }
    for number in 20..29 {
        files.push((format!("again {number}.json"), text(&team_return(number))));
    }
    for number in 30..33 {
        let mut other = team_return(number);
        other["team"]["manager"] = json!("Another manager");
        other["changed_at"] = json!("2026-11-23T09:00:00Z");
        files.push((format!("other {number}.json"), text(&other)));
    }
    for number in 500..506 {
        let mut other = team_return(number);
        other["briefing"]["id"] = json!("another");
        other["briefing"]["title"] = json!("Another briefing");
        files.push((format!("elsewhere {number}.json"), text(&other)));
    }
    // The last six, in three e-mails, an archive of two, and a copy that opens itself.
    for number in TEAMS - 6..TEAMS - 3 {
        let return_file = text(&team_return(number));
        files.push((
            format!("mail {number}.eml"),
            mail("return.json", &return_file),
        ));
    }
    let two = [TEAMS - 3, TEAMS - 2].map(|it| (format!("{it}.json"), text(&team_return(it))));
    files.push(("two.zip".to_owned(), zip(&two)));
    let inside = team_return(TEAMS - 1).to_string().replace('<', "\\u003c");
    let copy =
        format!("<!doctype html><script type=\"application/json\" id=\"record\">{inside}</script>");
    files.push(("copy.html".to_owned(), copy.into_bytes()));
    files.extend(bad());
    // Five files hold six of the returns.
    assert_eq!(files.len(), 199);
    files.push((
        "team 0 by another name.json".to_owned(),
        text(&team_return(0)),
    ));
    files
}

fn on_disk(user: &User, files: &[(String, Vec<u8>)]) -> Vec<PathBuf> {
    files
        .iter()
        .map(|(name, bytes)| user.write_file(name, bytes))
        .collect()
}

#[track_caller]
fn opens_returns(user: &User, files: &[(String, Vec<u8>)]) {
    user.open("#/returns");
    user.sees_heading("Returns");
    user.choose_files(FILES, &on_disk(user, files));
}

/// Three returns, one of which contradicts another and has an earlier state, and a letter.
#[track_caller]
pub fn opens_a_few(user: &User) {
    let mut earlier = team_return(1);
    earlier["revision"] = json!(2);
    earlier["actions"][0]["what"] = json!("Ring back some day");
    let mut other = team_return(1);
    other["team"]["manager"] = json!("Another manager");
    other["changed_at"] = json!("2026-11-23T09:00:00Z");
    let mut overdue = team_return(2);
    overdue["actions"][0]["by_when"] = json!({ "day": "1", "month": "2", "year": "2020" });
    overdue["actions"][0]["by_when_date"] = json!("2020-02-01");
    let returns = [team_return(1), earlier, other, overdue, team_return(10)];
    let named = (0..).map(|number| format!("{number}.json"));
    let mut files: Vec<_> = named.zip(returns.iter().map(text)).collect();
    files.push(("letter.txt".to_owned(), b"Dear Sam".to_vec()));
    opens_returns(user, &files);
    user.sees("6 read: 3 returns count.");
}

fn some(count: usize) -> Vec<(String, Vec<u8>)> {
    let files =
        (0..count).map(|number| (format!("team {number}.json"), text(&team_return(number))));
    files.collect()
}

/// The rows of a CSV file, read by the rules of RFC 4180 and nothing else.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = csv.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(letter),
        }
    }
    rows
}

fn two_hundred_files_of_all_kinds_are_imported_and_exported(fixture: &Fixture) {
    let user = fixture.user();
    opens_returns(&user, &two_hundred());
    // 201 returns and other files: the archive of two is one file.
    user.sees("201 read: 150 returns count.");
    for what in [
        "Not read: 12 files",
        "Earlier versions of returns that count: 20",
        "The same return again: 10",
        "Two versions that contradict each other: 3",
        "Returns for other briefings: 6",
    ] {
        user.sees(what);
    }
    user.press("Not read: 12 files");
    for (name, _) in bad() {
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
    let found = rows(&csv.text);
    assert_eq!(found.len(), 151, "a row for each and the heads");
    let column = |name: &str| found[0].iter().position(|head| head == name).unwrap();
    let (team, file) = (column("section and team"), column("file"));
    for number in 0..TEAMS {
        let wanted = format!("Team {number}");
        assert_eq!(
            found.iter().filter(|row| row[team] == wanted).count(),
            1,
            "{wanted}"
        );
    }
    assert!(found.iter().any(|row| row[file] == "two.zip › 147.json"));
    let book = user.download("Download a workbook for Excel");
    assert!(
        book.file.extension().is_some_and(|it| it == "xlsx")
            && book.bytes.starts_with(b"PK\x03\x04")
    );
    let lines = user.download("Download lines of JSON");
    assert_eq!(lines.text.lines().count(), 150);
    assert!(
        user.stored_entries().is_empty(),
        "nothing of it is kept in the browser"
    );
}

fn a_saved_register_opens_again_and_takes_later_returns(fixture: &Fixture) {
    let user = fixture.user();
    opens_returns(&user, &some(12));
    user.sees("12 returns count.");
    let register = user.download("Keep the register");
    assert!(
        register.file.extension().is_some_and(|it| it == "ndjson"),
        "{}",
        register.name
    );
    user.press("Take all returns off this page");
    user.does_not_see("What came in");
    let mut later = team_return(3);
    later["revision"] = json!(20);
    later["actions"][0]["status"] = json!("done");
    user.choose_files(
        FILES,
        &[user.write_file("register.ndjson", &register.bytes)],
    );
    user.sees("12 returns count.");
    user.choose_files(FILES, &[user.write_file("later.json", &text(&later))]);
    user.sees("13 read: 12 returns count.");
    user.press("Earlier versions of returns that count: 1");
    user.sees("register.ndjson, line 6 (revision 14). Counts: later.json (revision 20).");
    let again = user.download("Keep the register");
    assert_eq!(again.text.lines().count(), 13);
}

fn cancelling_an_import_keeps_nothing_of_it(fixture: &Fixture) {
    let user = fixture.user();
    opens_returns(&user, &some(2));
    user.sees("2 read: 2 returns count.");
    // A stand-in for a disk that does not answer.
    user.script(
        "const read = Blob.prototype.arrayBuffer;
         window.e2eAnswers = false;
         Blob.prototype.arrayBuffer = function () {
           return this.name && !window.e2eAnswers ? new Promise(() => {}) : read.call(this);
         };",
        vec![],
    );
    user.choose_files(FILES, &on_disk(&user, &some(5)));
    user.sees("0 of 5 files read");
    user.sees_a("progressbar", "Files read");
    // The page answers meanwhile.
    user.type_into("Words", "team 1");
    user.sees("Showing 1 of 2 returns");
    user.press("Cancel");
    user.sees("Cancelled. None of these files was taken in.");
    user.does_not_see("0 of 5 files read");
    user.sees_focus_in("input", FILES);
    user.sees("2 read: 2 returns count.");
    user.script("window.e2eAnswers = true;", vec![]);
    user.choose_files(FILES, &on_disk(&user, &some(5)));
    user.sees("7 read: 5 returns count.");
}

fn the_filter_decides_what_is_shown_and_is_kept_in_the_address(fixture: &Fixture) {
    let user = fixture.user();
    let mut files = some(20);
    let mut overdue = team_return(40);
    overdue["team"]["organisation"] = json!("Police & Co");
    overdue["actions"][0]["by_when"] = json!({ "day": "1", "month": "2", "year": "2020" });
    overdue["actions"][0]["by_when_date"] = json!("2020-02-01");
    overdue["learning_points"][0]["about"] = json!(["finding-4"]);
    files.push(("overdue.json".to_owned(), text(&overdue)));
    opens_returns(&user, &files);
    user.sees("Showing 21 of 21 returns: 21 learning points and 21 actions.");
    user.select("Actions that are", "Overdue");
    user.sees("Showing 1 of 21 returns: 1 learning point and 1 action.");
    user.sees_address_ending("#/returns?standing=overdue");
    user.select("Organisation", "School 3");
    user.sees("Showing 0 of 21 returns");
    user.select("Actions that are", "Any");
    user.sees("Showing 2 of 21 returns");
    user.type_into("Words", "TEAM 13 disc");
    user.sees("Showing 1 of 21 returns: 1 learning point and 0 actions.");
    user.sees("What team 13 discussed");
    user.press("Show everything");
    user.sees_value("Words", "");
    user.sees("Showing 21 of 21 returns");
    user.sees_address_ending("#/returns");
    // An address that was kept says what is shown, also to whoever opens it.
    user.go_to("#/returns?organisation=police%20%26%20co&topic=finding%2D4");
    user.sees("Showing 1 of 21 returns");
    user.sees_selected("Organisation", "Police & Co");
    user.go_to("#/returns?from=2090-01-01&to=2099-12-31");
    user.sees("Showing 20 of 21 returns");
    user.sees_value("Due from", "1 January 2090");
    user.retype("Due from", "1/1/2092");
    user.sees("Showing 0 of 21 returns");
    user.retype("Due from", "some day");
    user.sees("Showing 21 of 21 returns");
    user.tab();
    user.sees("This is not understood and not used.");
    user.go_to("#/returns?organisation=nobody");
    user.sees_selected("Organisation", "nobody (none here)");

    // Leaving in the middle of it is nothing to stumble over.
    user.type_into("Words", "the");
    user.go_to("#/plan");
    user.sees_heading("What actions have been agreed to improve practice?");
    user.go_to("#/returns");
    user.sees("Showing 21 of 21 returns");
    user.does_not_see("Something went wrong on this page");
}

fn contradicting_versions_are_compared_and_an_action_shows_its_history(fixture: &Fixture) {
    let user = fixture.user();
    let mut earlier = team_return(1);
    earlier["revision"] = json!(2);
    earlier["changed_at"] = json!("2026-10-01T09:00:00Z");
    earlier["actions"][0]["what"] = json!("Ring back some day");
    let mut other = team_return(1);
    other["team"]["manager"] = json!("Another manager");
    other["changed_at"] = json!("2026-11-23T09:00:00Z");
    let files = [
        ("now", team_return(1)),
        ("earlier", earlier),
        ("other", other),
    ];
    let files = files.map(|(name, it)| (format!("{name}.json"), text(&it)));
    opens_returns(&user, &files);
    user.sees("Two versions that contradict each other: 1");
    user.press("Show them side by side");
    user.sees_in_order(&[
        "School 1, Team 1",
        "Team Manager",
        "Counts: now.json",
        "A. Manager",
        "Does not: other.json",
        "Another manager",
    ]);
    user.press("Its whole story");
    user.sees_in_order(&[
        "How will you know if it has worked?",
        "Fewer repeat concerns",
        "What differs",
        "Revision 2, 1 October 2026",
        "Ring back some day",
        "Revision 14, 23 November 2026",
        "Ring back within a day",
    ]);
}

fn text_typed_while_the_address_changes_is_kept(fixture: &Fixture) {
    let user = fixture.user();
    opens_returns(&user, &some(20));
    user.sees("20 returns count.");
    // A listener that captures hears of it before the app does.
    user.script(
        "window.addEventListener('hashchange', () => {
           const box = document.getElementById('filter-words');
           box.value = 'team 13 disc';
           box.dispatchEvent(new InputEvent('input', { bubbles: true }));
         }, { capture: true, once: true });",
        vec![],
    );
    user.select("Organisation", "School 3");
    user.sees("Showing 1 of 20 returns");
    user.sees_value("Words", "team 13 disc");
    user.sees_address_ending("#/returns?organisation=school%203&words=team%2013%20disc");
    user.sees_value("Words", "team 13 disc");
    user.sees_selected("Organisation", "School 3");
}

fn teams_that_have_not_answered_are_named(fixture: &Fixture) {
    let user = fixture.user();
    opens_returns(&user, &some(3));
    user.sees("3 returns count.");
    user.type_into("Who was asked?", "school 0\nSchool 1, team 1\nPolice");
    user.sees("2 of 3 have answered.");
    user.sees_in_order(&[
        "No return yet",
        "Police",
        "Have answered: 2",
        "Not on your list: 1",
    ]);
    user.press("Not on your list: 1");
    user.sees("School 2, Team 2");
}

fn files_can_be_dropped_on_the_page(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/returns");
    let texts: Vec<String> = (0..3)
        .map(|it| record::file_text(&team_return(it)))
        .collect();
    let drop = "const carried = new DataTransfer();
        arguments[0].forEach((text, at) => carried.items.add(new File([text], at + '.json')));
        for (const name of ['dragover', 'drop']) {
          const event = new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: carried });
          document.body.dispatchEvent(event);
        }";
    user.script(drop, vec![json!(texts)]);
    user.sees("3 read: 3 returns count.");
    // Elsewhere several files are more than can be opened.
    user.go_to("#/plan");
    user.script(drop, vec![json!(texts)]);
    user.sees("To look at many returns together, drop them on the page “Returns”.");
}

fn the_returns_page_works_by_keyboard_alone(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/returns");
    user.sees_heading("Returns");
    user.tab_to(FILES);
    user.choose_files(FILES, &on_disk(&user, &some(30)));
    user.sees("30 returns count.");
    user.tab_to("Keep the register");
    user.tab_to("Organisation");
    // Arrow keys choose from a list.
    user.press_keys(&"\u{e015}".repeat(5));
    user.sees("Showing 3 of 30 returns");
    user.tab_to_and_type("Words", "team 14");
    user.sees("Showing 1 of 30 returns");
    user.tab_to_and_press_enter("Show everything");
    user.sees("Showing 30 of 30 returns");
    user.tab_to_and_press_enter("These numbers as a table");
    user.sees_a("columnheader", "Returns");
    let csv = user.download_with("Actions as CSV", || {
        user.tab_to_and_press_enter("Actions as CSV")
    });
    assert_eq!(rows(&csv.text).len(), 31);
    user.tab_to_and_press_enter("Show more actions");
    user.sees("30 of 30 shown");
}

fn the_summary_prints_with_or_without_names(fixture: &Fixture) {
    let user = fixture.user();
    let mut worked = team_return(1);
    worked["actions"][0]["status"] = json!("done");
    worked["actions"][0]["evidence"] = json!([{
        "id": 2,
        "kind": "worked",
        "on": { "day": "1", "month": "10", "year": "2026" },
        "on_date": "2026-10-01",
        "text": "Calls are returned the same day"
    }]);
    let files = [("worked.json".to_owned(), text(&worked))];
    opens_returns(&user, &files);
    user.sees("1 return counts.");
    let paper = user.print("summary");
    for words in [
        "Case Reviews 2017-2020: what teams did",
        "Shown to have worked",
        "Calls are returned the same day",
        "What team 1 discussed",
        "School 1, Team 1",
    ] {
        assert!(
            paper.text.contains(words),
            "{words} is not in {}",
            paper.text
        );
    }
    assert!(!paper.text.contains("Choose files"), "{}", paper.text);
    user.tick("Leave out the names of organisations and teams");
    let paper = user.print("summary-without-names");
    assert!(
        paper.text.contains("Calls are returned the same day"),
        "{}",
        paper.text
    );
    assert!(!paper.text.contains("School 1"), "{}", paper.text);
}

fn a_whole_folder_can_be_chosen_or_dropped(fixture: &Fixture) {
    let user = fixture.user();
    let folder = user.browser.downloads.with_file_name("returns-folder");
    std::fs::create_dir_all(folder.join("within")).unwrap();
    for (number, name) in ["a.json", "within/b.json"].into_iter().enumerate() {
        std::fs::write(folder.join(name), text(&team_return(number))).unwrap();
    }
    user.open("#/returns");
    let holds = || {
        user.sees("2 read: 2 returns count.");
        let csv = user.download("Returns as CSV").text;
        assert!(csv.contains("returns-folder/within/b.json"), "{csv}");
    };
    user.choose_file("Choose a folder", &folder);
    holds();
    user.press("Take all returns off this page");
    user.does_not_see("returns count");
    for kind in ["dragEnter", "dragOver", "drop"] {
        let data = json!({ "items": [], "files": [folder], "dragOperationsMask": 1 });
        let drag = json!({ "type": kind, "x": 200, "y": 300, "data": data });
        user.browser
            .devtools("Input.dispatchDragEvent", drag)
            .unwrap();
    }
    match fixture.delivery {
        Delivery::Http => holds(),
        // There Chromium lets no page look into a folder that is dropped.
        Delivery::File => {
            user.sees("1 read: no return counts. See below why.");
            user.sees_heading("Not read: 1 file");
            user.sees_no("button", "Keep the register");
            user.sees("with “Choose a folder”, if it is a folder or in one. returns-folder");
        }
    }
}

/// No driver drops a folder in every engine, and no folder on a disk is one that a browser hands over in
/// part: this one is played, as browsers describe one.
fn unreadable_parts_of_a_dropped_folder_are_listed(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/returns");
    user.sees_heading("Returns");
    let played = "
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
        const carried = new DataTransfer();
        carried.items.add(new File(['-'], 'sent'));
        DataTransferItem.prototype.webkitGetAsEntry = () => all;
        document.body.dispatchEvent(
          new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: carried }));";
    user.script(played, vec![json!(record::file_text(&team_return(1)))]);
    user.sees("3 read: 1 return counts.");
    user.press("Not read: 2 files");
    for missed in ["sent/torn.json", "sent/locked"] {
        user.sees(missed);
    }
    // Where one return at a time is opened, none is.
    user.go_to("#/records");
    user.script(played, vec![json!(record::file_text(&team_return(1)))]);
    user.sees("Drop one file at a time here.");
}

fn links_to_parts_of_the_page_keep_the_filter(fixture: &Fixture) {
    let user = fixture.user();
    opens_returns(&user, &some(30));
    user.sees("Returns are not saved on this device");
    user.does_not_see("Nothing to save yet");
    user.select("Organisation", "School 3");
    user.sees("Showing 3 of 30 returns");
    for part in ["In their own words", "What came in", "In their own words"] {
        user.follow(part);
        user.sees_focus_in("h2", part);
        user.wait_until("the part stands at the start of the window", || {
            let top = user.script(
                "return document.activeElement.getBoundingClientRect().top",
                vec![],
            );
            match top.as_f64() {
                Some(top) if (-1.0..50.0).contains(&top) => Ok(()),
                _ => Err(top.to_string()),
            }
        });
        user.sees_address_ending("#/returns?organisation=school%203");
        user.sees("Showing 3 of 30 returns");
    }
    user.type_into("Who was asked?", "School 3");
    // Whoever leaves at once finds the list as it was.
    user.go_to("#/plan");
    user.go_to("#/returns");
    user.sees_value("Who was asked?", "School 3");
    user.follow("Action plan");
    user.sees_save_status("Nothing to save yet");
}
