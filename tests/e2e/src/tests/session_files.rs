//! Browsers note what was typed into a page's boxes, in files that they keep in order to show the page again
//! after a restart or a crash. Nothing typed into the app gets there: on a shared computer it would outlast
//! the records, and "Delete everything saved here" cannot remove it.
//!
//! Not in `WebKitGTK`: its browser has no session file, and its driver's profiles end with the session.

use super::{KEEP_PROFILES, Test, test};
use crate::harness::engine::BrowserOptions;
use crate::harness::fixture::Fixture;
use crate::harness::profile::{self, ProfileFile};
use crate::harness::site::Site;
use crate::harness::site_fault::SiteFault;
use crate::sample_returns::{CHOOSE_FILES, file_bytes, team_return, write_files};
use crate::states::{PAGES, Page};
use crate::user::{User, ok_if};
use serde_json::json;
use std::path::Path;

pub const TESTS: &[Test] = &[
    test!(typed_words_are_not_in_the_files_of_a_killed_browser).in_engines(KEEP_PROFILES),
    test!(typed_words_are_not_in_the_files_of_a_closed_browser).in_engines(KEEP_PROFILES),
];

/// A box that the test adds to the page. Unlike the app's own it lets the browser remember its text: as
/// long as the session files have that text, they would have that of the app's boxes, too.
const ORDINARY_BOX: &str = "An ordinary box";

/// A script that adds [`ORDINARY_BOX`].
const ADD_ORDINARY_BOX: &str = "addEventListener('DOMContentLoaded', () => {
    const label = document.createElement('label');
    label.append('An ordinary box', document.createElement('input'));
    document.body.append(label);
  });";

/// The start of every word that a test types into the app's boxes.
const TYPED: &str = "Quillwort";

/// Looks into the files on each page: what is there at that moment is what a killed browser leaves.
fn typed_words_are_not_in_the_files_of_a_killed_browser(fixture: &Fixture) {
    let options = fixture.options_with_profile("killed-session");
    let profile = options.profile.as_deref().expect("a profile");
    let user = user_with_an_ordinary_box(fixture, &options);
    let mut typed = Vec::new();
    for page in PAGES {
        if type_into_all_boxes_of(&user, *page, &mut typed) {
            let ordinary = words_in_ordinary_box(*page);
            user.wait_until("the session files have the ordinary box's words", || {
                let files = profile::session_files(fixture.engine, profile);
                let has_words = files.iter().any(|file| file.contains(&ordinary));
                let paths = files.iter().map(|file| &file.path);
                ok_if(has_words, || format!("{:?}", paths.collect::<Vec<_>>()))
            });
            no_typed_word_is_in(&profile::session_files(fixture.engine, profile), &typed);
        }
    }
    user.browser.kill();
    no_typed_word_is_in_profile(fixture, profile, &typed);
}

fn typed_words_are_not_in_the_files_of_a_closed_browser(fixture: &Fixture) {
    let options = fixture.options_with_profile("closed-session");
    let profile = options.profile.as_deref().expect("a profile");
    let user = user_with_an_ordinary_box(fixture, &options);
    let mut typed = Vec::new();
    for page in PAGES {
        type_into_all_boxes_of(&user, *page, &mut typed);
    }
    // Firefox remembers only the boxes that are there when it is closed.
    let discussion = PAGES.iter().find(|page| page.hash == "#/discussion");
    type_into_all_boxes_of(&user, *discussion.expect("a page"), &mut typed);
    user.browser.quit();
    no_typed_word_is_in_profile(fixture, profile, &typed);
}

/// A user in front of a copy of the app that has [`ORDINARY_BOX`].
#[track_caller]
fn user_with_an_ordinary_box(fixture: &Fixture, options: &BrowserOptions) -> User {
    let mut user = fixture.user_with_browser(options);
    let fault = SiteFault::injected_script(ADD_ORDINARY_BOX);
    user.site = Site::new(user.test_run, fixture.delivery, &fault);
    user.open(PAGES[0].hash);
    user
}

/// Goes to a page and types a word of its own into every box there, and then into [`ORDINARY_BOX`]. Adds
/// the words to `typed`, each with its box, and returns whether the page has boxes of its own.
#[track_caller]
fn type_into_all_boxes_of(user: &User, page: Page, typed: &mut Vec<(String, String)>) -> bool {
    user.go_to(page.hash);
    user.sees_heading(page.heading);
    show_all_boxes_of(user, page, typed);
    user.type_into_every_box(|label| {
        if label == ORDINARY_BOX {
            words_in_ordinary_box(page)
        } else {
            new_word(typed, &format!("the box “{label}” of {}", page.hash))
        }
    });
    user.names_of("textbox") != [ORDINARY_BOX]
}

fn words_in_ordinary_box(page: Page) -> String {
    format!("Ordinary words of {}", page.hash)
}

/// A word that is nowhere else, and is noted in `typed` with its place.
fn new_word(typed: &mut Vec<(String, String)>, place: &str) -> String {
    let word = format!("{TYPED}{}.", typed.len());
    typed.push((word.clone(), place.to_owned()));
    word
}

/// Makes the page show the boxes that are not there at first.
#[track_caller]
fn show_all_boxes_of(user: &User, page: Page, typed: &mut Vec<(String, String)>) {
    match page.hash {
        "#/follow-up" => {
            user.press("Add evidence that it is done for action 1");
            user.press("Add evidence that it worked for action 1");
        }
        "#/check" => {
            // Boxes that have the whole record in them.
            user.deny_clipboard();
            user.press("If you cannot download");
            user.press("Copy the return");
            user.sees_a("textbox", "The return, ready to copy");
            user.press("Copy as plain text");
            user.sees_a("textbox", "The form as plain text, ready to copy");
        }
        "#/returns" => {
            // A file's name and an organisation's are nobody else's business either.
            let organisation = new_word(typed, "the chosen organisation");
            let mut it = team_return(1);
            it["team"]["organisation"] = json!(organisation);
            let name = new_word(typed, "the name of the chosen file") + "json";
            let files = write_files(user, &[(name, file_bytes(&it))]);
            user.choose_files(CHOOSE_FILES, &files);
            user.select("Organisation", &organisation);
        }
        _ => {}
    }
}

/// No typed word is in any file of the profile, and the session files have the words of [`ORDINARY_BOX`].
#[track_caller]
fn no_typed_word_is_in_profile(fixture: &Fixture, profile: &Path, typed: &[(String, String)]) {
    let boxes = typed.len();
    let session_files = profile::session_files(fixture.engine, profile);
    let has_ordinary = |file: &ProfileFile| file.contains("Ordinary words of #/");
    assert!(
        session_files.iter().any(has_ordinary),
        "the session files lack even the words of the ordinary box"
    );
    no_typed_word_is_in(&session_files, typed);
    let files = profile::files_outside_page_storage(fixture.engine, profile);
    no_typed_word_is_in(&files, typed);
    fixture.note(&format!(
        "none of {boxes} words is in {} files",
        files.len()
    ));
}

#[track_caller]
fn no_typed_word_is_in(files: &[ProfileFile], typed: &[(String, String)]) {
    if let Some(file) = files.iter().find(|file| file.contains(TYPED)) {
        let found = typed.iter().filter(|(word, _)| file.contains(word));
        let found: Vec<_> = found.map(|(_, place)| place).collect();
        panic!("{} has words of {found:?}", file.path.display());
    }
}
