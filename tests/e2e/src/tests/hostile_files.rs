//! Files made to do harm: nothing in them runs, nothing freezes, and what is shown is what was in them.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::record;
use crate::user::User;
use serde_json::{Value, json};

pub const TESTS: &[Test] = &[
    test!(hostile_text_in_a_file_is_shown_and_never_runs),
    test!(a_hundred_thousand_characters_in_every_field_do_not_freeze_the_page),
    test!(hostile_json_is_rejected_with_an_explanation),
];

const DISCUSSION: &str = "Your teams' discussion";
const FROM_FILE: &str = "Open a return from a file";

/// Each of these would do something somewhere.
const HOSTILE: [&str; 12] = [
    "<script>window.e2eRan = 1</script>",
    "<img src=x onerror=\"window.e2eRan = 2\">",
    "\"><svg onload='window.e2eRan = 3'>",
    "</textarea></script><script>window.e2eRan = 4</script>",
    "javascript:window.e2eRan=5//",
    "\u{202e}gnp.exe\u{2066}\u{2069} and \u{200f}back",
    "a\0b\u{1}c\u{7f}\u{85}\u{feff}d",
    "__proto__",
    "${window.e2eRan=6} {{constructor.constructor('window.e2eRan=7')()}} %n%s",
    "]]> --> <!-- <![CDATA[",
    "e\u{301}\u{302}\u{303}\u{304}\u{305} Z\u{335}\u{336}\u{337} \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "=cmd|' /C calc'!A0",
];

/// A record with one of `texts` in each of its fields, all of them in use in turn.
fn record_of(texts: &[String]) -> Value {
    let mut texts = texts.iter().cycle().cloned();
    let mut next = || texts.next().unwrap();
    let mut record = record::small();
    record["briefing"] = json!({ "id": next(), "title": next(), "partnership": next() });
    for part in [
        "organisation",
        "manager",
        "section_and_team",
        "contact_details",
    ] {
        record["team"][part] = json!(next());
    }
    record["learning_points"] = (1..=4)
        .map(|id| json!({ "id": id, "about": [next(), next()], "discussion": next() }))
        .collect();
    record["actions"] = (1..=2)
        .map(|id| {
            json!({
                "id": id, "what": next(), "who": next(),
                "by_when": { "day": next(), "month": next(), "year": next() },
                "by_when_date": null,
                "how_done": next(), "how_worked": next(), "status": "not_started",
                "evidence": [{
                    "id": 1, "kind": "done", "text": next(),
                    "on": { "day": next(), "month": next(), "year": next() }, "on_date": null
                }]
            })
        })
        .collect();
    record
}

/// Opens the file and reads all of it, page by page.
fn opens_and_reads(user: &User, record: &Value) {
    let file = user.write_file("hostile.json", record::file_text(record).as_bytes());
    user.open("#/records");
    user.choose_file(FROM_FILE, &file);
    user.sees_heading("Is this the return you want?");
    user.press("Add to this device");
    user.arrives_at("Discussion");
    let reads = |place: &User, label: &str, wanted: &Value| {
        place.sees_value(label, wanted.as_str().unwrap());
    };
    let team = &record["team"];
    reads(user, "Name of Organisation", &team["organisation"]);
    reads(user, "Team Manager", &team["manager"]);
    reads(user, "Name of Section & Team", &team["section_and_team"]);
    reads(user, "Contact Details", &team["contact_details"]);
    for (point, number) in record["learning_points"]
        .as_array()
        .unwrap()
        .iter()
        .zip(1..)
    {
        let place = user.within_group(&format!("Learning point {number}"));
        reads(&place, DISCUSSION, &point["discussion"]);
    }
    user.within("navigation", "Steps").follow("Action plan");
    user.arrives_at("What actions have been agreed to improve practice?");
    for (action, number) in record["actions"].as_array().unwrap().iter().zip(1..) {
        let place = user.within_group(&format!("Action {number}"));
        reads(&place, "What needs to happen?", &action["what"]);
        reads(&place, "Who will do it?", &action["who"]);
        for (part, label) in [("day", "Day"), ("month", "Month"), ("year", "Year")] {
            reads(&place, label, &action["by_when"][part]);
        }
    }
    user.within("navigation", "Steps").follow("Check and send");
    user.arrives_at("Check and send");
    let shown = user.try_visible_text().unwrap();
    for text in [
        &record["actions"][0]["what"],
        &record["learning_points"][0]["discussion"],
    ] {
        let text = crate::user::normalize_space(&text.as_str().unwrap().replace('\0', ""));
        assert!(
            shown.replace('\0', "").contains(&text),
            "“{text}” is not in “{shown}”"
        );
    }
    // What goes out is what came in.
    let sent = record::parse(&user.download("Download the return").text);
    assert_eq!(record::answers(&sent), record::answers(record));
    user.follow("Records on this device");
    user.arrives_at("Records on this device");
    user.go_to("#/briefing");
    user.sees_heading("Case Reviews 2017-2020");
}

fn hostile_text_in_a_file_is_shown_and_never_runs(fixture: &Fixture) {
    let user = fixture.user();
    let texts = HOSTILE.map(str::to_owned);
    opens_and_reads(&user, &record_of(&texts));
    let done = user.script(
        "return { ran: window.e2eRan ?? null, polluted: ({}).polluted ?? null,
                  images: document.querySelectorAll('img, main svg, main script').length };",
        vec![],
    );
    assert_eq!(done["ran"], Value::Null);
    assert_eq!(done["polluted"], Value::Null);
    // Also after a reload, when it comes out of the store.
    user.reload();
    assert_eq!(
        user.script("return window.e2eRan ?? null;", vec![]),
        Value::Null
    );
}

