//! Several tabs on one computer: whatever happens to them in whatever order, every word typed is
//! in a record, in an earlier version, in the trash or on a screen. Once nothing happens any more,
//! tabs with the same record open all show the same.
//!
//! Each tab is the real vault, with faults in the store, tabs that sleep, browsers that are
//! killed and clocks that jump. Every word is a number in brackets, so that it can be found again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

#[path = "../common/mod.rs"]
mod common;
mod happening;
mod trial;

use common::cases;
use proptest::{collection::vec, prelude::*};

use happening::{Happening, everyday_happening, happening};
use trial::Trial;

const TABS: usize = 3;

fn run(happenings: &[Happening]) -> Result<(), TestCaseError> {
    let mut trial = Trial::new();
    for happening in happenings {
        trial.happen(happening)?;
    }
    trial.rest()
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn no_word_is_lost_and_all_tabs_end_up_showing_the_same(
        happenings in vec(everyday_happening(), 0..60),
    ) {
        run(&happenings)?;
    }

    #[test]
    fn no_word_is_lost_whatever_goes_wrong(happenings in vec(happening(), 0..60)) {
        run(&happenings)?;
    }
}
