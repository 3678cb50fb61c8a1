//! What a team takes away: files that others can read, a copy that opens itself, and what is said before
//! and after.

use super::{Test, same_json, test};
use crate::harness::engine::{Engine, Wish};
use crate::harness::fixture::Stage;
use crate::harness::programs::{node_module, output_of};
use crate::harness::site::{Delivery, Spoilt};
use crate::harness::tools;
use crate::record;
use crate::user::{Download, Person};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::path::PathBuf;

pub const TESTS: &[Test] = &[
    test!(every_file_arrives_under_its_name_and_others_can_read_it),
    test!(a_copy_opens_itself_and_makes_the_same_copy_again),
    test!(a_copy_is_read_without_javascript),
    test!(a_copy_is_continued_with_the_care_of_a_return),
    test!(a_copy_can_be_opened_like_a_return),
    test!(a_copy_that_was_tampered_with_says_so),
    test!(without_a_network_the_copy_is_still_made).in_deliveries(&[Delivery::Http]),
    test!(what_may_be_a_familys_details_is_pointed_at_and_can_be_left),
    test!(what_is_sent_of_another_briefing_goes_where_the_person_says),
    test!(in_a_copy_nobody_takes_one_record_for_another),
    test!(what_was_sent_is_noted_and_gets_out_of_date),
    test!(the_form_can_be_copied_as_plain_text),
    test!(the_return_can_be_shared_where_the_device_can),
    test!(without_a_date_there_are_no_reminders),
    test!(the_printed_form_has_its_name_and_its_foot)
        .in_engines(&[Engine::Chromium, Engine::Firefox]),
];

const STEM: &str = "7mb_tscp-case-reviews-2017-2020_northbank-school_pastoral-team_r14";

#[track_caller]
fn with_a_record(me: &Person, record: &Value) {
    me.store(record::KEY, &record::file_text(record));
    me.open("#/check");
    me.sees_heading("Check and send");
}

fn every_file_arrives_under_its_name_and_others_can_read_it(stage: &Stage) {
    let me = stage.person();
    let mut record = record::small();
    let what = "Ring back; within a day, always\\ “Ünïcode 👩🏽‍🏫 ".repeat(4);
    record["actions"][0]["what"] = json!(what);
    with_a_record(&me, &record);

    let sent = me.download("Download the return");
    assert_eq!(sent.name, format!("{STEM}.json"));
    same_json(&record::parse(&sent.text), &record);

    let word = me.download("Download the Word file");
    assert_eq!(word.name, format!("{STEM}.docx"));
    assert!(
        word.bytes.starts_with(b"PK\x03\x04"),
        "a Word file is a ZIP"
    );

    let reminders = me.download("Download the reminders");
    assert_eq!(reminders.name, format!("{STEM}.ics"));
    let events = read_by_others(stage, &reminders);
    assert_eq!(events.as_array().map(Vec::len), Some(2), "{events}");
    let days = [0, 1].map(|index| events[index]["on"].as_str().unwrap_or_default().to_owned());
    assert_eq!(days, ["2091-03-27", "2091-06-27"]);
    for event in events.as_array().into_iter().flatten() {
        assert_eq!(event["is_all_day"], true, "{event}");
        assert_eq!(event["sequence"], 14, "{event}");
        assert_eq!(event["alarms"].as_array().map(Vec::len), Some(1), "{event}");
        assert!(
            event["uid"]
                .as_str()
                .unwrap_or_default()
                .starts_with(record::ID),
            "{event}"
        );
    }
    let about = events[0]["about"].as_str().unwrap_or_default();
    for answer in [
        what.as_str(),
        "Pastoral lead",
        "The log shows it",
        "Fewer repeat concerns",
    ] {
        assert!(about.contains(answer), "“{answer}” in {about}");
    }

    let draft = me.download("Download an e-mail draft");
    assert_eq!(draft.name, format!("{STEM}.eml"));
    let mail = read_by_others(stage, &draft);
    assert_eq!(mail["to"], json!(["TSCP@tameside.gov.uk"]));
    assert_eq!(mail["unsent"], "1");
    assert_eq!(
        mail["subject"],
        "7 minute briefing return: Case Reviews 2017-2020 – Northbank School, Pastoral team (revision 14)"
    );
    let text = mail["text"].as_str().unwrap_or_default();
    assert!(
        text.contains("We rarely ring other agencies back."),
        "{text}"
    );
    let attached = mail["attachments"].as_array().unwrap();
    assert_eq!(attached.len(), 2, "{attached:?}");
    for (attached, file) in attached.iter().zip([&sent, &word]) {
        assert_eq!(attached["name"], json!(file.name));
        let bytes = BASE64_STANDARD.decode(attached["base64"].as_str().unwrap_or_default());
        assert!(
            bytes.as_deref() == Ok(&file.bytes),
            "{} byte for byte",
            file.name
        );
    }
}

