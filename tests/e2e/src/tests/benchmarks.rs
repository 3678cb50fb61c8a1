//! Measures the start of the standalone file against another build of it (`cargo xtask bench
//! OTHER.html`), and the import of many returns against merely reading the same files (`cargo xtask
//! bench`). Prints figures without limits.

use super::{Test, test};
use crate::harness::engine::Engine;
use crate::harness::fixture::Fixture;
use crate::harness::site::{Delivery, STANDALONE_FILE};
use crate::harness::site_fault::SiteFault;
use crate::user::User;
use serde_json::json;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Runs instead of the tests when [`other_build`] is set.
pub const OF_START: &[Test] =
    &[test!(start_time_is_compared_with_another_build).in_deliveries(&[Delivery::File])];

/// Runs instead of the tests when [`returns_folder`] is set.
pub const OF_RETURNS: &[Test] =
    &[test!(import_time_is_compared_with_reading_the_same_files).in_deliveries(&[Delivery::File])];

/// The folder of returns, if this run is to measure importing them.
pub fn returns_folder() -> Option<PathBuf> {
    env::var_os("E2E_RETURNS").map(PathBuf::from)
}

/// How often each of the two builds is opened, in turn.
const ROUNDS: usize = 31;

/// The other build, if this run is to compare with one.
pub fn other_build() -> Option<PathBuf> {
    env::var_os("E2E_BENCH").map(PathBuf::from)
}

/// Notes when the app has replaced the prerendered page: from then on, its fields accept typing.
const WATCH_START: &str = "
  new MutationObserver((changes, observer) => {
    if (!document.documentElement.classList.contains('app-started')) return;
    window.e2eStarted = performance.now();
    observer.disconnect();
  }).observe(document.documentElement, { attributes: true });";

fn start_time_is_compared_with_another_build(fixture: &Fixture) {
    let other = other_build().expect("E2E_BENCH names the other build");
    let user = fixture.user();
    let pages = [fixture.test_run.dist.join(STANDALONE_FILE), other].map(|file| {
        let html = fs::read_to_string(&file).expect("a build");
        SiteFault::injected_script(WATCH_START).apply_to_html(html)
    });
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for (page, times) in pages.iter().zip(&mut times) {
            times.push(start_time(&user, page));
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

/// The time from opening to accepting typing in milliseconds, by the page's own clock.
#[track_caller]
fn start_time(user: &User, page: &str) -> f64 {
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

/// Reads the files and does nothing with them, sixteen at a time, which is fastest.
const READ_FILES: &str = "
  const done = arguments[arguments.length - 1];
  const files = [...document.getElementById('e2e-files').files];
  const start = performance.now();
  let next = 0;
  const read = async () => {
    while (next < files.length) await files[next++].arrayBuffer();
  };
  Promise.all(Array.from({ length: 16 }, read)).then(() => done(performance.now() - start));";

/// Notes when files are chosen, when their count is on the screen, and the long tasks in between.
const WATCH_IMPORT: &str = "
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
    const isShown = [...document.querySelectorAll('[role=status]')].some((it) => /returns in use/.test(it.textContent));
    if (!isShown) return setTimeout(look, 4);
    requestAnimationFrame(() => setTimeout(() => { window.e2eShown = performance.now(); }, 0));
  };
  look();";

/// Changes an option of the filter and returns how long it takes until its status has changed.
const CHANGE_FILTER: &str = "
  const done = arguments[arguments.length - 1];
  const list = document.getElementById('filter-standing');
  const status = document.querySelector('.app-filter [role=status]');
  const start = performance.now();
  new MutationObserver((_, observer) => {
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start), 0));
  }).observe(status, { childList: true, subtree: true, characterData: true });
  list.value = [...list.options].find((it) => it.textContent.trim() === arguments[0]).value;
  list.dispatchEvent(new Event('change', { bubbles: true }));";

fn import_time_is_compared_with_reading_the_same_files(fixture: &Fixture) {
    let folder = returns_folder().expect("E2E_RETURNS names the folder");
    let mut files: Vec<PathBuf> = (fs::read_dir(folder).expect("a folder").flatten())
        .map(|entry| entry.path())
        .collect();
    files.sort();
    let user = fixture.user();
    for count in [files.len() / 10, files.len()] {
        user.open("#/returns");
        let add = "const input = document.createElement('input');
            Object.assign(input, { type: 'file', multiple: true, id: 'e2e-files', ariaLabel: 'Only read' });
            document.body.append(input);";
        user.script(add, vec![]);
        user.choose_files("Only read", &files[..count]);
        let time_of = |script, arguments| {
            let time = user.browser.execute_async(script, arguments).unwrap();
            time.as_f64().unwrap_or_default()
        };
        let read = time_of(READ_FILES, vec![]).min(time_of(READ_FILES, vec![]));
        user.script("document.getElementById('e2e-files').remove();", vec![]);
        user.script(WATCH_IMPORT, vec![]);
        user.choose_files("Choose files", &files[..count]);
        let shown = "return window.e2eShown ? window.e2eShown - window.e2eChosen : null;";
        let imported =
            user.wait_until_within(Duration::from_secs(300), "they are on the screen", || {
                let time = user.browser.execute(shown, vec![])?;
                time.as_f64().ok_or("they are not".to_owned())
            });
        let longest = user.script(
            "return Math.max(0, ...window.e2eLong.filter(([at]) => at > window.e2eChosen).map((it) => it[1]));",
            vec![],
        );
        let filtered = time_of(CHANGE_FILTER, vec![json!("Overdue")]);
        fixture.note(&format!(
            "{count} returns: on the screen in {imported:.0} ms, only read in {read:.0} ms ({:.2} times); \
             {:.3} ms a return; longest task {:.0} ms{}; filter {filtered:.0} ms; largest process {} MB",
            imported / read,
            imported / f64::from(u32::try_from(count).unwrap_or(u32::MAX)),
            longest.as_f64().unwrap_or_default(),
            if fixture.engine == Engine::Chromium { "" } else { " (not reported by this engine)" },
            largest_process(&user.test_run.folder).unwrap_or_default() / 1_000_000,
        ));
    }
}

/// The memory of the largest process of this run's browsers, in bytes.
fn largest_process(folder: &Path) -> Option<u64> {
    let folder = folder.to_string_lossy().into_owned();
    let processes = fs::read_dir("/proc").ok()?.flatten();
    let of_ours = processes.filter_map(|process| {
        let environment = fs::read(process.path().join("environ")).ok()?;
        let command = fs::read(process.path().join("cmdline")).ok()?;
        let description = String::from_utf8_lossy(&[environment, command].concat()).into_owned();
        let memory = fs::read_to_string(process.path().join("statm")).ok()?;
        let pages: u64 = memory.split(' ').nth(1)?.parse().ok()?;
        description.contains(&folder).then_some(pages * 4096)
    });
    of_ours.max()
}
