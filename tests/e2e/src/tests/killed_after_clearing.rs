//! What was removed stays removed when the browser is killed. Local storage reaches the disk up to a minute
//! late, so after a kill it may still have what was removed from it.
//!
//! Not in `WebKitGTK`, whose driver gives every session a profile that ends with it.

use super::{KEEP_PROFILES, Test, repetitions, test};
use crate::harness::browser::Browser;
use crate::harness::engine::BrowserOptions;
use crate::harness::fixture::Fixture;
use crate::harness::site::Site;
use crate::harness::site_fault::SiteFault;
use crate::user::{User, ok_if};
use std::cell::RefCell;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub const TESTS: &[Test] = &[
    test!(a_cleared_record_stays_away_when_the_browser_is_killed).in_engines(KEEP_PROFILES),
    test!(a_record_deleted_for_good_stays_away_when_the_browser_is_killed)
        .in_engines(KEEP_PROFILES),
    test!(clearing_removes_all_or_nothing_when_the_browser_is_killed).in_engines(KEEP_PROFILES),
    test!(a_record_typed_after_clearing_is_there_when_the_browser_is_killed)
        .in_engines(KEEP_PROFILES),
];

/// How long after the page said that something was removed the browser is killed. An ordinary run tries
/// the first of these times only.
const DELAYS: [Duration; 4] = [
    Duration::from_millis(200),
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(20),
];

/// The longest time after which a browser is killed in the middle of clearing, in milliseconds.
const LATEST_KILL_MS: u64 = 300;

/// The start of the random numbers: every run kills at the same times.
const SEED: u64 = 0x7c1e_a51d;

const CLEAR: &str = "Delete everything saved here";
const CLEARED: &str = "Everything saved here has been deleted.";

/// What a failed attempt showed.
type Outcome = Result<(), String>;

fn a_cleared_record_stays_away_when_the_browser_is_killed(fixture: &Fixture) {
    let device = Device::new(fixture, "cleared");
    device.repeat_with_each_delay(|delay, number| {
        let words = format!("Cleared {number}");
        let user = device.user_with_records_on_disk(&[&words]);
        clear(&user);
        user.wait_for(delay);
        user.browser.kill();
        let user = device.user();
        sees_nothing_of(&user, &[&words])
    });
}

fn a_record_deleted_for_good_stays_away_when_the_browser_is_killed(fixture: &Fixture) {
    let device = Device::new(fixture, "deleted");
    device.repeat_with_each_delay(|delay, number| {
        let [deleted, kept] = ["Deleted", "Kept"].map(|it| format!("{it} {number}"));
        let user = device.user_with_records_on_disk(&[&kept, &deleted]);
        user.open("#/records");
        user.press(&format!("Delete {deleted}"));
        user.within_region("Deleted and replaced forms")
            .press(&format!("Delete permanently {deleted}"));
        user.sees_no("button", &format!("Delete permanently {deleted}"));
        user.wait_for(delay);
        user.browser.kill();
        let user = device.user();
        sees_nothing_of(&user, &[&deleted])?;
        open_records(&user);
        user.sees_a("button", &format!("Open {kept}"));
        Ok(())
    });
}

fn clearing_removes_all_or_nothing_when_the_browser_is_killed(fixture: &Fixture) {
    let device = Device::new(fixture, "half-cleared");
    let mut random = SEED;
    device.repeat(repetitions("E2E_KILLS", 1), |number| {
        let [first, second, deleted] =
            ["First", "Second", "In the trash"].map(|it| format!("{it} {number}"));
        let all = [first.as_str(), &second, &deleted];
        let user = device.user_with_records_on_disk(&all);
        user.open("#/records");
        user.press(&format!("Delete {deleted}"));
        user.within_region("Deleted and replaced forms")
            .sees_a("button", &format!("Restore {deleted}"));
        // The driver's answer to a question would take too long.
        user.script("window.confirm = () => true;", vec![]);
        let pressed = user.evaluate_on("button", CLEAR, "(setTimeout(() => it.click()), true)");
        assert_eq!(pressed, Ok(true.into()), "press the button");
        let start = Instant::now();
        let kill_after = Duration::from_millis(next_random(&mut random) % (LATEST_KILL_MS + 1));
        let mut was_seen = false;
        while start.elapsed() < kill_after {
            let text = user.try_visible_text().unwrap_or_default();
            was_seen |= text.contains(CLEARED);
        }
        user.browser.kill();
        let user = device.user();
        if was_seen {
            return sees_nothing_of(&user, &all)
                .map_err(|why| format!("killed after {kill_after:?}, {why}"));
        }
        open_records(&user);
        let stored = user.everything_stored();
        let there = all.iter().filter(|words| stored.contains(**words));
        let there: Vec<_> = there.collect();
        ok_if(there.is_empty() || there.len() == all.len(), || {
            format!("killed after {kill_after:?}, there are only {there:?}")
        })
    });
}

