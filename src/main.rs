//! The entry point of the WebAssembly module. Reads the briefing from the page, starts the session, and
//! mounts the app in place of the prerendered page.

use leptos::prelude::*;
use seven_minute_briefing::app::{Clock, Session};
use seven_minute_briefing::briefing::Briefing;
use seven_minute_briefing::browser;
use seven_minute_briefing::features::App;
use seven_minute_briefing::record::file::decode;

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
    let copied = browser::start_block("record");
    // If the record in a standalone copy cannot be read, its prerendered form stays.
    let is_shown = (copied.as_ref()).is_some_and(|text| decode(text.as_bytes()).is_ok());
    mount_to(place, move || {
        let session = Session::new(briefing, clock, browser::random_bytes);
        session.set_copy_here(copied);
        session.start();
        view! { <App session=session /> }
    })
    .forget();
    if is_shown {
        // The app shows the record itself.
        browser::take_mount_point("copy");
    }
}
