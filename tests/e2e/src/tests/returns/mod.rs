//! What a partnership does with the returns of many teams.

use super::{Test, test};
use crate::harness::engine::Engine;
use crate::harness::fixture::Stage;
use crate::harness::site::Delivery;
use crate::record;
use crate::user::Person;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Value, json};
use std::io::{Cursor, Write as _};
use std::path::PathBuf;

pub const TESTS: &[Test] = &[
    test!(two_hundred_files_of_all_kinds_come_in_and_go_out_as_sheets),
    test!(a_register_that_was_kept_opens_again_and_takes_later_returns),
    test!(reading_can_be_cancelled_and_nothing_of_it_stays),
    test!(what_is_shown_follows_the_filter_and_stands_in_the_address),
    test!(what_contradicts_itself_is_shown_side_by_side_and_an_action_tells_its_story),
    test!(what_is_typed_in_the_moment_the_address_changes_stays),
    test!(who_was_asked_and_has_not_answered_is_named),
    test!(files_can_be_dropped_on_the_page),
    test!(returns_are_looked_at_by_keyboard_alone),
    // WebKitGTK's driver cannot print.
    test!(the_summary_prints_with_or_without_names)
        .in_engines(&[Engine::Chromium, Engine::Firefox]),
    // The other drivers take no folder.
    test!(a_whole_folder_can_be_chosen_or_dropped).in_engines(&[Engine::Chromium]),
    test!(what_a_dropped_folder_does_not_hand_over_is_listed),
    test!(the_ways_to_the_parts_of_the_page_keep_what_is_asked_for),
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

fn on_disk(me: &Person, files: &[(String, Vec<u8>)]) -> Vec<PathBuf> {
    files
        .iter()
        .map(|(name, bytes)| me.file(name, bytes))
        .collect()
}

#[track_caller]
fn opens_returns(me: &Person, files: &[(String, Vec<u8>)]) {
    me.open("#/returns");
    me.sees_heading("Returns");
    me.choose_files(FILES, &on_disk(me, files));
}

/// Three returns, one of which contradicts another and has an earlier state, and a letter.
#[track_caller]
pub fn opens_a_few(me: &Person) {
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
    opens_returns(me, &files);
    me.sees("6 read: 3 returns count.");
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

fn two_hundred_files_of_all_kinds_come_in_and_go_out_as_sheets(stage: &Stage) {
    let me = stage.person();
    opens_returns(&me, &two_hundred());
    // 201 returns and other files: the archive of two is one file.
    me.sees("201 read: 150 returns count.");
    for what in [
        "Not read: 12 files",
        "Earlier versions of returns that count: 20",
        "The same return again: 10",
        "Two versions that contradict each other: 3",
        "Returns for other briefings: 6",
    ] {
        me.sees(what);
    }
    me.press("Not read: 12 files");
    for (name, _) in bad() {
        me.sees(&name);
    }
    me.sees("Open it, save the attached return (.json), and choose that.");
    me.sees("Showing 150 of 150 returns: 150 learning points and 150 actions.");

    let csv = me.download("Returns as CSV");
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
    let book = me.download("Download a workbook for Excel");
    assert!(
        book.file.extension().is_some_and(|it| it == "xlsx")
            && book.bytes.starts_with(b"PK\x03\x04")
    );
    let lines = me.download("Download lines of JSON");
    assert_eq!(lines.text.lines().count(), 150);
    assert!(
        me.stored().is_empty(),
        "nothing of it is kept in the browser"
    );
}

fn a_register_that_was_kept_opens_again_and_takes_later_returns(stage: &Stage) {
    let me = stage.person();
    opens_returns(&me, &some(12));
    me.sees("12 returns count.");
    let register = me.download("Keep the register");
    assert!(
        register.file.extension().is_some_and(|it| it == "ndjson"),
        "{}",
        register.name
    );
    me.press("Take all returns off this page");
    me.does_not_see("What came in");
    let mut later = team_return(3);
    later["revision"] = json!(20);
    later["actions"][0]["status"] = json!("done");
    me.choose_files(FILES, &[me.file("register.ndjson", &register.bytes)]);
    me.sees("12 returns count.");
    me.choose_files(FILES, &[me.file("later.json", &text(&later))]);
    me.sees("13 read: 12 returns count.");
    me.press("Earlier versions of returns that count: 1");
    me.sees("register.ndjson, line 6 (revision 14). Counts: later.json (revision 20).");
    let again = me.download("Keep the register");
    assert_eq!(again.text.lines().count(), 13);
}

fn reading_can_be_cancelled_and_nothing_of_it_stays(stage: &Stage) {
    let me = stage.person();
    opens_returns(&me, &some(2));
    me.sees("2 read: 2 returns count.");
    // A stand-in for a disk that does not answer.
    me.script(
        "const read = Blob.prototype.arrayBuffer;
         window.e2eAnswers = false;
         Blob.prototype.arrayBuffer = function () {
           return this.name && !window.e2eAnswers ? new Promise(() => {}) : read.call(this);
         };",
        vec![],
    );
    me.choose_files(FILES, &on_disk(&me, &some(5)));
    me.sees("0 of 5 files read");
    me.sees_a("progressbar", "Files read");
    // The page answers meanwhile.
    me.type_into("Words", "team 1");
    me.sees("Showing 1 of 2 returns");
    me.press("Cancel");
    me.sees("Cancelled. None of these files was taken in.");
    me.does_not_see("0 of 5 files read");
    me.has_focus_in("input", FILES);
    me.sees("2 read: 2 returns count.");
    me.script("window.e2eAnswers = true;", vec![]);
    me.choose_files(FILES, &on_disk(&me, &some(5)));
    me.sees("7 read: 5 returns count.");
}

fn what_is_shown_follows_the_filter_and_stands_in_the_address(stage: &Stage) {
    let me = stage.person();
    let mut files = some(20);
    let mut overdue = team_return(40);
    overdue["team"]["organisation"] = json!("Police & Co");
    overdue["actions"][0]["by_when"] = json!({ "day": "1", "month": "2", "year": "2020" });
    overdue["actions"][0]["by_when_date"] = json!("2020-02-01");
    overdue["learning_points"][0]["about"] = json!(["finding-4"]);
    files.push(("overdue.json".to_owned(), text(&overdue)));
    opens_returns(&me, &files);
    me.sees("Showing 21 of 21 returns: 21 learning points and 21 actions.");
    me.selects("Actions that are", "Overdue");
    me.sees("Showing 1 of 21 returns: 1 learning point and 1 action.");
    me.address_ends("#/returns?standing=overdue");
    me.selects("Organisation", "School 3");
    me.sees("Showing 0 of 21 returns");
    me.selects("Actions that are", "Any");
    me.sees("Showing 2 of 21 returns");
    me.type_into("Words", "TEAM 13 disc");
    me.sees("Showing 1 of 21 returns: 1 learning point and 0 actions.");
    me.sees("What team 13 discussed");
    me.press("Show everything");
    me.reads("Words", "");
    me.sees("Showing 21 of 21 returns");
    me.address_ends("#/returns");
    // An address that was kept says what is shown, also to whoever opens it.
    me.go("#/returns?organisation=police%20%26%20co&topic=finding%2D4");
    me.sees("Showing 1 of 21 returns");
    me.sees_selected("Organisation", "Police & Co");
    me.go("#/returns?from=2090-01-01&to=2099-12-31");
    me.sees("Showing 20 of 21 returns");
    me.reads("Due from", "1 January 2090");
    me.retype("Due from", "1/1/2092");
    me.sees("Showing 0 of 21 returns");
    me.retype("Due from", "some day");
    me.sees("Showing 21 of 21 returns");
    me.tab();
    me.sees("This is not understood and not used.");
    me.go("#/returns?organisation=nobody");
    me.sees_selected("Organisation", "nobody (none here)");

    // Leaving in the middle of it is nothing to stumble over.
    me.type_into("Words", "the");
    me.go("#/plan");
    me.sees_heading("What actions have been agreed to improve practice?");
    me.go("#/returns");
    me.sees("Showing 21 of 21 returns");
    me.does_not_see("Something went wrong on this page");
}

fn what_contradicts_itself_is_shown_side_by_side_and_an_action_tells_its_story(stage: &Stage) {
    let me = stage.person();
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
    opens_returns(&me, &files);
    me.sees("Two versions that contradict each other: 1");
    me.press("Show them side by side");
    me.sees_in_order(&[
        "School 1, Team 1",
        "Team Manager",
        "Counts: now.json",
        "A. Manager",
        "Does not: other.json",
        "Another manager",
    ]);
    me.press("Its whole story");
    me.sees_in_order(&[
        "How will you know if it has worked?",
        "Fewer repeat concerns",
        "What differs",
        "Revision 2, 1 October 2026",
        "Ring back some day",
        "Revision 14, 23 November 2026",
        "Ring back within a day",
    ]);
}

fn what_is_typed_in_the_moment_the_address_changes_stays(stage: &Stage) {
    let me = stage.person();
    opens_returns(&me, &some(20));
    me.sees("20 returns count.");
    // A listener that captures hears of it before the app does.
    me.script(
        "window.addEventListener('hashchange', () => {
           const box = document.getElementById('filter-words');
           box.value = 'team 13 disc';
           box.dispatchEvent(new InputEvent('input', { bubbles: true }));
         }, { capture: true, once: true });",
        vec![],
    );
    me.selects("Organisation", "School 3");
    me.sees("Showing 1 of 20 returns");
    me.reads("Words", "team 13 disc");
    me.address_ends("#/returns?organisation=school%203&words=team%2013%20disc");
    me.reads("Words", "team 13 disc");
    me.sees_selected("Organisation", "School 3");
}

