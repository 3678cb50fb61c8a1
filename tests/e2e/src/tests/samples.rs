//! Saves one of each file that the app offers, for people to look at: `cargo xtask samples`.

use super::{Test, open_check_page_with, test};
use crate::harness::engine::Engine;
use crate::harness::fixture::Fixture;
use crate::harness::programs::output_of;
use crate::harness::site::{Delivery, file_url};
use crate::harness::tools;
use crate::record;
use crate::user::printing::save_page_images_of;
use serde_json::{Value, json};
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// Runs instead of the tests when [`folder`] is set.
pub const TESTS: &[Test] = &[test!(a_sample_is_written_of_every_output)
    .in_engines(&[Engine::Chromium])
    .in_deliveries(&[Delivery::File])];

/// The buttons that download a file.
const DOWNLOADS: [&str; 5] = [
    "Download the return",
    "Download an email draft",
    "Download the Word file",
    "Download the reminders",
    "Download the copy",
];

/// The folder for the samples, if this run is to save them.
pub fn folder() -> Option<PathBuf> {
    env::var_os("E2E_SAMPLES").map(PathBuf::from)
}

fn a_sample_is_written_of_every_output(fixture: &Fixture) {
    let folder = folder().expect("E2E_SAMPLES names the folder");
    fs::create_dir_all(&folder).unwrap();
    let user = fixture.user();
    open_check_page_with(&user, &filled_in());
    let mut names = DOWNLOADS.map(|button| {
        if button == "Download an email draft" {
            user.click("radio", "Outlook");
        }
        let sample = user.download(button);
        fs::write(folder.join(&sample.name), sample.bytes).unwrap();
        sample.name
    });
    names.sort();
    let stem = names[0].split('.').next().unwrap();
    for (name, end) in names.iter().zip(["docx", "eml", "html", "ics", "json"]) {
        assert_eq!(*name, format!("{stem}.{end}"));
    }

    user.capture_clipboard();
    user.press("Copy as plain text");
    user.sees("Copied. Paste it where you need it.");
    fs::write(folder.join(format!("{stem}.txt")), user.copied_text()).unwrap();

    // The driver prints instead of the browser's dialog.
    user.script("window.print = () => {};", vec![]);
    user.press("Print the form");
    let paper = user.print("samples");
    fs::copy(&paper.file, folder.join(format!("{stem}.pdf"))).unwrap();
    paper.save_page_images(&folder, "printed");

    let word = folder.join(format!("{stem}.docx"));
    let word = convert_to_pdf(&word, &fixture.test_run.folder);
    save_page_images_of(&word, &folder, "word");
    let samples = fs::read_dir(&folder).unwrap().count();
    fixture.note(&format!(
        "{samples} files and pictures are in {}",
        folder.display()
    ));
}

/// A Word file as `LibreOffice` converts it to PDF, in the folder of this run.
fn convert_to_pdf(word: &Path, run_folder: &Path) -> PathBuf {
    let profile = file_url(&run_folder.join("office"));
    let profile = format!("-env:UserInstallation={profile}");
    let arguments: [&OsStr; 7] = [
        profile.as_ref(),
        "--headless".as_ref(),
        "--convert-to".as_ref(),
        "pdf".as_ref(),
        "--outdir".as_ref(),
        run_folder.as_ref(),
        word.as_ref(),
    ];
    let output = output_of(tools::SOFFICE, arguments, run_folder, &[]).unwrap();
    let name = word.with_extension("pdf");
    let pdf = run_folder.join(name.file_name().unwrap());
    assert!(pdf.is_file(), "{output:?}");
    pdf
}

/// A record as a team might send it half a year after the meeting. The school, the team and the
/// practice are made up.
fn filled_in() -> Value {
    let mut record = record::small();
    record["revision"] = json!(57);
    record["changed_at"] = json!("2027-05-20T14:05:31Z");
    record["team"] = json!({
        "organisation": "Hollybank Community Primary School",
        "manager": "Helen Marsh, Assistant Head",
        "section_and_team": "Inclusion & Family Support",
        "contact_details": "inclusion@hollybank.example, 01632 960 417 (term time, 8:30 to 4:30)"
    });
    record["learning_points"] = json!([
        {
            "id": 1,
            "about": ["recommendation-1", "finding-1"],
            "discussion": "We ring children’s social care, leave a message and wait. Two of us could \
                think of a call this year that nobody rang back, and neither of us had chased it: \
                each thought the other had.\n\nWhat helps: the health visitors’ duty line answers, \
                and since Easter we write down who owns the next call. What does not: our phone log \
                is a paper book in the office, and after 3:30 nobody can see it."
        },
        {
            "id": 2,
            "about": ["finding-3", "recommendation-2"],
            "discussion": "Of nine people in the room, four had heard of the escalation policy and one \
                had used it. We had thought of escalating as a complaint about a colleague. The \
                reviews read differently: it is “asking again, one step up”."
        },
        {
            "id": 3,
            "about": ["recommendation-4"],
            "discussion": "Our notes say what adults told us. Reading five of them aloud, we could not \
                say in one case what the child’s day is like: who gets them up, what they eat, where \
                they sleep.\n- The “wishes and feelings” box was empty in three.\n- In the other two \
                it had our words & not theirs."
        }
    ]);
    record["actions"] = json!([
        {
            "id": 1,
            "what": "Keep one call log that everybody can open, with a column for who makes the next \
                call and by when",
            "who": "Office manager",
            "by_when": { "day": "26", "month": "2", "year": "2027" },
            "by_when_date": "2027-02-26",
            "how_done": "The paper book is closed; the log is on the shared drive",
            "how_worked": "No call is without an owner, and none waits longer than two working days, \
                in a check of all calls in one week a term",
            "status": "done",
            "evidence": [
                {
                    "id": 1,
                    "kind": "done",
                    "on": { "day": "24", "month": "2", "year": "2027" },
                    "on_date": "2027-02-24",
                    "text": "Log in use since Monday; the book went to the archive."
                },
                {
                    "id": 2,
                    "kind": "worked",
                    "on": { "day": "7", "month": "5", "year": "2027" },
                    "on_date": "2027-05-07",
                    "text": "Week of 3 May: 31 calls, all with an owner. 29 were answered within two \
                        days; the other two were escalated on the third."
                }
            ]
        },
        {
            "id": 2,
            "what": "Go through the escalation policy with one example of our own, in the staff meeting \
                and again with the lunchtime team",
            "who": "Helen Marsh",
            "by_when": { "day": "30", "month": "4", "year": "2027" },
            "by_when_date": "2027-04-30",
            "how_done": "Everybody has been to one of the two meetings; the register shows it",
            "how_worked": "Asked in July, everybody can say whom they would ring first, and whom next",
            "status": "in_progress",
            "evidence": []
        },
        {
            "id": 3,
            "what": "Begin each note with the child’s own words, before ours",
            "who": "All who write notes; the safeguarding lead looks",
            "by_when": { "day": "16", "month": "7", "year": "2027" },
            "by_when_date": "2027-07-16",
            "how_done": "The form on the shared drive has the box first",
            "how_worked": "Of ten notes drawn in July, at least eight have the child’s own words, and \
                a reader can tell what their day is like",
            "status": "not_started",
            "evidence": []
        }
    ]);
    record
}
