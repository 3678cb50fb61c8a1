//! On paper. Not in `WebKitGTK`, whose driver cannot print.

use super::{Test, test};
use crate::harness::engine::Engine;
use crate::harness::stage::Stage;
use crate::record;

pub const TESTS: &[Test] =
    &[test!(the_briefing_prints_with_every_sentence)
        .in_engines(&[Engine::Chromium, Engine::Firefox])];

fn the_briefing_prints_with_every_sentence(stage: &Stage) {
    let me = stage.person();
    me.open("#/briefing");
    let paper = me.prints("briefing");
    assert!(paper.pages > 0, "nothing was printed");
    let briefing = record::briefing();
    for segment in briefing["segments"].as_array().into_iter().flatten() {
        paper.says(segment["heading"].as_str().unwrap());
        for part in ["paragraphs", "findings", "recommendations"] {
            for row in segment[part].as_array().into_iter().flatten() {
                paper.says(row["text"].as_str().unwrap());
            }
        }
    }
    stage.note(&format!("{} pages", paper.pages));
}