fn who_was_asked_and_has_not_answered_is_named(stage: &Stage) {
    let me = stage.person();
    opens_returns(&me, &some(3));
    me.sees("3 returns count.");
    me.type_into("Who was asked?", "school 0\nSchool 1, team 1\nPolice");
    me.sees("2 of 3 have answered.");
    me.sees_in_order(&[
        "No return yet",
        "Police",
        "Have answered: 2",
        "Not on your list: 1",
    ]);
    me.press("Not on your list: 1");
    me.sees("School 2, Team 2");
}

fn files_can_be_dropped_on_the_page(stage: &Stage) {
    let me = stage.person();
    me.open("#/returns");
    let texts: Vec<String> = (0..3)
        .map(|it| record::file_text(&team_return(it)))
        .collect();
    let drop = "const carried = new DataTransfer();
        arguments[0].forEach((text, at) => carried.items.add(new File([text], at + '.json')));
        for (const name of ['dragover', 'drop']) {
          const event = new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: carried });
          document.body.dispatchEvent(event);
        }";
    me.script(drop, vec![json!(texts)]);
    me.sees("3 read: 3 returns count.");
    // Elsewhere several files are more than can be opened.
    me.go("#/plan");
    me.script(drop, vec![json!(texts)]);
    me.sees("To look at many returns together, drop them on the page “Returns”.");
}