/// What independent readers make of the file.
#[track_caller]
fn read_by_others(stage: &Stage, file: &Download) -> Value {
    let modules = node_module("ical.js/package.json").unwrap();
    let modules = modules.parent().and_then(|it| it.parent()).unwrap();
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/read_exports.cjs");
    let output = output_of(
        tools::NODE,
        [script.as_path(), modules, &file.file],
        &stage.world.folder,
        &[],
    )
    .unwrap();
    assert!(
        output.status.success(),
        "{}: {}",
        file.name,
        String::from_utf8_lossy(&output.stderr)
    );
    record::parse_json(&String::from_utf8_lossy(&output.stdout))
}

/// What would break out of the page, were it not kept in.
fn hostile() -> Value {
    let mut record = record::awkward();
    let break_out = "</script></title></div><script>window.e2eBroken = 1</script><!-- ]]>                      <script type=\"application/json\" id=\"record\">{}</script>";
    record["team"]["section_and_team"] = json!(break_out);
    record["learning_points"][0]["discussion"] = json!(break_out);
    record["learning_points"][1]["discussion"] = json!(format!("\u{2028}\r\n{break_out}"));
    record["actions"][1]["who"] =
        json!(format!("<img src=x onerror=window.e2eBroken=1>{break_out}"));
    record
}

fn a_copy_opens_itself_and_makes_the_same_copy_again(stage: &Stage) {
    let me = stage.person();
    let record = hostile();
    with_a_record(&me, &record);
    let first = me.download("Download the copy");
    assert!(first.name.ends_with("_r14.html"), "{}", first.name);

    let mut copy = first;
    for generation in 2..=3 {
        me.open_beside(&format!("copy-{generation}.html"), &copy.text);
        me.sees_a("button", "Continue here");
        me.sees("as they were on 23 November 2026 (revision 14)");
        me.sees("</script></title></div><script>window.e2eBroken = 1</script><!-- ]]>");
        me.sees("Windows line breaks stay as they are");
        let broken = me.script("return window.e2eBroken === undefined;", vec![]);
        assert_eq!(broken, true, "what a record holds is text");
        // The open record is still the one on this device: its copy is made by the copy.
        me.go("#/check");
        me.arrives_at("Check and send");
        let next = me.download("Download the copy");
        assert!(
            next.bytes == copy.bytes,
            "copy {generation} is not byte for byte the same"
        );
        copy = next;
    }
}

fn a_copy_is_read_without_javascript(stage: &Stage) {
    let me = stage.person();
    let record = hostile();
    with_a_record(&me, &record);
    let copy = me.download("Download the copy");
    let wish = Wish {
        without_javascript: true,
        ..Wish::default()
    };
    let me = stage.newcomer(&wish, &Spoilt::default());
    let url = me.site.put_beside(me.world, "copy.html", &copy.text);
    me.browser.goto(&url).unwrap();
    me.sees(
        "A copy of one team’s discussion and plan, as they were on 23 November 2026 (revision 14).",
    );
    me.sees_in_order(&[
        "Case Reviews 2017-2020: Discussion",
        "</script></title></div><script>window.e2eBroken = 1</script><!-- ]]>",
        "Not in this briefing: something-else",
        "Case Reviews 2017-2020: Action plan",
        "31 feb",
        "一二三",
        "Progress and evidence",
        "It worked, 1 February 2091: Windows line breaks stay as they are",
        "revision 14",
    ]);
    // The briefing is in it, too, and nothing is offered that cannot be done.
    me.sees_heading("Case Reviews 2017-2020");
    me.does_not_see("To fill in the form on screen");
    me.sees_no("button", "Continue here");
    me.title_contains("Ysgol y Môr");
}