/// What is typed is saved for good within a second, as at any other time.
fn a_record_typed_after_clearing_is_there_when_the_browser_is_killed(fixture: &Fixture) {
    let device = Device::new(fixture, "typed-after");
    device.repeat(repetitions("E2E_KILLS", 1), |number| {
        let [old, new] = ["Old", "New"].map(|it| format!("{it} {number}"));
        let user = device.user_with_records_on_disk(&[&old]);
        clear(&user);
        user.go_to_step("Discussion");
        user.arrives_at("Discussion");
        user.type_into("Name of Organisation", &new);
        let typed_at = Instant::now();
        user.sees_saved();
        user.wait_for(Duration::from_secs(1).saturating_sub(typed_at.elapsed()));
        user.browser.kill();
        let user = device.user();
        open_records(&user);
        let stored = user.everything_stored();
        ok_if(!stored.contains(&old), || format!("{old} came back"))?;
        ok_if(stored.contains(&new), || format!("{new} is lost"))?;
        user.sees_a("button", &format!("Open {new}"));
        user.go_to_step("Discussion");
        user.sees_value("Name of Organisation", &new);
        Ok(())
    });
}

/// A computer on which a browser is started, killed and started again.
struct Device<'a> {
    fixture: &'a Fixture,
    options: BrowserOptions,
    site: Site,
    /// The browser that was started last.
    browser: RefCell<Option<Arc<Browser>>>,
}

impl<'a> Device<'a> {
    fn new(fixture: &'a Fixture, name: &str) -> Self {
        Self {
            fixture,
            options: fixture.options_with_profile(name),
            site: Site::new(fixture.test_run, fixture.delivery, &SiteFault::default()),
            browser: RefCell::default(),
        }
    }

    /// Starts the browser, with what is on the disk from earlier. Closes it first if it is running.
    #[track_caller]
    fn user(&self) -> User {
        if let Some(browser) = self.browser.take() {
            browser.quit();
        }
        let mut user = self.fixture.user_with_browser(&self.options);
        user.site = self.site.clone();
        self.browser.replace(Some(Arc::clone(&user.browser)));
        user
    }

    /// Starts the browser with nothing but a record for each of these organisations. All of it is on the
    /// disk, in local storage as well: the browser was closed and started again.
    #[track_caller]
    fn user_with_records_on_disk(&self, organisations: &[&str]) -> User {
        let user = self.user();
        user.clear_app_data();
        for organisation in organisations {
            user.open("#/records");
            user.press("Start a form for another team");
            user.arrives_at("Discussion");
            user.type_into("Name of Organisation", organisation);
            user.sees_saved();
        }
        let user = self.user();
        open_records(&user);
        for organisation in organisations {
            user.sees_a("button", &format!("Open {organisation}"));
        }
        user
    }

    /// Makes an attempt that often, each ending with a kill, and fails the test if any of them failed.
    #[track_caller]
    fn repeat(&self, times: usize, attempt: impl FnMut(usize) -> Outcome) {
        let failures = (1..=times).map(attempt).filter_map(Result::err);
        let failures: Vec<_> = failures.collect();
        let wrong = failures.len();
        self.fixture
            .note(&format!("{times} kills, {wrong} went wrong"));
        assert!(failures.is_empty(), "{}", summary(times, &failures));
    }

    /// The same with each of the [`DELAYS`].
    #[track_caller]
    fn repeat_with_each_delay(&self, attempt: impl Fn(Duration, usize) -> Outcome) {
        let times = repetitions("E2E_KILLS", 1);
        let delays = if times > 1 { &DELAYS[..] } else { &DELAYS[..1] };
        let mut summaries = Vec::new();
        for delay in delays {
            let attempts = (1..=times).map(|number| attempt(*delay, number));
            let failures: Vec<_> = attempts.filter_map(Result::err).collect();
            let wrong = failures.len();
            self.fixture.note(&format!(
                "{times} kills after {delay:?}, {wrong} went wrong"
            ));
            if !failures.is_empty() {
                summaries.push(format!("after {delay:?}: {}", summary(times, &failures)));
            }
        }
        assert!(summaries.is_empty(), "{}", summaries.join("\n"));
    }
}

fn summary(times: usize, failures: &[String]) -> String {
    let count = failures.len();
    let first = failures.first().map(String::as_str).unwrap_or_default();
    format!("{count} of {times} kills went wrong, the first one so: {first}")
}

/// Removes everything, and sees that the page says so.
#[track_caller]
fn clear(user: &User) {
    user.open("#/records");
    // The driver confirms the browser's question by itself.
    user.press(CLEAR);
    user.sees(CLEARED);
}

/// Opens the list of records, and waits until it has what the backup has, too.
#[track_caller]
fn open_records(user: &User) {
    user.open("#/records");
    user.sees("saved in two places");
}

/// Neither the list of records nor the form shows any of these words, and nothing that is stored has them.
#[track_caller]
fn sees_nothing_of(user: &User, all: &[&str]) -> Outcome {
    open_records(user);
    let mut found = user.try_visible_text()?;
    user.go_to_step("Discussion");
    user.arrives_at("Discussion");
    found += &user.value_of("Name of Organisation");
    found += &user.everything_stored();
    let back: Vec<_> = all.iter().filter(|words| found.contains(**words)).collect();
    ok_if(back.is_empty(), || format!("{back:?} came back"))
}

/// The next of a series of numbers that look random (xorshift).
fn next_random(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}
