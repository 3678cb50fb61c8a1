//! Present mode, and how far one has read.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::harness::site::SiteFault;
use crate::harness::webdriver::keys::{END, ESCAPE, HOME, LEFT, PAGE_DOWN, PAGE_UP, RIGHT, SPACE};
use crate::record;
use crate::user::{User, with_page};
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(slides_fit_the_screen_and_can_be_read_across_a_room),
    test!(keys_clickers_and_buttons_change_slides),
    test!(a_slide_that_does_not_fit_scrolls_before_the_next_slide_comes),
    test!(a_swipe_changes_slides),
    test!(the_timer_is_right_after_the_tab_was_in_the_background),
    test!(presenting_ends_with_the_discussion),
    test!(reading_progress_is_kept_with_the_record),
    test!(nothing_shifts_when_the_app_starts),
];

const FIRST: &str = "01 Background";
const LAST: &str = "To discuss";

/// In frames of these sizes, since not every engine can be given a window of them. The smallest type is
/// 28 px at 1280 by 720, and grows with the screen.
fn slides_fit_the_screen_and_can_be_read_across_a_room(fixture: &Fixture) {
    let look = with_page(
        "const least = arguments[0];
         const found = [];
         const page = document.documentElement;
         const slide = document.getElementById('slide');
         if (page.scrollHeight > page.clientHeight || page.scrollWidth > page.clientWidth) {
           found.push('the page has to be scrolled');
         }
         if (slide.scrollHeight > slide.clientHeight || slide.scrollWidth > slide.clientWidth) {
           found.push(`the slide has to be scrolled: ${slide.scrollHeight} in ${slide.clientHeight}`);
         }
         const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
         while (texts.nextNode()) {
           const e = texts.currentNode.parentElement;
           if (!texts.currentNode.data.trim() || UNREAD.has(e.tagName) || !shown(e)) continue;
           if (e.closest('.govuk-visually-hidden')) continue;
           const size = parseFloat(getComputedStyle(e).fontSize);
           if (size < least) found.push(`“${clean(texts.currentNode.data).slice(0, 40)}” has ${size} px`);
         }
         return found;",
    );
    let user = fixture.user();
    for (width, height, least) in [(1280, 720, 28.0), (1920, 1080, 42.0)] {
        user.open_framed(
            "#/present/1",
            &format!("width=\"{width}\" height=\"{height}\""),
        );
        user.wait_until_ready();
        for slide in 1..=8 {
            user.go_to(&format!("#/present/{slide}"));
            user.sees(&format!("{slide} of 8"));
            // It is fitted in the frame after the one in which it is turned to.
            user.wait_until(&format!("slide {slide} fits {width} pixels"), || {
                let found = user.browser.execute(&look, vec![json!(least)])?;
                match found.as_array() {
                    Some(found) if found.is_empty() => Ok(()),
                    _ => Err(found.to_string()),
                }
            });
        }
    }
    user.leave();
}

fn keys_clickers_and_buttons_change_slides(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/briefing");
    user.follow("Present to your team");
    user.arrives_at(FIRST);
    user.sees_title_containing("Present");
    // What stands around other pages is away.
    user.sees_no("link", "Records on this device");
    let second = "02 Safeguarding concerns";
    for (key, heading) in [
        (RIGHT, second),
        (PAGE_DOWN, "03 The incident"),
        (PAGE_UP, second),
        (LEFT, FIRST),
        (LEFT, FIRST),
        (END, LAST),
        (RIGHT, LAST),
        (HOME, FIRST),
    ] {
        user.press_keys(&key.to_string());
        user.arrives_at(heading);
        // The full screen comes a moment later, and with it another size to fit.
        user.wait_until("the slide is fitted", || {
            let left = user.browser.execute(
                "const slide = document.getElementById('slide');
                 return slide.scrollHeight - slide.clientHeight;",
                vec![],
            )?;
            if left == json!(0) {
                Ok(())
            } else {
                Err(format!("{left} px are left to scroll"))
            }
        });
    }
    user.press("Next");
    user.arrives_at(second);
    user.press("Back");
    user.arrives_at(FIRST);
    user.press("Next");
    user.arrives_at(second);
    // On a button, Space presses it.
    user.tab_to("Back");
    user.press_keys(&SPACE.to_string());
    user.arrives_at(FIRST);
    user.press_keys(&SPACE.to_string());
    user.arrives_at(second);
    // Out of it one comes to the segment that was shown, by the key and by the button.
    user.press_keys(&ESCAPE.to_string());
    user.sees_focus_in("h2", second);
    user.sees_a("link", "Records on this device");
    user.follow("Present to your team");
    user.arrives_at(FIRST);
    user.press("Leave");
    user.sees_focus_in("h2", FIRST);
    // And the way back leads past the slides.
    user.back();
    user.arrives_at(FIRST);
    user.back();
    user.sees_focus_in("h2", second);
}

