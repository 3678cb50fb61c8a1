//! Prints the HTML of the page as it is before the app starts. The build puts it into the page, so that
//! the briefing can be read at once, without scripts and in print.

use leptos::prelude::*;
use seven_minute_briefing::app::{Clock, provide_contexts};
use seven_minute_briefing::briefing::{ABOUT, About, Briefing, TSCP_CASE_REVIEWS};
use seven_minute_briefing::features::StartPage;

fn main() {
    let contents = Briefing::parse(TSCP_CASE_REVIEWS)
        .and_then(|briefing| Ok((About::parse(ABOUT, &briefing)?, briefing)));
    match contents {
        Ok((about, briefing)) => print!("{}", page(briefing, about)),
        Err(error) => {
            eprintln!("The bundled briefing cannot be read: {error}");
            std::process::exit(1);
        }
    }
}

fn page(briefing: Briefing, about: About) -> String {
    let owner = Owner::new();
    owner.with(|| {
        // The page has no time and no id in it, so every build gives the same bytes.
        let clock = Clock {
            now_ms: || 0,
            local: |_| (1970, 1, 1, 0, 0),
        };
        provide_contexts(briefing, clock, || [0; 16], None);
        view! { <StartPage about=about /> }.to_html()
    })
}
