//! Files made to do harm: nothing in them runs or freezes the page, and their text is shown as it is.

use super::{DISCUSSION, Test, test};
use crate::harness::fixture::Fixture;
use crate::record;
use crate::user::{User, normalize_space};
use serde_json::{Value, json};

pub const TESTS: &[Test] = &[
    test!(hostile_text_in_a_file_is_shown_and_never_runs),
    test!(a_hundred_thousand_characters_in_every_field_do_not_freeze_the_page),
    test!(hostile_json_is_rejected_with_an_explanation),
];

/// Texts that can do harm somewhere: in HTML, in scripts, in templates, in fonts, in spreadsheets.
const HOSTILE_TEXTS: [&str; 12] = [
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

/// A record whose fields hold these texts in turn.
fn record_with(texts: &[String]) -> Value {
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

/// Opens the record from a file and checks its text on every page.
fn open_and_check(user: &User, record: &Value) {
    let file = user.write_file("hostile.json", record::file_text(record).as_bytes());
    user.open("#/records");
    user.choose_return(&file);
    user.sees_heading("Is this the return you want?");
    user.press("Add to this device");
    user.arrives_at("Discussion");
    let sees_value = |place: &User, label: &str, wanted: &Value| {
        place.sees_value(label, wanted.as_str().unwrap());
    };
    let team = &record["team"];
    sees_value(user, "Name of Organisation", &team["organisation"]);
    sees_value(user, "Team Manager", &team["manager"]);
    sees_value(user, "Name of Section & Team", &team["section_and_team"]);
    sees_value(user, "Contact Details", &team["contact_details"]);
    for (point, number) in record["learning_points"]
        .as_array()
        .unwrap()
        .iter()
        .zip(1..)
    {
        let place = user.within_group(&format!("Learning point {number}"));
        sees_value(&place, DISCUSSION, &point["discussion"]);
    }
    user.go_to_step("Action plan");
    user.arrives_at("What actions have been agreed to improve practice?");
    for (action, number) in record["actions"].as_array().unwrap().iter().zip(1..) {
        let place = user.within_group(&format!("Action {number}"));
        sees_value(&place, "What needs to happen?", &action["what"]);
        sees_value(&place, "Who will do it?", &action["who"]);
        for (part, label) in [("day", "Day"), ("month", "Month"), ("year", "Year")] {
            sees_value(&place, label, &action["by_when"][part]);
        }
    }
    user.go_to_step("Check and send");
    user.arrives_at("Check and send");
    let shown = user.try_visible_text().unwrap();
    for text in [
        &record["actions"][0]["what"],
        &record["learning_points"][0]["discussion"],
    ] {
        let text = normalize_space(&text.as_str().unwrap().replace('\0', ""));
        assert!(
            shown.replace('\0', "").contains(&text),
            "“{text}” is not in “{shown}”"
        );
    }
    // The return has the same text.
    let sent = record::parse(&user.download("Download the return").text);
    assert_eq!(record::answers(&sent), record::answers(record));
    user.follow("Saved forms");
    user.arrives_at("Saved forms");
    user.go_to("#/briefing");
    user.sees_heading("Case Reviews 2017-2020");
}

fn hostile_text_in_a_file_is_shown_and_never_runs(fixture: &Fixture) {
    let user = fixture.user();
    let nothing_has_run = || {
        let traces = "return [window.e2eRan ?? null, ({}).polluted ?? null];";
        assert_eq!(user.script(traces, vec![]), json!([null, null]));
    };
    let texts = HOSTILE_TEXTS.map(str::to_owned);
    open_and_check(&user, &record_with(&texts));
    nothing_has_run();
    // Nothing runs when the text comes from the store, either.
    user.reload();
    nothing_has_run();
}

/// Generous, for a busy machine. The run prints how long each step took.
const FREEZE_LIMIT_MS: f64 = 5_000.0;

fn a_hundred_thousand_characters_in_every_field_do_not_freeze_the_page(fixture: &Fixture) {
    let user = fixture.user();
    let long: Vec<String> = ["long ", "<b>&\u{1f3eb} ", "unbroken"]
        .map(|word| word.repeat(100_000 / word.chars().count()))
        .to_vec();
    let mut record = record_with(&long);
    // Fewer rows, since local storage has room for some five million characters.
    record["actions"].as_array_mut().unwrap().truncate(1);
    record["learning_points"]
        .as_array_mut()
        .unwrap()
        .truncate(2);
    user.open("#/records");
    // Measured in the page itself, since the driver is slower than the page with so much text.
    let times = user.browser.execute_async(
        "const done = arguments[arguments.length - 1];
         const times = {};
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
           times[name] = Math.round(Math.max(worst, performance.now() - last));
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
             const field = document.querySelector('main textarea[id^=discussion-]');
             field.value += 'typed';
             field.dispatchEvent(new InputEvent('input', { bubbles: true }));
           }, () => document.querySelector('header [role=status]').textContent.startsWith('Saved'));
           for (const [name, words] of [['plan', 'What actions'], ['check', 'Check'], ['records', 'Saved forms']]) {
             await step(name, () => { location.hash = '#/' + name; }, heading(words));
           }
         })().then(() => done(times), (why) => done('' + why));",
        vec![json!(record::file_text(&record))],
    );
    let times = times.unwrap_or_else(Value::String);
    fixture.note(&format!(
        "the longest time in which the page did not respond, in ms: {times}"
    ));
    let steps = times.as_object().expect("a time for each step");
    assert_eq!(steps.len(), 6);
    assert!(
        steps
            .values()
            .all(|ms| ms.as_f64().is_some_and(|ms| ms < FREEZE_LIMIT_MS)),
        "a step took longer than {FREEZE_LIMIT_MS} ms: {times}"
    );
    let stored = user.only_stored_record();
    let answer = stored["learning_points"][0]["discussion"].as_str().unwrap();
    assert_eq!(
        answer.strip_suffix("typed"),
        record["learning_points"][0]["discussion"].as_str()
    );
}

fn hostile_json_is_rejected_with_an_explanation(fixture: &Fixture) {
    let user = fixture.user();
    let text = record::file_text(&record::small());
    let with = |from: &str, to: &str| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        changed
    };
    let files = [
        (
            "proto.json",
            with(
                "\"version\"",
                "\"__proto__\": { \"polluted\": 1 }, \"version\"",
            ),
            "__proto__",
        ),
        (
            "constructor.json",
            with("\"organisation\"", "\"constructor\": {}, \"organisation\""),
            "constructor",
        ),
        (
            "surrogate.json",
            with("A. Manager", "A. \\ud800 Manager"),
            "This is not a return, or it was changed by hand",
        ),
        (
            "huge.json",
            with("\"revision\": 14", "\"revision\": 1e999"),
            "This is not a return, or it was changed by hand",
        ),
        (
            "large.json",
            with("\"revision\": 14", "\"revision\": 99999999999999999999"),
            "something unexpected at line",
        ),
        (
            "twice.json",
            with("\"id\": 1,", "\"id\": 1, \"id\": 1,"),
            "says “id” twice",
        ),
        (
            "deep.json",
            with(
                "\"evidence\": []",
                &format!("\"evidence\": {}", "[".repeat(100_000)),
            ),
            "",
        ),
    ];
    user.open("#/records");
    for (name, text, explanation) in &files {
        let file = user.write_file(name, text.as_bytes());
        user.choose_return(&file);
        user.sees_heading("The file was not opened");
        user.sees(name);
        user.sees(explanation);
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