/// As at a zoom of 400%: what does not fit can be read with the keys, and each slide begins at its start.
fn a_slide_that_does_not_fit_scrolls_before_the_next_slide_comes(fixture: &Fixture) {
    let user = fixture.user();
    user.open_framed("#/present/2", "width=\"320\" height=\"400\"");
    user.wait_until_ready();
    user.sees_heading("02 Safeguarding concerns");
    user.script("document.querySelector('h1').focus();", vec![]);
    let scrolled = || {
        let top = user.script("return document.getElementById('slide').scrollTop;", vec![]);
        top.as_f64().unwrap()
    };
    let mut presses = 0;
    let mut before = -1.0;
    while scrolled() > before {
        before = scrolled();
        user.press_keys(&PAGE_DOWN.to_string());
        presses += 1;
        assert!(presses < 60, "it never ends");
    }
    assert!(presses > 2, "it was scrolled {presses} times");
    user.sees_heading("03 The incident");
    user.wait_until("the slide begins at its start", || {
        let top = scrolled();
        if top == 0.0 {
            Ok(())
        } else {
            Err(format!("at {top}"))
        }
    });
    user.leave();
}

/// The events of a finger come from a script: not every driver can touch.
fn a_swipe_changes_slides(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/present");
    user.sees_heading(FIRST);
    let draw = |pointer: &str, across: i32, along: i32| {
        user.script(
            "const slide = document.querySelector('#slide').parentElement;
             const [pointerType, across, along] = arguments;
             const at = (type, x, y) => slide.dispatchEvent(new PointerEvent(type, {
               bubbles: true, pointerType, pointerId: 7, clientX: x, clientY: y }));
             at('pointerdown', 400, 300);
             at('pointerup', 400 + across, 300 + along);",
            vec![json!(pointer), json!(across), json!(along)],
        );
    };
    draw("touch", -200, 20);
    user.arrives_at("02 Safeguarding concerns");
    draw("touch", 200, -20);
    user.arrives_at(FIRST);
    // No swipe: too short, downwards, or a mouse that marks some text.
    draw("touch", -30, 0);
    draw("touch", -100, 200);
    draw("mouse", -300, 0);
    draw("touch", -200, 0);
    user.arrives_at("02 Safeguarding concerns");
}

/// The clock of the device is moved on by hand: to the page it is as if it had not run meanwhile.
fn the_timer_is_right_after_the_tab_was_in_the_background(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault {
        head: Some(
            "<script>
               const now = Date.now;
               document.addEventListener('e2e-later', (event) => {
                 const before = Date.now;
                 Date.now = () => before() + event.detail;
               });
             </script>"
                .to_owned(),
        ),
        ..SiteFault::default()
    });
    let later = |seconds: u32| {
        user.script(
            "document.dispatchEvent(new CustomEvent('e2e-later', { detail: arguments[0] }));",
            vec![json!(seconds * 1_000)],
        );
    };
    user.open("#/present");
    user.sees_heading(FIRST);
    assert!((400..=420).contains(&seconds_left(&user)));
    later(180);
    user.wait_until("three minutes are gone", || in_range(&user, 220, 240));
    user.press("Pause");
    user.sees_a("button", "Go on");
    let paused = seconds_left(&user);
    later(60);
    user.press("Next");
    user.arrives_at("02 Safeguarding concerns");
    assert_eq!(seconds_left(&user), paused, "a pause does not count");
    user.press("Go on");
    user.sees_a("button", "Pause");
    later(60);
    user.wait_until("it goes on", || in_range(&user, paused - 80, paused - 60));
    user.press("Reset");
    user.wait_until("all the time is left again", || in_range(&user, 400, 420));
    later(440);
    user.sees("+0:");
}

