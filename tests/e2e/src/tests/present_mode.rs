//! Present mode, and how far one has read.

use super::{Test, test};
use crate::harness::fixture::Stage;
use crate::harness::site::Spoilt;
use crate::harness::webdriver::keys::{END, ESCAPE, HOME, LEFT, PAGE_DOWN, PAGE_UP, RIGHT, SPACE};
use crate::record;
use crate::user::{Person, with_page};
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(slides_need_no_scrolling_and_can_be_read_across_a_room),
    test!(keys_clickers_and_buttons_turn_the_slides),
    test!(a_slide_that_does_not_fit_is_scrolled_before_it_is_turned),
    test!(a_finger_drawn_across_turns_the_slides),
    test!(the_clock_is_right_after_the_tab_was_in_the_background),
    test!(presenting_ends_with_the_discussion),
    test!(what_was_read_is_kept_with_the_record),
    test!(nothing_shifts_when_the_app_takes_over),
];

const FIRST: &str = "01 Background";
const LAST: &str = "To discuss";

/// In frames of these sizes, since not every engine can be given a window of them. The smallest type is
/// 28 px at 1280 by 720, and grows with the screen.
fn slides_need_no_scrolling_and_can_be_read_across_a_room(stage: &Stage) {
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
    let me = stage.person();
    for (width, height, least) in [(1280, 720, 28.0), (1920, 1080, 42.0)] {
        me.open_framed(
            "#/present/1",
            &format!("width=\"{width}\" height=\"{height}\""),
        );
        me.is_ready();
        for slide in 1..=8 {
            me.go(&format!("#/present/{slide}"));
            me.sees(&format!("{slide} of 8"));
            // It is fitted in the frame after the one in which it is turned to.
            me.until(&format!("slide {slide} fits {width} pixels"), || {
                let found = me.browser.run(&look, vec![json!(least)])?;
                match found.as_array() {
                    Some(found) if found.is_empty() => Ok(()),
                    _ => Err(found.to_string()),
                }
            });
        }
    }
    me.leave();
}