fn a_copy_is_continued_with_the_care_of_a_return(stage: &Stage) {
    let me = stage.person();
    // Nothing of it is on this device.
    me.open_copy_of(&record::small());
    me.press("Continue here");
    me.has_focus_in("h3", "Is this the return you want?");
    assert!(
        me.stored_records().is_empty(),
        "nothing changes before that is answered"
    );
    me.press("Add to this device");
    me.until("the record is kept here", || {
        let kept = me.stored_records();
        (kept.len() == 1).then_some(()).ok_or(format!("{kept:?}"))
    });

    // It is here with other text: both are shown, and the one that gives way is kept.
    let mut newer = record::small();
    newer["revision"] = json!(15);
    newer["team"]["manager"] = json!("B. Newer");
    me.store(record::KEY, &record::file_text(&newer));
    me.open_copy_of(&record::small());
    me.press("Continue here");
    me.sees_in_order(&[
        "The one you chose now",
        "The one on this device",
        "What differs",
    ]);
    me.sees("B. Newer");
    me.press("Use the one from the file");
    me.until("the copy is open", || {
        let kept = me.stored_records();
        let text = kept.get(record::KEY).cloned().unwrap_or_default();
        if text.contains("A. Manager") {
            Ok(())
        } else {
            Err(text)
        }
    });
    me.go("#/records");
    me.sees_heading("Deleted and replaced records");
    let stored = me.stored();
    let aside = stored
        .iter()
        .find(|(key, _)| key.starts_with("7mb/aside/") && key.contains("replaced"));
    assert!(
        aside.is_some_and(|(_, text)| text.contains("B. Newer")),
        "what gave way is kept: {:?}",
        stored.keys()
    );
}

fn a_copy_can_be_opened_like_a_return(stage: &Stage) {
    let me = stage.person();
    with_a_record(&me, &hostile());
    let copy = me.download("Download the copy");
    me.forget_everything();
    let file = me.file(&copy.name, &copy.bytes);
    me.open("#/records");
    me.choose_file("Open a return from a file", &file);
    me.sees_heading("Is this the return you want?");
    me.press("Add to this device");
    let kept = me.until("the record is kept here", || {
        let kept = me.stored_records().remove(record::KEY);
        kept.ok_or("not yet".to_owned())
    });
    let kept = record::parse(&kept);
    same_json(&record::answers(&kept), &record::answers(&hostile()));
}

fn a_copy_that_was_tampered_with_says_so(stage: &Stage) {
    let me = stage.person();
    let mut record = record::small();
    record["surprise"] = json!(1);
    me.open_copy_of(&record);
    me.sees_heading("A copy of a record");
    me.sees("This copy was changed or damaged after it was made.");
    me.sees_no("button", "Continue here");
    let text = me.download("Download its text");
    same_json(&record::parse_json(&text.text), &record);
    // The app works as ever.
    me.within("navigation", "Steps").follow("Discussion");
    me.arrives_at("Discussion");
    me.type_into("Name of Organisation", "Northbank School");
    me.sees_it_saved();
}

fn without_a_network_the_copy_is_still_made(stage: &Stage) {
    const CUT: &str = "window.fetch = () => Promise.reject(new TypeError('no network'));";
    let me = stage.person();
    me.open("#/check");
    me.sees_heading("Check and send");
    me.script(CUT, vec![]);
    me.press("Download the copy");
    me.within_region("Keep a copy for your records")
        .sees("The copy could not be made");

    // Once there is a record, the page sees to it that it needs no network any more.
    me.open("#/discussion");
    me.type_into("Name of Organisation", "Northbank School");
    me.sees_it_saved();
    me.until("the one file was brought", || {
        let asked = me.site.asked_for(me.world);
        let is_there = asked
            .iter()
            .any(|line| line.contains("seven-minute-briefing.html"));
        is_there.then_some(()).ok_or(format!("{asked:?}"))
    });
    me.script(
        "return Promise.resolve(window.pageSource()).then((text) => text.length);",
        vec![],
    );
    me.script(CUT, vec![]);
    me.go("#/check");
    me.arrives_at("Check and send");
    let copy = me.download("Download the copy");
    assert!(copy.text.contains("Northbank School"), "{}", copy.name);
}