/// The seconds that the clock says are left.
fn seconds_left(user: &User) -> i64 {
    let found = user.script(
        &with_page("return visibleText(document.querySelector('[role=timer]'));"),
        vec![],
    );
    let (minutes, seconds) = found.as_str().unwrap().split_once(':').unwrap();
    minutes.parse::<i64>().unwrap() * 60 + seconds.parse::<i64>().unwrap()
}

fn in_range(user: &User, least: i64, most: i64) -> Result<(), String> {
    let left = seconds_left(user);
    if (least..=most).contains(&left) {
        Ok(())
    } else {
        Err(format!("{left} s are left"))
    }
}

fn presenting_ends_with_the_discussion(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/present/7");
    user.sees_heading("07 Implementing Change");
    user.press("Next");
    user.arrives_at(LAST);
    user.sees_in_order(&[
        "Identify the learning or recommendations that are relevant to your team",
        "How to improve communication between your agency and other agencies.",
        "Better understanding of the lived experience of the child",
    ]);
    user.follow("Start the discussion");
    user.arrives_at("Discussion");
    user.sees_a("link", "Records on this device");
}

fn reading_progress_is_kept_with_the_record(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/briefing");
    user.sees("about 2 minutes to read to yourself");
    user.sees("None read yet");
    // WebKitGTK's window may be a strip, in which no segment is in view as a whole.
    user.wait_until("have a whole window", || {
        user.browser.wait_for_full_window()
    });
    user.go_to("#/briefing/segment-1");
    user.wait_until("the first segment is read", || {
        let text = user.try_visible_text()?;
        if text.contains("1 of 7 read") {
            return Ok(());
        }
        let place = user.browser.execute(
            "const box = document.getElementById('/briefing/segment-1').getBoundingClientRect();
             return [document.hidden, innerWidth, innerHeight, box.top, box.bottom];",
            vec![],
        )?;
        Err(format!("hidden, window, top and bottom: {place}"))
    });
    user.reload();
    user.sees("1 of 7 read");
    user.within("navigation", "Steps").follow("Discussion");
    user.type_into("Name of Organisation", "Northbank School");
    user.sees_saved();
    let stored = user.stored_entries();
    let read: Vec<&String> = stored.keys().filter(|it| it.contains("/read/")).collect();
    assert_eq!(read.len(), 1, "{read:?}");
    assert_ne!(read[0], "7mb/read/new");
    user.open("#/briefing");
    user.sees("1 of 7 read");
    // Another team begins with none.
    user.follow("Records on this device");
    user.press("Start a new record");
    user.arrives_at("Discussion");
    user.within("navigation", "Steps").follow("Briefing");
    user.sees("None read yet");
}

/// Both for a newcomer and for who has a record here: everything stands where it stood before the app began.
/// In Chromium, which tells of shifts, that is asked, too.
fn nothing_shifts_when_the_app_starts(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault {
        head: Some(
            "<script>
               window.e2ePlaces = () => ['h1', '.app-briefing-head .app-quiet', '#segment-1', '#segment-4', '#segment-7']
                 .map((it) => Math.round(document.querySelector(it).getBoundingClientRect().top + scrollY));
               addEventListener('DOMContentLoaded', () => { window.e2eBefore = e2ePlaces(); });
             </script>"
                .to_owned(),
        ),
        ..SiteFault::default()
    });
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
            user.open_framed("#/briefing", &format!("width=\"{width}\" height=\"800\""));
            user.wait_until_ready();
            let found = user.browser.execute_async(shifts, vec![]).unwrap();
            // A line of the header that is painted a frame later on a busy machine is some 0.003; a tenth
            // of what counts as still on the web is allowed.
            let is_still = found[1] == found[2] && found[0].as_f64() < Some(0.01);
            assert!(is_still, "{width} px, record: {has_a_record}: {found}");
        }
    }
    user.leave();
}
