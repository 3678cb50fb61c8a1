//! How long it takes from opening the one file to accepting typing, beside another build of it:
//! `cargo xtask bench OTHER.html`; and how long many returns take, beside merely reading the same files:
//! `cargo xtask bench`. Figures for people; nothing is judged.

use super::{Test, test};
use crate::harness::engine::Engine;
use crate::harness::fixture::Fixture;
use crate::harness::server::with_head;
use crate::harness::site::{Delivery, STANDALONE_FILE};
use crate::user::User;
use serde_json::json;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Run instead of the tests when [`other`] says what to compare with.
pub const TESTS: &[Test] =
    &[test!(start_time_is_compared_with_another_build).in_deliveries(&[Delivery::File])];

/// Run instead of the tests when [`returns`] says where the returns are.
pub const OF_RETURNS: &[Test] =
    &[test!(import_time_is_compared_with_reading_the_same_files).in_deliveries(&[Delivery::File])];

/// The folder of returns, if they are what is to be measured.
pub fn returns() -> Option<PathBuf> {
    env::var_os("E2E_RETURNS").map(PathBuf::from)
}

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

fn start_time_is_compared_with_another_build(fixture: &Fixture) {
    let other = other().expect("E2E_BENCH names the other build");
    let user = fixture.user();
    let pages = [fixture.test_run.dist.join(STANDALONE_FILE), other].map(|file| {
        let html = fs::read_to_string(&file).expect("a build");
        with_head(&html, WATCH)
    });
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for (page, times) in pages.iter().zip(&mut times) {
            times.push(start_of(&user, page));
        }
    }
    let [ours, theirs] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    });
    fixture.note(&format!(
        "from opening to accepting typing, median of {ROUNDS}: {ours:.0} ms, the other build {theirs:.0} ms, {:+.1} %",
        (ours / theirs - 1.0) * 100.0
    ));
}

/// In milliseconds, by the page's own clock.
#[track_caller]
fn start_of(user: &User, page: &str) -> f64 {
    user.leave();
    let url = user.site.put_beside(user.test_run, "measured.html", page);
    user.browser.goto(&format!("{url}#/discussion")).unwrap();
    user.wait_until("the app is ready", || {
        let started = user
            .browser
            .execute("return window.e2eStarted || null;", vec![])?;
        started.as_f64().ok_or("it has not started".to_owned())
    })
}

/// What the page has to do: read the files, and nothing with them, as many at a time as it does best.
const MERELY_READING: &str = "
  const done = arguments[arguments.length - 1];
  const files = [...document.getElementById('e2e-files').files];
  const start = performance.now();
  let next = 0;
  const read = async () => {
    while (next < files.length) await files[next++].arrayBuffer();
  };
  Promise.all(Array.from({ length: 16 }, read)).then(() => done(performance.now() - start));";

/// Notes when the files were chosen and when what they come to stood on the screen, and what kept the page
/// from answering meanwhile.
const WATCH_RETURNS: &str = "
  window.e2eLong = [];
  if ((PerformanceObserver.supportedEntryTypes || []).includes('longtask')) {
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) window.e2eLong.push([task.startTime, task.duration]);
    }).observe({ type: 'longtask' });
  }
  document.getElementById('returns-files').addEventListener('change', () => {
    window.e2eChosen = performance.now();
  }, true);
  const look = () => {
    const said = [...document.querySelectorAll('[role=status]')].some((it) => /returns count/.test(it.textContent));
    if (!said) return setTimeout(look, 4);
    requestAnimationFrame(() => setTimeout(() => { window.e2eShown = performance.now(); }, 0));
  };
  look();";

/// Changes a list of the filter, and notes how long it took until what is shown was another.
const CHANGE_FILTER: &str = "
  const done = arguments[arguments.length - 1];
  const list = document.getElementById('filter-standing');
  const said = document.querySelector('.app-filter [role=status]');
  const start = performance.now();
  new MutationObserver((_, observer) => {
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start), 0));
  }).observe(said, { childList: true, subtree: true, characterData: true });
  list.value = arguments[0];
  list.dispatchEvent(new Event('change', { bubbles: true }));";

fn import_time_is_compared_with_reading_the_same_files(fixture: &Fixture) {
    let folder = returns().expect("E2E_RETURNS names the folder");
    let mut files: Vec<PathBuf> = (fs::read_dir(folder).expect("a folder").flatten())
        .map(|entry| entry.path())
        .collect();
    files.sort();
    let user = fixture.user();
    for count in [files.len() / 10, files.len()] {
        user.open("#/returns");
        let add = "const input = document.createElement('input');
            Object.assign(input, { type: 'file', multiple: true, id: 'e2e-files', ariaLabel: 'Merely read' });
            document.body.append(input);";
        user.script(add, vec![]);
        user.choose_files("Merely read", &files[..count]);
        let asked = |script, arguments| {
            let found = user.browser.execute_async(script, arguments).unwrap();
            found.as_f64().unwrap_or_default()
        };
        let floor = asked(MERELY_READING, vec![]).min(asked(MERELY_READING, vec![]));
        user.script("document.getElementById('e2e-files').remove();", vec![]);
        user.script(WATCH_RETURNS, vec![]);
        user.choose_files("Choose files", &files[..count]);
        let shown = "return window.e2eShown ? window.e2eShown - window.e2eChosen : null;";
        let took =
            user.wait_until_within(Duration::from_secs(300), "they are on the screen", || {
                let took = user.browser.execute(shown, vec![])?;
                took.as_f64().ok_or("they are not".to_owned())
            });
        let longest = user.script(
            "return Math.max(0, ...window.e2eLong.filter(([at]) => at > window.e2eChosen).map((it) => it[1]));",
            vec![],
        );
        let filtered = asked(CHANGE_FILTER, vec![json!("Overdue")]);
        fixture.note(&format!(
            "{count} returns: on the screen in {took:.0} ms, merely read in {floor:.0} ms ({:.2} times); \
             {:.3} ms a return; longest task {:.0} ms{}; filter {filtered:.0} ms; largest process {} MB",
            took / floor,
            took / f64::from(u32::try_from(count).unwrap_or(u32::MAX)),
            longest.as_f64().unwrap_or_default(),
            if fixture.engine == Engine::Chromium { "" } else { " (not told in this engine)" },
            largest_process(&user.test_run.folder).unwrap_or_default() / 1_000_000,
        ));
    }
}

/// How much memory the largest process of this run's browsers has, in bytes.
fn largest_process(folder: &Path) -> Option<u64> {
    let folder = folder.to_string_lossy().into_owned();
    let processes = fs::read_dir("/proc").ok()?.flatten();
    let of_ours = processes.filter_map(|process| {
        let environment = fs::read(process.path().join("environ")).ok()?;
        let command = fs::read(process.path().join("cmdline")).ok()?;
        let told = String::from_utf8_lossy(&[environment, command].concat()).into_owned();
        let memory = fs::read_to_string(process.path().join("statm")).ok()?;
        let pages: u64 = memory.split(' ').nth(1)?.parse().ok()?;
        told.contains(&folder).then_some(pages * 4096)
    });
    of_ours.max()
}