fn returns_are_looked_at_by_keyboard_alone(stage: &Stage) {
    let me = stage.person();
    me.open("#/returns");
    me.sees_heading("Returns");
    me.tabs_to(FILES);
    me.choose_files(FILES, &on_disk(&me, &some(30)));
    me.sees("30 returns count.");
    me.tabs_to("Keep the register");
    me.tabs_to("Organisation");
    // Arrow keys choose from a list.
    me.press_keys(&"\u{e015}".repeat(5));
    me.sees("Showing 3 of 30 returns");
    me.tabs_to_and_types("Words", "team 14");
    me.sees("Showing 1 of 30 returns");
    me.tabs_to_and_enters("Show everything");
    me.sees("Showing 30 of 30 returns");
    me.tabs_to_and_enters("These numbers as a table");
    me.sees_a("columnheader", "Returns");
    let csv = me.download_by("Actions as CSV", || me.tabs_to_and_enters("Actions as CSV"));
    assert_eq!(rows(&csv.text).len(), 31);
    me.tabs_to_and_enters("Show more actions");
    me.sees("30 of 30 shown");
}

fn the_summary_prints_with_or_without_names(stage: &Stage) {
    let me = stage.person();
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
    opens_returns(&me, &files);
    me.sees("1 return counts.");
    let paper = me.prints("summary");
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
    me.tick("Leave out the names of organisations and teams");
    let paper = me.prints("summary-without-names");
    assert!(
        paper.text.contains("Calls are returned the same day"),
        "{}",
        paper.text
    );
    assert!(!paper.text.contains("School 1"), "{}", paper.text);
}