fn what_may_be_a_familys_details_is_pointed_at_and_can_be_left(stage: &Stage) {
    let me = stage.person();
    let mut record = record::small();
    record["team"]["contact_details"] = json!("0161 496 0000");
    record["learning_points"][0]["discussion"] =
        json!("Mrs Hussain rang twice. Call our office back on 0161 496 0000.");
    record["actions"][0]["how_worked"] = json!("No call to 07700 900123 waits a week");
    with_a_record(&me, &record);

    let details = me.within_region("Could this be a child’s or family’s details?");
    assert_eq!(
        details.names_of("link"),
        [
            "Learning point 1: Your teams' discussion: “Mrs Hussain” may be a name",
            "Action 1: How will you know if it has worked?: “07700 900123” may be a phone number",
        ],
        "the team's own number is none"
    );
    details.follow(
        "Action 1: How will you know if it has worked?: “07700 900123” may be a phone number",
    );
    me.has_focus_in("textarea", "How will you know if it has worked?");
    me.go("#/check");
    me.arrives_at("Check and send");
    details.press("Leave it “Mrs Hussain” may be a name");
    me.does_not_see("“Mrs Hussain” may be a name");
    me.reload();
    me.sees("“07700 900123” may be a phone number");
    me.does_not_see("“Mrs Hussain” may be a name");
    details.press("Leave it “07700 900123” may be a phone number");
    me.does_not_see("“07700 900123” may be a phone number");
    // A slip can be taken back.
    me.sees("You left 2 as they are.");
    details.press("Show them again");
    me.sees("“Mrs Hussain” may be a name");
    details.press("Leave it “Mrs Hussain” may be a name");
    me.does_not_see("“Mrs Hussain” may be a name");
    // It is no part of the return, and no one more copy of what was found.
    same_json(
        &record::parse(&me.download("Download the return").text),
        &record,
    );
    for (key, text) in me.stored() {
        let is_note = !key.starts_with("7mb/record/") && !key.starts_with("7mb/aside/");
        assert!(!(is_note && text.contains("Hussain")), "{key}: {text}");
    }
}

fn what_is_sent_of_another_briefing_goes_where_the_person_says(stage: &Stage) {
    let me = stage.person();
    let mut other = record::small();
    other["briefing"] = json!({
        "id": "other-2024", "title": "Neglect", "partnership": "Another Partnership"
    });
    with_a_record(&me, &other);
    me.sees("Fill in the address of the partnership that asked");
    me.does_not_see("TSCP@tameside.gov.uk");
    assert!(me.link_address("E-mail it").starts_with("mailto:?"));
    let draft = me.download("Download an e-mail draft");
    assert_eq!(read_by_others(stage, &draft)["to"], json!([]));
}

/// A copy shows one record, and the pages of the form show what is on this device.
fn in_a_copy_nobody_takes_one_record_for_another(stage: &Stage) {
    let me = stage.person();
    let mut newer = record::small();
    newer["revision"] = json!(15);
    newer["changed_at"] = json!("2026-11-24T09:00:00Z");
    newer["team"]["manager"] = json!("B. Newer");
    me.store(record::KEY, &record::file_text(&newer));
    me.open_copy_of(&record::small());
    me.sees("This device has a later state of this record, changed on 24 November 2026.");
    me.forget_everything();
    me.open_copy_of(&record::small());
    me.does_not_see("This device has");
    me.within("navigation", "Steps").follow("Discussion");
    me.arrives_at("Discussion");
    me.sees("This is what is on this device, and not the copy.");
    me.follow("A copy of a record");
    me.press("Continue here");
    me.press("Add to this device");
    me.sees_heading("Discussion");
    me.does_not_see("not the copy");
}

fn what_was_sent_is_noted_and_gets_out_of_date(stage: &Stage) {
    let me = stage.person();
    with_a_record(&me, &record::small());
    me.press("I have sent it");
    let today = me.script(
        "return new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });",
        vec![],
    );
    let today = today.as_str().unwrap_or_default();
    me.sees(&format!("You sent it on {today} (revision 14)."));
    me.reload();
    me.sees(&format!("You sent it on {today} (revision 14)."));

    me.go("#/discussion");
    me.arrives_at("Discussion");
    me.type_into("Team Manager", ", later");
    me.sees_it_saved();
    me.go("#/check");
    me.arrives_at("Check and send");
    me.sees(&format!(
        "You sent revision 14 on {today} and have changed something since."
    ));
    me.sees("The partnership’s copy is out of date");
    let file = me.download("Download the return");
    assert!(!file.name.ends_with("_r14.json"), "{}", file.name);
    let revision = record::parse(&file.text)["revision"].to_string();
    let mail = me.link_address("E-mail it");
    assert!(mail.contains(&format!("revision%20{revision}")), "{mail}");

    me.go("#/records");
    me.sees("The partnership’s copy is out of date");
    me.go("#/check");
    me.arrives_at("Check and send");
    me.press("I have sent it again");
    me.has_focus_in("h3", "Note that you sent it");
    me.sees(&format!("You sent it on {today} (revision {revision})."));
    me.press("I have not sent it");
    me.sees_a("button", "I have sent it");
    me.does_not_see("You sent it on");
    me.reload();
    me.does_not_see("You sent it on");
}

