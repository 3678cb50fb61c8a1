//! Pictures of every page in every state, for people to look at: `cargo xtask pictures`.

use super::{Test, test};
use crate::harness::engine::Engine;
use crate::harness::fixture::Stage;
use crate::harness::site::Delivery;
use crate::states::{self, State, Theme};
use crate::user::Person;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Run instead of the tests when [`folder`] says where to.
pub const TESTS: &[Test] = &[test!(every_page_in_every_state_has_its_picture_taken)
    .in_engines(&[Engine::Chromium])
    .in_deliveries(&[Delivery::Http])];

/// A phone, a tablet, a desk.
const WIDTHS: [u32; 3] = [320, 768, 1280];
const HEIGHT: u32 = 900;

/// Where the pictures go, if they are what is asked for.
pub fn folder() -> Option<PathBuf> {
    env::var_os("E2E_PICTURES").map(PathBuf::from)
}

fn every_page_in_every_state_has_its_picture_taken(stage: &Stage) {
    let folder = folder().expect("E2E_PICTURES says where to");
    fs::create_dir_all(&folder).unwrap();
    let person = stage.person();
    let states = states::all();
    for state in &states {
        let me = state.of(&person);
        me.lays_out_everything();
        takes_pictures(&me, &folder, state);
    }
    takes_pictures_of_the_slides(&person, &folder);
    takes_the_first_picture(&person, &folder);
    let pictures = fs::read_dir(&folder).unwrap().count();
    stage.note(&format!(
        "{pictures} pictures of {} states are in {}",
        states.len(),
        folder.display()
    ));
}

fn takes_pictures(me: &Person, folder: &Path, state: &State) {
    let name = file_name(&state.name);
    for width in WIDTHS {
        let _screen = me.on_a_screen_of(width, HEIGHT);
        me.takes_a_picture(&folder.join(format!("{name}-{width}.png")));
    }
    {
        let _screen = me.on_a_screen_of(1280, HEIGHT);
        let _forced = me.asks_for("forced-colors", "active");
        me.takes_a_picture(&folder.join(format!("{name}-1280-forced-colours.png")));
    }
    // The rest is never printed, or would be the same on paper.
    if state.theme == Theme::Filled || state.name == states::WITHOUT_WASM {
        let paper = me.prints(&name);
        paper.pictures(folder, &format!("{name}-paper"));
    }
}

/// On the screen of a meeting room.
fn takes_pictures_of_the_slides(me: &Person, folder: &Path) {
    let _screen = me.on_a_screen_of(1920, 1080);
    me.forget_everything();
    me.open("#/present");
    for slide in 1..=8 {
        me.go(&format!("#/present/{slide}"));
        me.sees(&format!("{slide} of 8"));
        me.takes_a_picture(&folder.join(format!("present-{slide}-1920.png")));
    }
}

/// The one that opens the README: the briefing's first screen, some of it read.
fn takes_the_first_picture(me: &Person, folder: &Path) {
    let _screen = me.on_a_screen_of(1280, 800);
    me.forget_everything();
    me.store("7mb/read/new", "1 2 3");
    me.open("#/briefing");
    me.sees("3 of 7 read");
    let picture = me.browser.screenshot().unwrap();
    fs::write(folder.join("first-screen-1280.png"), picture).unwrap();
}

/// `#/plan filled` is `plan-filled`.
fn file_name(state: &str) -> String {
    let words = state.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}