fn a_whole_folder_can_be_chosen_or_dropped(stage: &Stage) {
    let me = stage.person();
    let folder = me.browser.downloads.with_file_name("returns-folder");
    std::fs::create_dir_all(folder.join("within")).unwrap();
    for (number, name) in ["a.json", "within/b.json"].into_iter().enumerate() {
        std::fs::write(folder.join(name), text(&team_return(number))).unwrap();
    }
    me.open("#/returns");
    let holds = || {
        me.sees("2 read: 2 returns count.");
        let csv = me.download("Returns as CSV").text;
        assert!(csv.contains("returns-folder/within/b.json"), "{csv}");
    };
    me.choose_file("Choose a folder", &folder);
    holds();
    me.press("Take all returns off this page");
    me.does_not_see("returns count");
    for kind in ["dragEnter", "dragOver", "drop"] {
        let data = json!({ "items": [], "files": [folder], "dragOperationsMask": 1 });
        let drag = json!({ "type": kind, "x": 200, "y": 300, "data": data });
        me.browser
            .devtools("Input.dispatchDragEvent", drag)
            .unwrap();
    }
    match stage.delivery {
        Delivery::Http => holds(),
        // There Chromium lets no page look into a folder that is dropped.
        Delivery::File => {
            me.sees("1 read: no return counts. See below why.");
            me.sees_heading("Not read: 1 file");
            me.sees_no("button", "Keep the register");
            me.sees("with “Choose a folder”, if it is a folder or in one. returns-folder");
        }
    }
}

/// No driver drops a folder in every engine, and no folder on a disk is one that a browser hands over in
/// part: this one is played, as browsers describe one.
fn what_a_dropped_folder_does_not_hand_over_is_listed(stage: &Stage) {
    let me = stage.person();
    me.open("#/returns");
    me.sees_heading("Returns");
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
    me.script(played, vec![json!(record::file_text(&team_return(1)))]);
    me.sees("3 read: 1 return counts.");
    me.press("Not read: 2 files");
    for missed in ["sent/torn.json", "sent/locked"] {
        me.sees(missed);
    }
    // Where one return at a time is opened, none is.
    me.go("#/records");
    me.script(played, vec![json!(record::file_text(&team_return(1)))]);
    me.sees("Drop one file at a time here.");
}

fn the_ways_to_the_parts_of_the_page_keep_what_is_asked_for(stage: &Stage) {
    let me = stage.person();
    opens_returns(&me, &some(30));
    me.sees("Returns are not saved on this device");
    me.does_not_see("Nothing to save yet");
    me.selects("Organisation", "School 3");
    me.sees("Showing 3 of 30 returns");
    for part in ["In their own words", "What came in", "In their own words"] {
        me.follow(part);
        me.has_focus_in("h2", part);
        me.until("the part stands at the start of the window", || {
            let top = me.script(
                "return document.activeElement.getBoundingClientRect().top",
                vec![],
            );
            match top.as_f64() {
                Some(top) if (-1.0..50.0).contains(&top) => Ok(()),
                _ => Err(top.to_string()),
            }
        });
        me.address_ends("#/returns?organisation=school%203");
        me.sees("Showing 3 of 30 returns");
    }
    me.type_into("Who was asked?", "School 3");
    // Whoever leaves at once finds the list as it was.
    me.go("#/plan");
    me.go("#/returns");
    me.reads("Who was asked?", "School 3");
    me.follow("Action plan");
    me.sees_save_line("Nothing to save yet");
}
