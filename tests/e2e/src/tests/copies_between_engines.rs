//! A standalone copy made in one browser and copied in the others.

use super::{Test, open_check_page_with, test};
use crate::harness::engine::Engine;
use crate::harness::fixture::Fixture;
use crate::record;
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(a_copy_that_goes_from_browser_to_browser_stays_the_same).in_engines(&[Engine::Chromium]),
];

fn a_copy_that_goes_from_browser_to_browser_stays_the_same(fixture: &Fixture) {
    let mut record = record::awkward();
    // What browsers may write in different ways.
    record["team"]["manager"] = json!("\u{a0}A & B \"<b>\" 'C'\u{ad}\u{200b}\u{feff}");
    record["actions"][0]["what"] = json!("</td><!-- \u{a0}\r\n\u{2028}\t<!---->&nbsp;&#13;");
    let user = fixture.user();
    open_check_page_with(&user, &record);
    let first = user.download("Download the copy");

    let mut copy = first.text.clone();
    for engine in [Engine::Firefox, Engine::WebKit, Engine::Chromium] {
        let elsewhere = Fixture::new(fixture.test_run, engine, fixture.delivery, &fixture.name);
        let user = elsewhere.user();
        user.open_beside("copy.html", &copy);
        user.press("Continue here");
        user.press("Add to this device");
        user.arrives_at("Discussion");
        user.go_to("#/check");
        user.arrives_at("Check and send");
        let next = user.download("Download the copy");
        assert!(
            next.bytes == first.bytes,
            "the copy made in {engine} is not byte for byte the one made in {}",
            fixture.engine
        );
        copy = next.text;
        elsewhere.finish(true);
    }
}
