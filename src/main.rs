//! The entry of the WebAssembly module: reads the briefing from the page, starts
//! the session, and puts the app where the prerendered page was.

use leptos::prelude::*;
use seven_minute_briefing::app::App;
use seven_minute_briefing::briefing::{About, Briefing};
use seven_minute_briefing::browser;
use seven_minute_briefing::session::{Clock, Session};

fn main() {
    match contents() {
        Ok((briefing, about)) => start(briefing, about),
        // The page's own script takes it from here: the text stays readable.
        Err(why) => browser::give_up(&why),
    }
}

/// The page's data blocks.
fn contents() -> Result<(Briefing, About), String> {
    let block =
        |id: &str| browser::start_block(id).ok_or_else(|| format!("the page has no {id} in it"));
    let briefing = Briefing::parse(&block("briefing")?).map_err(|error| error.to_string())?;
    let about = About::parse(&block("about")?, &briefing).map_err(|error| error.to_string())?;
    Ok((briefing, about))
}

fn start(briefing: Briefing, about: About) {
    let Some(place) = browser::clear_start("app") else {
        return browser::give_up("the page has no place for the app");
    };
    let clock = Clock {
        now_ms: browser::now_ms,
        local: browser::local_date_and_time,
    };
    mount_to(place, move || {
        let session = Session::new(briefing, clock, browser::random_bytes);
        session.start();
        view! { <App session=session about=about /> }
    })
    .forget();
}
