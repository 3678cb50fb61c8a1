//! Takes pictures of every page in every state, for people to look at: `cargo xtask pictures`.

use super::{Test, test};
use crate::harness::engine::Engine;
use crate::harness::fixture::Fixture;
use crate::harness::site::Delivery;
use crate::states::{self, State, Theme};
use crate::user::User;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Runs instead of the tests when [`folder`] is set.
pub const TESTS: &[Test] = &[test!(a_picture_is_taken_of_every_page_in_every_state)
    .in_engines(&[Engine::Chromium])
    .in_deliveries(&[Delivery::Http])];

/// The widths of a phone, a tablet and a desktop computer, in pixels.
const WIDTHS: [u32; 3] = [320, 768, 1280];
const HEIGHT: u32 = 900;

/// The folder for the pictures, if this run is to take them.
pub fn folder() -> Option<PathBuf> {
    env::var_os("E2E_PICTURES").map(PathBuf::from)
}

fn a_picture_is_taken_of_every_page_in_every_state(fixture: &Fixture) {
    let folder = folder().expect("E2E_PICTURES names the folder");
    fs::create_dir_all(&folder).unwrap();
    let user = fixture.user();
    let states = states::all();
    for state in &states {
        let user = state.of(&user);
        user.force_full_layout();
        take_pictures(&user, &folder, state);
    }
    take_pictures_of_slides(&user, &folder);
    take_first_screen(&user, &folder);
    let pictures = fs::read_dir(&folder).unwrap().count();
    fixture.note(&format!(
        "{pictures} pictures of {} states are in {}",
        states.len(),
        folder.display()
    ));
}

fn take_pictures(user: &User, folder: &Path, state: &State) {
    let name = file_name(&state.name);
    for width in WIDTHS {
        let _screen = user.emulate_screen(width, HEIGHT);
        user.save_page_screenshot(&folder.join(format!("{name}-{width}.png")));
    }
    {
        let _screen = user.emulate_screen(1280, HEIGHT);
        let _forced = user.emulate_media("forced-colors", "active");
        user.save_page_screenshot(&folder.join(format!("{name}-1280-forced-colours.png")));
    }
    // Other states are never printed, or look the same on paper.
    if state.theme == Theme::Filled || state.name == states::WITHOUT_WEBASSEMBLY {
        let paper = user.print(&name);
        paper.save_page_images(folder, &format!("{name}-paper"));
    }
}

/// The slides on the screen of a meeting room.
fn take_pictures_of_slides(user: &User, folder: &Path) {
    let _screen = user.emulate_screen(1920, 1080);
    user.clear_app_data();
    user.open("#/present");
    for slide in 1..=14 {
        user.go_to(&format!("#/present/{slide}"));
        user.sees(&format!("{slide} of 14"));
        user.save_page_screenshot(&folder.join(format!("present-{slide}-1920.png")));
    }
}

/// The picture in the README: the briefing's first screen with some segments read.
fn take_first_screen(user: &User, folder: &Path) {
    let _screen = user.emulate_screen(1280, 800);
    user.clear_app_data();
    user.store_entry("7mb/read/new", "1 2 3");
    user.open("#/briefing");
    user.sees("3 of 7 read");
    let picture = user.browser.screenshot().unwrap();
    fs::write(folder.join("first-screen-1280.png"), picture).unwrap();
}

/// A state's name as that of a file: `#/plan filled` becomes `plan-filled`.
fn file_name(state: &str) -> String {
    let words = state.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}
