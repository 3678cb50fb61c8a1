//! How long it takes from opening the one file to accepting typing, beside another build of it:
//! `cargo xtask bench OTHER.html`. Figures for people; nothing is judged.

use super::{Test, test};
use crate::harness::server::with_head;
use crate::harness::site::{Delivery, PORTABLE};
use crate::harness::stage::Stage;
use crate::person::Person;
use std::env;
use std::fs;
use std::path::PathBuf;

/// Run instead of the tests when [`other`] says what to compare with.
pub const TESTS: &[Test] =
    &[test!(the_start_is_measured_beside_another_build).in_deliveries(&[Delivery::File])];

/// Each of the two is opened so many times, in turn.
const ROUNDS: usize = 31;

/// The other build, if comparing is what is asked for.
pub fn other() -> Option<PathBuf> {
    env::var_os("E2E_BENCH").map(PathBuf::from)
}

/// Notes when the app has taken the place of the page it starts from: its boxes take what is typed then.
const WATCH: &str = "<script>
  new MutationObserver((changes, observer) => {
    if (!document.documentElement.classList.contains('app-started')) return;
    window.e2eStarted = performance.now();
    observer.disconnect();
  }).observe(document.documentElement, { attributes: true });
</script>";

fn the_start_is_measured_beside_another_build(stage: &Stage) {
    let other = other().expect("E2E_BENCH names the other build");
    let me = stage.person();
    let pages = [stage.world.dist.join(PORTABLE), other].map(|file| {
        let html = fs::read_to_string(&file).expect("a build");
        with_head(&html, WATCH)
    });
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for (page, times) in pages.iter().zip(&mut times) {
            times.push(start_of(&me, page));
        }
    }
    let [ours, theirs] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    });
    stage.note(&format!(
        "from opening to accepting typing, median of {ROUNDS}: {ours:.0} ms, the other build {theirs:.0} ms, {:+.1} %",
        (ours / theirs - 1.0) * 100.0
    ));
}

/// In milliseconds, by the page's own clock.
#[track_caller]
fn start_of(me: &Person, page: &str) -> f64 {
    me.leave();
    let url = me.site.put_beside(me.world, "measured.html", page);
    me.browser.goto(&format!("{url}#/discussion")).unwrap();
    me.until("the app is ready", || {
        let started = me
            .browser
            .run("return window.e2eStarted || null;", vec![])?;
        started.as_f64().ok_or("it has not started".to_owned())
    })
}