fn keys_clickers_and_buttons_turn_the_slides(stage: &Stage) {
    let me = stage.person();
    me.open("#/briefing");
    me.follow("Present to your team");
    me.arrives_at(FIRST);
    me.title_contains("Present");
    // What stands around other pages is away.
    me.sees_no("link", "Records on this device");
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
        me.press_keys(&key.to_string());
        me.arrives_at(heading);
        // The full screen comes a moment later, and with it another size to fit.
        me.until("the slide is fitted", || {
            let left = me.browser.run(
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
    me.press("Next");
    me.arrives_at(second);
    me.press("Back");
    me.arrives_at(FIRST);
    me.press("Next");
    me.arrives_at(second);
    // On a button, Space presses it.
    me.tabs_to("Back");
    me.press_keys(&SPACE.to_string());
    me.arrives_at(FIRST);
    me.press_keys(&SPACE.to_string());
    me.arrives_at(second);
    // Out of it one comes to the segment that was shown, by the key and by the button.
    me.press_keys(&ESCAPE.to_string());
    me.has_focus_in("h2", second);
    me.sees_a("link", "Records on this device");
    me.follow("Present to your team");
    me.arrives_at(FIRST);
    me.press("Leave");
    me.has_focus_in("h2", FIRST);
    // And the way back leads past the slides.
    me.back();
    me.arrives_at(FIRST);
    me.back();
    me.has_focus_in("h2", second);
}

/// As at a zoom of 400%: what does not fit can be read with the keys, and each slide begins at its start.
fn a_slide_that_does_not_fit_is_scrolled_before_it_is_turned(stage: &Stage) {
    let me = stage.person();
    me.open_framed("#/present/2", "width=\"320\" height=\"400\"");
    me.is_ready();
    me.sees_heading("02 Safeguarding concerns");
    me.script("document.querySelector('h1').focus();", vec![]);
    let scrolled = || {
        let top = me.script("return document.getElementById('slide').scrollTop;", vec![]);
        top.as_f64().unwrap()
    };
    let mut presses = 0;
    let mut before = -1.0;
    while scrolled() > before {
        before = scrolled();
        me.press_keys(&PAGE_DOWN.to_string());
        presses += 1;
        assert!(presses < 60, "it never ends");
    }
    assert!(presses > 2, "it was scrolled {presses} times");
    me.sees_heading("03 The incident");
    me.until("the slide begins at its start", || {
        let top = scrolled();
        if top == 0.0 {
            Ok(())
        } else {
            Err(format!("at {top}"))
        }
    });
    me.leave();
}

/// The events of a finger come from a script: not every driver can touch.
fn a_finger_drawn_across_turns_the_slides(stage: &Stage) {
    let me = stage.person();
    me.open("#/present");
    me.sees_heading(FIRST);
    let draw = |pointer: &str, across: i32, along: i32| {
        me.script(
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
    me.arrives_at("02 Safeguarding concerns");
    draw("touch", 200, -20);
    me.arrives_at(FIRST);
    // No swipe: too short, downwards, or a mouse that marks some text.
    draw("touch", -30, 0);
    draw("touch", -100, 200);
    draw("mouse", -300, 0);
    draw("touch", -200, 0);
    me.arrives_at("02 Safeguarding concerns");
}

/// The clock of the device is moved on by hand: to the page it is as if it had not run meanwhile.
fn the_clock_is_right_after_the_tab_was_in_the_background(stage: &Stage) {
    let me = stage.person_at(&Spoilt {
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
        ..Spoilt::default()
    });
    let later = |seconds: u32| {
        me.script(
            "document.dispatchEvent(new CustomEvent('e2e-later', { detail: arguments[0] }));",
            vec![json!(seconds * 1_000)],
        );
    };
    me.open("#/present");
    me.sees_heading(FIRST);
    assert!((400..=420).contains(&seconds_left(&me)));
    later(180);
    me.until("three minutes are gone", || in_range(&me, 220, 240));
    me.press("Pause");
    me.sees_a("button", "Go on");
    let paused = seconds_left(&me);
    later(60);
    me.press("Next");
    me.arrives_at("02 Safeguarding concerns");
    assert_eq!(seconds_left(&me), paused, "a pause does not count");
    me.press("Go on");
    me.sees_a("button", "Pause");
    later(60);
    me.until("it goes on", || in_range(&me, paused - 80, paused - 60));
    me.press("Reset");
    me.until("all the time is left again", || in_range(&me, 400, 420));
    later(440);
    me.sees("+0:");
}

/// The seconds that the clock says are left.
fn seconds_left(me: &Person) -> i64 {
    let found = me.script(
        &with_page("return visibleText(document.querySelector('[role=timer]'));"),
        vec![],
    );
    let (minutes, seconds) = found.as_str().unwrap().split_once(':').unwrap();
    minutes.parse::<i64>().unwrap() * 60 + seconds.parse::<i64>().unwrap()
}

fn in_range(me: &Person, least: i64, most: i64) -> Result<(), String> {
    let left = seconds_left(me);
    if (least..=most).contains(&left) {
        Ok(())
    } else {
        Err(format!("{left} s are left"))
    }
}

fn presenting_ends_with_the_discussion(stage: &Stage) {
    let me = stage.person();
    me.open("#/present/7");
    me.sees_heading("07 Implementing Change");
    me.press("Next");
    me.arrives_at(LAST);
    me.sees_in_order(&[
        "Identify the learning or recommendations that are relevant to your team",
        "How to improve communication between your agency and other agencies.",
        "Better understanding of the lived experience of the child",
    ]);
    me.follow("Start the discussion");
    me.arrives_at("Discussion");
    me.sees_a("link", "Records on this device");
}

fn what_was_read_is_kept_with_the_record(stage: &Stage) {
    let me = stage.person();
    me.open("#/briefing");
    me.sees("about 2 minutes to read to yourself");
    me.sees("None read yet");
    // WebKitGTK's window may be a strip, in which no segment is in view as a whole.
    me.until("have a whole window", || me.browser.see_a_whole_window());
    me.go("#/briefing/segment-1");
    me.until("the first segment is read", || {
        let text = me.try_text()?;
        if text.contains("1 of 7 read") {
            return Ok(());
        }
        let place = me.browser.run(
            "const box = document.getElementById('/briefing/segment-1').getBoundingClientRect();
             return [document.hidden, innerWidth, innerHeight, box.top, box.bottom];",
            vec![],
        )?;
        Err(format!("hidden, window, top and bottom: {place}"))
    });
    me.reload();
    me.sees("1 of 7 read");
    me.within("navigation", "Steps").follow("Discussion");
    me.type_into("Name of Organisation", "Northbank School");
    me.sees_it_saved();
    let stored = me.stored();
    let read: Vec<&String> = stored.keys().filter(|it| it.contains("/read/")).collect();
    assert_eq!(read.len(), 1, "{read:?}");
    assert_ne!(read[0], "7mb/read/new");
    me.open("#/briefing");
    me.sees("1 of 7 read");
    // Another team begins with none.
    me.follow("Records on this device");
    me.press("Start a new record");
    me.arrives_at("Discussion");
    me.within("navigation", "Steps").follow("Briefing");
    me.sees("None read yet");
}

/// Both for a newcomer and for who has a record here: everything stands where it stood before the app began.
/// In Chromium, which tells of shifts, that is asked, too.
fn nothing_shifts_when_the_app_takes_over(stage: &Stage) {
    let me = stage.person_at(&Spoilt {
        head: Some(
            "<script>
               window.e2ePlaces = () => ['h1', '.app-briefing-head .app-quiet', '#segment-1', '#segment-4', '#segment-7']
                 .map((it) => Math.round(document.querySelector(it).getBoundingClientRect().top + scrollY));
               addEventListener('DOMContentLoaded', () => { window.e2eBefore = e2ePlaces(); });
             </script>"
                .to_owned(),
        ),
        ..Spoilt::default()
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
            me.forget_everything();
            if has_a_record {
                me.has_a_record();
                me.store(&format!("7mb/read/{}", record::ID), "1 2 3");
            }
            me.open_framed("#/briefing", &format!("width=\"{width}\" height=\"800\""));
            me.is_ready();
            let found = me.browser.run_until_called(shifts, vec![]).unwrap();
            // A line of the header that is painted a frame later on a busy machine is some 0.003; a tenth
            // of what counts as still on the web is allowed.
            let is_still = found[1] == found[2] && found[0].as_f64() < Some(0.01);
            assert!(is_still, "{width} px, record: {has_a_record}: {found}");
        }
    }
    me.leave();
}
