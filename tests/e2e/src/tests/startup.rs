//! How the page starts, and what it shows when the app cannot start.

use super::{Test, sees_the_whole_briefing, test};
use crate::harness::engine::BrowserOptions;
use crate::harness::fixture::Fixture;
use crate::harness::site_fault::SiteFault;
use crate::record;
use crate::user::User;

pub const TESTS: &[Test] = &[
    test!(without_javascript_the_whole_briefing_and_the_blank_form_are_there),
    test!(without_webassembly_the_page_says_so_and_shows_everything),
    test!(with_broken_webassembly_the_page_says_so_and_shows_everything),
    test!(nothing_shifts_when_the_app_starts),
];

fn without_javascript_the_whole_briefing_and_the_blank_form_are_there(fixture: &Fixture) {
    let user = fixture.user_with_browser(&BrowserOptions {
        without_javascript: true,
        ..BrowserOptions::default()
    });
    user.open_without_waiting("");
    sees_everything_without_the_app(&user, "You need JavaScript to fill in the form.");
}

fn without_webassembly_the_page_says_so_and_shows_everything(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault::missing_wasm());
    user.open_without_waiting("");
    sees_everything_without_the_app(&user, OTHER_BROWSERS);
}

fn with_broken_webassembly_the_page_says_so_and_shows_everything(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault::truncated_wasm());
    user.open_without_waiting("");
    sees_everything_without_the_app(&user, OTHER_BROWSERS);
}

/// What the page says where WebAssembly does not run.
const OTHER_BROWSERS: &str =
    "To fill in the form, use an up-to-date Edge, Chrome, Firefox or Safari.";

/// `why` says what it takes to fill in the form.
fn sees_everything_without_the_app(user: &User, why: &str) {
    user.sees(why);
    user.sees_heading("Case Reviews 2017-2020");
    sees_the_whole_briefing(user);
    // Both pages of the paper form.
    user.sees_in_order(&[
        "Name of Organisation",
        "Team Manager",
        "Name of Section & Team",
        "Contact Details",
        "What actions have been agreed to improve practice?",
        "What needs to happen?",
        "Who will do it?",
        "By When?",
        "How will you know when it has been done?",
        "How will you know if it has worked?",
    ]);
    // The page offers nothing that needs the app.
    user.does_not_see("Nothing to save yet");
    user.sees_no("link", "Start the discussion");
    user.sees_no("heading", "Something went wrong on this page");
}

/// Everything stays where it was before the app started, for a newcomer and for a user who has a record
/// here. Chromium, which reports layout shifts, reports next to none.
fn nothing_shifts_when_the_app_starts(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault::injected_script(
        "window.e2ePlaces = () => ['h1', '.app-hero__glance', '#segment-1', '#segment-4', '#segment-7']
           .map((it) => Math.round(document.querySelector(it).getBoundingClientRect().top + scrollY));
         addEventListener('DOMContentLoaded', () => { window.e2eBefore = e2ePlaces(); });",
    ));
    let shifts = "const done = arguments[arguments.length - 1];
        let sum = 0;
        const moved = [];
        if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
          new PerformanceObserver((list) => {
            for (const shift of list.getEntries()) {
              sum += shift.value;
              for (const { node } of shift.sources || []) moved.push(node && node.parentElement.outerHTML.slice(0, 80));
            }
          }).observe({ type: 'layout-shift', buffered: true });
        }
        requestAnimationFrame(() => setTimeout(() => done([sum, window.e2eBefore, window.e2ePlaces(), moved]), 100));";
    for has_a_record in [false, true] {
        for width in [320, 375, 1280] {
            user.clear_app_data();
            if has_a_record {
                user.store_small_record();
                user.store_entry(&format!("7mb/read/{}", record::ID), "1 2 3");
            }
            user.open_in_frame("#/briefing", width, 800);
            let found = user.browser.execute_async(shifts, vec![]).unwrap();
            // Allows three tenths of the layout shift that counts as good on the web: the record is opened
            // once the backup has been read, so that what the header and the contents say about it is
            // painted a frame later. No text moves.
            let is_still = found[1] == found[2] && found[0].as_f64() < Some(0.03);
            assert!(is_still, "{width} px, record: {has_a_record}: {found}");
        }
    }
    user.leave();
}