fn the_form_can_be_copied_as_plain_text(stage: &Stage) {
    let me = stage.person();
    with_a_record(&me, &record::small());
    me.has_a_clipboard();
    me.press("Copy as plain text");
    me.sees("Copied. Paste it where you need it.");
    let text = me.copied();
    for answer in [
        "Northbank School",
        "We rarely ring other agencies back.",
        "27 March 2091",
    ] {
        assert!(text.contains(answer), "{text}");
    }
    me.may_not_copy();
    me.press("Copy as plain text");
    me.reads("The form as plain text, ready to copy", &text);
}

/// No engine has a list of apps on this machine: one that says what it is given stands in for it, on a device
/// that shares no .json, as some do not.
fn the_return_can_be_shared_where_the_device_can(stage: &Stage) {
    let me = stage.person_at(&Spoilt {
        head: Some(
            "<script>
               const files = (data) => Array.from((data && data.files) || []);
               Object.defineProperties(Navigator.prototype, {
                 canShare: { configurable: true, value: (data) =>
                   files(data).length > 0 && files(data).every((file) => file.name.endsWith('.txt')) },
                 share: { configurable: true, value: (data) => {
                   const [file] = files(data);
                   return file.text().then((text) => { window.e2eShared = [file.name, file.type, text]; });
                 } },
               });
             </script>"
                .to_owned(),
        ),
        ..Spoilt::default()
    });
    with_a_record(&me, &record::small());
    me.press("Share the return");
    let shared = me.until("the file is shared", || {
        let shared = me.browser.run("return window.e2eShared || null;", vec![])?;
        if shared.is_null() {
            Err("not yet".to_owned())
        } else {
            Ok(shared)
        }
    });
    assert_eq!(shared[0], json!(format!("{STEM}.txt")));
    assert_eq!(shared[1], "text/plain");
    same_json(
        &record::parse(shared[2].as_str().unwrap_or_default()),
        &record::small(),
    );
}

fn without_a_date_there_are_no_reminders(stage: &Stage) {
    let me = stage.person();
    me.open("#/check");
    me.sees_heading("Check and send");
    me.sees("Reminders can be made once an action has a “By When?” that is a date.");
    me.sees_no("button", "Download the reminders");
    // Nothing lends itself to sharing on a desk, and nothing looks like somebody's details.
    me.sees_no("heading", "Could this be a child’s or family’s details?");
    me.sees_a("button", "I have sent it");
}

/// The foot of each page is Chromium's alone: Firefox has no boxes in a page's margin, and prints the
/// record's id and revision once, at the end of each part.
fn the_printed_form_has_its_name_and_its_foot(stage: &Stage) {
    let me = stage.person();
    with_a_record(&me, &record::small());
    let title = me.script("return document.title;", vec![]);
    // Firefox's driver leaves the name out of the file: what it would be is noted as it is printed.
    me.script(
        "addEventListener('beforeprint', () => { window.e2eTitle = document.title; });",
        vec![],
    );
    let paper = me.prints("foot");
    assert_eq!(me.script("return window.e2eTitle;", vec![]), STEM);
    if stage.engine == Engine::Chromium {
        assert_eq!(paper.title, STEM, "the file's name");
    }
    let foot = format!("Record {}, revision 14", record::ID);
    // At the end of either part.
    let mut wanted = vec![foot.clone(), foot.clone()];
    if stage.engine == Engine::Chromium {
        wanted.extend([foot.clone(), foot, "1/2".to_owned(), "2/2".to_owned()]);
    }
    let mut feet = paper.feet.clone();
    feet.sort();
    wanted.sort();
    assert_eq!(feet, wanted);
    if stage.engine == Engine::Chromium {
        assert!(
            paper.is_tagged,
            "a screen reader finds headings and a table"
        );
    }
    assert_eq!(me.script("return document.title;", vec![]), title);
}
