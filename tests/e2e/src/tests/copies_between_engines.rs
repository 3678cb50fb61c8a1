//! A copy that opens itself, made in one browser and copied in the others.

use super::{Test, test};
use crate::harness::engine::Engine;
use crate::harness::stage::Stage;
use crate::record;
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(a_copy_that_goes_from_browser_to_browser_stays_the_same).in_engines(&[Engine::Chromium]),
];

fn a_copy_that_goes_from_browser_to_browser_stays_the_same(stage: &Stage) {
    let mut record = record::awkward();
    // What browsers may write in different ways.
    record["team"]["manager"] = json!("\u{a0}A & B \"<b>\" 'C'\u{ad}\u{200b}\u{feff}");
    record["actions"][0]["what"] = json!("</td><!-- \u{a0}\r\n\u{2028}\t<!---->&nbsp;&#13;");
    let me = stage.person();
    me.store(record::KEY, &record::file_text(&record));
    me.open("#/check");
    me.arrives_at("Check and send");
    let first = me.download("Download the copy");

    let mut copy = first.text.clone();
    for engine in [Engine::Firefox, Engine::WebKit, Engine::Chromium] {
        let elsewhere = Stage::new(stage.world, engine, stage.delivery, &stage.name);
        let me = elsewhere.person();
        me.open_beside("copy.html", &copy);
        me.press("Continue here");
        me.press("Add to this device");
        me.arrives_at("Discussion");
        me.go("#/check");
        me.arrives_at("Check and send");
        let next = me.download("Download the copy");
        assert!(
            next.bytes == first.bytes,
            "the copy made in {engine} is not byte for byte the one made in {}",
            stage.engine
        );
        copy = next.text;
        elsewhere.clear(true);
    }
}
