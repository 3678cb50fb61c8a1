//! The entry point of the WebAssembly module. Reads the briefing from the page, and mounts the app
//! in place of the prerendered page.

use leptos::prelude::*;
use seven_minute_briefing::app::{Clock, Persistence, StandaloneCopy, provide_contexts};
use seven_minute_briefing::briefing::Briefing;
use seven_minute_briefing::browser;
use seven_minute_briefing::features::App;

fn main() {
    let briefing = browser::start_block("briefing")
        .ok_or_else(|| "the page has no briefing in it".to_owned())
        .and_then(|block| Briefing::parse(&block).map_err(|error| error.to_string()));
    match briefing {
        Ok(briefing) => start(briefing),
        // The script in the page tells the user, and the prerendered text stays.
        Err(why) => browser::abort_start(&why),
    }
}

fn start(briefing: Briefing) {
    browser::snapshot_prerendered("app");
    let Some(place) = browser::take_mount_point("app") else {
        return browser::abort_start("the page has no place for the app");
    };
    let clock = Clock {
        now_ms: browser::now_ms,
        local: browser::local_date_and_time,
    };
    let copy = browser::start_block("record").and_then(StandaloneCopy::new);
    // If the record in a standalone copy cannot be read, its prerendered form stays.
    let is_shown = copy.as_ref().is_some_and(|copy| copy.record.is_ok());
    mount_to(place, move || {
        provide_contexts(briefing, clock, browser::random_bytes, copy);
        expect_context::<Persistence>().start();
        view! { <App /> }
    })
    .forget();
    if is_shown {
        // The app shows the record itself.
        browser::take_mount_point("copy");
    }
}