/// Generous, for a busy machine. The run says how long it was.
const FREEZE_LIMIT_MS: f64 = 5_000.0;

fn a_hundred_thousand_characters_in_every_field_do_not_freeze_the_page(fixture: &Fixture) {
    let user = fixture.user();
    let long: Vec<String> = ["long ", "<b>&\u{1f3eb} ", "unbroken"]
        .map(|word| word.repeat(100_000 / word.chars().count()))
        .to_vec();
    let mut record = record_of(&long);
    // A store holds some five million characters, so there are fewer rows of them.
    record["actions"].as_array_mut().unwrap().truncate(1);
    record["learning_points"]
        .as_array_mut()
        .unwrap()
        .truncate(2);
    user.open("#/records");
    // In the page itself: whoever looks at so much text from outside is slower than the page.
    let taken = user.browser.execute_async(
        "const done = arguments[arguments.length - 1];
         const taken = {};
         const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
         const until = async (found) => { while (!found()) await frame(); };
         let last = performance.now(), worst = 0;
         setInterval(() => {
           const now = performance.now();
           worst = Math.max(worst, now - last);
           last = now;
         }, 5);
         const step = async (name, act, found) => {
           await frame();
           worst = 0;
           last = performance.now();
           act();
           await until(found);
           await frame();
           await frame();
           taken[name] = Math.round(Math.max(worst, performance.now() - last));
         };
         const heading = (words) => () => document.querySelector('h1').textContent.includes(words);
         const button = (words) =>
           Array.from(document.querySelectorAll('main button')).find((e) => e.textContent === words);
         (async () => {
           const chosen = new DataTransfer();
           chosen.items.add(new File([arguments[0]], 'long.json'));
           const input = document.querySelector('input[type=file]');
           await step('choosing', () => {
             input.files = chosen.files;
             input.dispatchEvent(new Event('change', { bubbles: true }));
           }, () => button('Add to this device'));
           await step('adding', () => button('Add to this device').click(), heading('Discussion'));
           await step('typing', () => {
             const box = document.querySelector('main textarea');
             box.value += 'typed';
             box.dispatchEvent(new InputEvent('input', { bubbles: true }));
           }, () => document.querySelector('header [role=status]').textContent.startsWith('Saved'));
           for (const [name, words] of [['plan', 'What actions'], ['check', 'Check'], ['records', 'Records']]) {
             await step(name, () => { location.hash = '#/' + name; }, heading(words));
           }
         })().then(() => done(taken), (why) => done('' + why));",
        vec![json!(record::file_text(&record))],
    );
    let taken = taken.unwrap_or_else(Value::String);
    fixture.note(&format!(
        "the longest the page did not answer, in ms: {taken}"
    ));
    let steps = taken.as_object().expect("a time for each step");
    assert_eq!(steps.len(), 6);
    assert!(
        steps
            .values()
            .all(|ms| ms.as_f64().is_some_and(|ms| ms < FREEZE_LIMIT_MS))
    );
    let stored = record::parse(&user.stored_records()[record::KEY]);
    let answer = stored["learning_points"][0]["discussion"].as_str().unwrap();
    assert_eq!(
        answer.strip_suffix("typed"),
        record["learning_points"][0]["discussion"].as_str()
    );
}

fn hostile_json_is_rejected_with_an_explanation(fixture: &Fixture) {
    let user = fixture.user();
    let text = record::file_text(&record::small());
    let fault = |from: &str, to: &str| {
        let fault = text.replacen(from, to, 1);
        assert_ne!(fault, text, "{from}");
        fault
    };
    let files = [
        (
            "proto.json",
            fault(
                "\"version\"",
                "\"__proto__\": { \"polluted\": 1 }, \"version\"",
            ),
            "__proto__",
        ),
        (
            "constructor.json",
            fault("\"organisation\"", "\"constructor\": {}, \"organisation\""),
            "constructor",
        ),
        (
            "surrogate.json",
            fault("A. Manager", "A. \\ud800 Manager"),
            "it cannot be read at line",
        ),
        (
            "huge.json",
            fault("\"revision\": 14", "\"revision\": 1e999"),
            "it cannot be read at line",
        ),
        (
            "large.json",
            fault("\"revision\": 14", "\"revision\": 99999999999999999999"),
            "something unexpected at line",
        ),
        (
            "twice.json",
            fault("\"id\": 1,", "\"id\": 1, \"id\": 1,"),
            "says “id” twice",
        ),
        (
            "deep.json",
            fault(
                "\"evidence\": []",
                &format!("\"evidence\": {}", "[".repeat(100_000)),
            ),
            "",
        ),
    ];
    user.open("#/records");
    for (name, text, sentence) in &files {
        let file = user.write_file(name, text.as_bytes());
        user.choose_file(FROM_FILE, &file);
        user.sees_heading("The file was not opened");
        user.sees(name);
        user.sees(sentence);
        user.sees("Nothing on this device was changed.");
        user.press("Close");
        user.does_not_see("The file was not opened");
    }
    assert_eq!(user.stored_entries().len(), 0);
    assert_eq!(
        user.script("return ({}).polluted ?? null;", vec![]),
        Value::Null
    );
}
