//! Sample returns of many teams, and the files in which they arrive.

use crate::record;
use crate::user::User;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::io::{Cursor, Write as _};
use std::path::PathBuf;

/// The file input on the page of returns.
pub const CHOOSE_FILES: &str = "Choose files";

/// The number of teams whose returns are in [`two_hundred_files`].
pub const TEAMS: usize = 150;

/// A file by its name and its bytes.
pub type NamedFile = (String, Vec<u8>);

/// The return of the team with that number.
pub fn team_return(number: usize) -> Value {
    let mut it = record::small();
    it["id"] = json!(format!("{number:08x}-6a0e-4b8e-9a53-0a4c1f7f3d11"));
    it["team"]["organisation"] = json!(format!("School {}", number % 10));
    it["team"]["section_and_team"] = json!(format!("Team {number}"));
    it["learning_points"][0]["discussion"] = json!(format!("What team {number} discussed"));
    it
}

/// The same with an action that is overdue.
pub fn overdue_team_return(number: usize) -> Value {
    let mut it = team_return(number);
    it["actions"][0]["by_when"] = json!({ "day": "1", "month": "2", "year": "2020" });
    it["actions"][0]["by_when_date"] = json!("2020-02-01");
    it
}

/// The same revision as in [`team_return`], but with another manager and an earlier time of change.
pub fn contradicting_team_return(number: usize) -> Value {
    let mut it = team_return(number);
    it["team"]["manager"] = json!("Another manager");
    it["changed_at"] = json!("2026-11-23T09:00:00Z");
    it
}

/// A return as the bytes of a file.
pub fn file_bytes(record: &Value) -> Vec<u8> {
    record::file_text(record).into_bytes()
}

/// Files with the returns of the first `count` teams.
pub fn files_of_teams(count: usize) -> Vec<NamedFile> {
    (0..count)
        .map(|number| {
            (
                format!("team {number}.json"),
                file_bytes(&team_return(number)),
            )
        })
        .collect()
}

/// Two hundred files: the returns of 150 teams in every format in which they arrive, 20 earlier
/// revisions, 10 duplicates, 3 that contradict another, 6 for another briefing, and 12 that are not
/// returns.
pub fn two_hundred_files() -> Vec<NamedFile> {
    let mut files = files_of_teams(TEAMS - 6);
    for number in 0..20 {
        let mut earlier = team_return(number);
        earlier["revision"] = json!(3);
        files.push((format!("earlier {number}.json"), file_bytes(&earlier)));
    }
    for number in 20..29 {
        let again = file_bytes(&team_return(number));
        files.push((format!("again {number}.json"), again));
    }
    for number in 30..33 {
        let other = file_bytes(&contradicting_team_return(number));
        files.push((format!("other {number}.json"), other));
    }
    for number in 500..506 {
        let mut other = team_return(number);
        other["briefing"]["id"] = json!("another");
        other["briefing"]["title"] = json!("Another briefing");
        files.push((format!("elsewhere {number}.json"), file_bytes(&other)));
    }
    // The last six returns are in five files: three emails, an archive of two, and a standalone copy.
    for number in TEAMS - 6..TEAMS - 3 {
        let attachment = file_bytes(&team_return(number));
        files.push((
            format!("mail {number}.eml"),
            email("return.json", &attachment),
        ));
    }
    let two = [TEAMS - 3, TEAMS - 2]
        .map(|number| (format!("{number}.json"), file_bytes(&team_return(number))));
    files.push(("two.zip".to_owned(), zip(&two)));
    let inside = team_return(TEAMS - 1).to_string().replace('<', "\\u003c");
    let copy =
        format!("<!doctype html><script type=\"application/json\" id=\"record\">{inside}</script>");
    files.push(("copy.html".to_owned(), copy.into_bytes()));
    files.extend(bad_files());
    files.push((
        "team 0 by another name.json".to_owned(),
        file_bytes(&team_return(0)),
    ));
    assert_eq!(files.len(), 200);
    files
}

/// Twelve files that are not returns, each for a different reason.
pub fn bad_files() -> Vec<NamedFile> {
    let small = record::file_text(&record::small());
    let changed = |from: &str, to: &str| small.replace(from, to).into_bytes();
    let archive = zip(&[("a.json".to_owned(), small.clone().into_bytes())]);
    let all: [(&str, Vec<u8>); 12] = [
        ("empty.json", Vec::new()),
        ("cut.json", small.as_bytes()[..400].to_vec()),
        ("picture.json", vec![0x89, b'P', b'N', b'G', 0xff]),
        ("letter.txt", b"Dear Sam".to_vec()),
        ("other.json", b"{\"format\":\"other\"}".to_vec()),
        ("newer.json", changed("\"version\": 1", "\"version\": 2")),
        ("unknown.json", changed("\"manager\"", "\"boss\"")),
        (
            "wrong.json",
            changed("\"revision\": 14", "\"revision\": \"x\""),
        ),
        ("date.json", changed("2026-11-23T10:02:11Z", "yesterday")),
        ("outlook.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()),
        ("damaged.zip", archive[..archive.len() / 2].to_vec()),
        ("thanks.eml", email("logo.png", b"\x89PNG")),
    ];
    all.map(|(name, bytes)| (format!("bad {name}"), bytes))
        .into()
}

fn zip(files: &[NamedFile]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name.as_str(), options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn email(attachment: &str, bytes: &[u8]) -> Vec<u8> {
    format!(
        "From: a@example.org\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n--b\r\n\
         Content-Disposition: attachment; filename=\"{attachment}\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--b--\r\n",
        BASE64_STANDARD.encode(bytes)
    )
    .into_bytes()
}

/// Writes these files to the user's disk and returns their paths.
pub fn write_files(user: &User, files: &[NamedFile]) -> Vec<PathBuf> {
    files
        .iter()
        .map(|(name, bytes)| user.write_file(name, bytes))
        .collect()
}

/// Opens the page of returns and imports these files.
#[track_caller]
pub fn import(user: &User, files: &[NamedFile]) {
    user.open("#/returns");
    user.sees_heading("Returns");
    user.choose_files(CHOOSE_FILES, &write_files(user, files));
}

/// Imports the returns of three teams, with an earlier revision and a contradicting version of one of
/// them, and a letter.
#[track_caller]
pub fn import_a_few(user: &User) {
    let mut earlier = team_return(1);
    earlier["revision"] = json!(2);
    earlier["actions"][0]["what"] = json!("Ring back some day");
    let returns = [
        team_return(1),
        earlier,
        contradicting_team_return(1),
        overdue_team_return(2),
        team_return(10),
    ];
    let names = (0..).map(|number| format!("{number}.json"));
    let mut files: Vec<_> = names.zip(returns.iter().map(file_bytes)).collect();
    files.push(("letter.txt".to_owned(), b"Dear Sam".to_vec()));
    import(user, &files);
    user.sees("6 items read: 3 returns in use.");
}
