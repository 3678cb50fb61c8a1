//! Present mode: the briefing as slides for a meeting.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::harness::site_fault::SiteFault;
use crate::user::{User, ok_if, page_script};
use fantoccini::key::Key;
use serde_json::json;
use std::ops::RangeInclusive;

pub const TESTS: &[Test] = &[
    test!(slides_fit_the_screen_and_can_be_read_across_a_room),
    test!(keys_clickers_and_buttons_change_slides),
    test!(a_slide_that_does_not_fit_scrolls_before_the_next_slide_comes),
    test!(a_swipe_changes_slides),
    test!(the_timer_is_right_after_the_tab_was_in_the_background),
    test!(a_reload_keeps_the_slide_and_the_timer),
    test!(the_text_on_slides_can_be_doubled),
    test!(the_buttons_go_away_until_the_pointer_moves),
    test!(presenting_ends_with_the_discussion),
];

const TITLE: &str = "Case Reviews 2017-2020";
const FIRST: &str = "01 Background";
const SECOND: &str = "02a Safeguarding concerns";
const LAST: &str = "To discuss";

/// In frames, since not every engine can have windows of these sizes. The smallest text is 28 pixels at
/// 1280 by 720 and grows with the screen.
fn slides_fit_the_screen_and_can_be_read_across_a_room(fixture: &Fixture) {
    let find_faults = page_script(
        "const smallest = arguments[0];
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
           if (!texts.currentNode.data.trim() || NOT_TEXT.has(e.tagName) || !isShown(e)) continue;
           // Who presents reads the buttons, and not the people at the back.
           if (e.closest('.govuk-visually-hidden, .app-slide__foot')) continue;
           const size = parseFloat(getComputedStyle(e).fontSize);
           if (size < smallest) found.push(`“${normalizeSpace(texts.currentNode.data).slice(0, 40)}” has ${size} px`);
         }
         return found;",
    );
    let user = fixture.user();
    for (width, height, smallest) in [(1280, 720, 28.0), (1920, 1080, 42.0)] {
        user.open_in_frame("#/present/1", width, height);
        for slide in 1..=14 {
            user.go_to(&format!("#/present/{slide}"));
            user.sees(&format!("{slide} of 14"));
            // The text is fitted one animation frame after the slide is shown.
            user.wait_until(&format!("slide {slide} fits {width} pixels"), || {
                let found = user.browser.execute(&find_faults, vec![json!(smallest)])?;
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
    user.arrives_at(TITLE);
    user.sees_title_containing("Present");
    // The header of other pages is not there.
    user.sees_no("link", "Saved forms");
    for (key, heading) in [
        (Key::Right, FIRST),
        (Key::PageDown, SECOND),
        (Key::PageUp, FIRST),
        (Key::Left, TITLE),
        (Key::Left, TITLE),
        (Key::End, LAST),
        (Key::Right, LAST),
        (Key::Home, TITLE),
    ] {
        user.press_keys(&key);
        user.arrives_at(heading);
        // The browser goes to full screen a moment later, and the text is fitted again.
        user.wait_until("the slide is fitted", || {
            let left = user.browser.execute(
                "const slide = document.getElementById('slide');
                 return slide.scrollHeight - slide.clientHeight;",
                vec![],
            )?;
            ok_if(left == 0, || format!("{left} px are left to scroll"))
        });
    }
    user.press("Next");
    user.arrives_at(FIRST);
    user.press("Back");
    user.arrives_at(TITLE);
    user.press("Next");
    user.arrives_at(FIRST);
    // Space presses a focused button, and otherwise shows the next slide.
    user.tab_to("Back");
    user.press_keys(" ");
    user.arrives_at(TITLE);
    user.press_keys(" ");
    user.arrives_at(FIRST);
    user.press_keys(" ");
    user.arrives_at(SECOND);
    // The Escape key leads back to the segment that was shown, and the button from the title to the top.
    user.press_keys(&Key::Escape);
    user.sees_focus_in("h2", "02 Safeguarding concerns");
    user.sees_a("link", "Saved forms");
    user.follow("Present to your team");
    user.arrives_at(TITLE);
    user.press("End");
    user.arrives_at(TITLE);
    user.sees_a("link", "Saved forms");
    // The browser's back button goes back through the slides, to where they were opened.
    user.back();
    user.sees_a("button", "End");
    user.back();
    user.sees_focus_in("a", "Present to your team");
}

/// As with a zoom of 400%: the keys scroll what does not fit, and each slide starts at its top.
fn a_slide_that_does_not_fit_scrolls_before_the_next_slide_comes(fixture: &Fixture) {
    let user = fixture.user();
    user.open_in_frame("#/present/3", 320, 180);
    user.sees_heading(SECOND);
    user.script("document.querySelector('h1').focus();", vec![]);
    let scroll_top = || {
        let top = user.script("return document.getElementById('slide').scrollTop;", vec![]);
        top.as_f64().unwrap()
    };
    let mut presses = 0;
    let mut before = -1.0;
    while scroll_top() > before {
        before = scroll_top();
        user.press_keys(&Key::PageDown);
        presses += 1;
        assert!(presses < 60, "the slide never ends");
    }
    assert!(presses > 2, "it was scrolled {presses} times");
    user.sees_heading("02b Safeguarding concerns");
    user.wait_until("the slide starts at its top", || {
        let top = scroll_top();
        ok_if(top == 0.0, || format!("it is scrolled to {top}"))
    });
    user.leave();
}

/// A script dispatches the events of a finger, since not every driver can touch.
fn a_swipe_changes_slides(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/present/2");
    user.sees_heading(FIRST);
    let swipe = |pointer: &str, across: i32, along: i32| {
        user.script(
            "const slide = document.querySelector('#slide');
             const [pointerType, across, along] = arguments;
             const at = (type, x, y) => slide.dispatchEvent(new PointerEvent(type, {
               bubbles: true, pointerType, pointerId: 7, clientX: x, clientY: y }));
             at('pointerdown', 400, 300);
             at('pointerup', 400 + across, 300 + along);",
            vec![json!(pointer), json!(across), json!(along)],
        );
    };
    swipe("touch", -200, 20);
    user.arrives_at(SECOND);
    swipe("touch", 200, -20);
    user.arrives_at(FIRST);
    // These are not swipes: one is too short, one goes downwards, one is a mouse that selects text.
    swipe("touch", -30, 0);
    swipe("touch", -100, 200);
    swipe("mouse", -300, 0);
    swipe("touch", -200, 0);
    user.arrives_at(SECOND);
}

/// A script moves the device's clock on, as if the page had not run in the meantime.
fn the_timer_is_right_after_the_tab_was_in_the_background(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault::injected_script(
        "document.addEventListener('e2e-move-clock', (event) => {
           const before = Date.now;
           Date.now = () => before() + event.detail;
         });",
    ));
    let move_clock = |seconds: u32| {
        user.script(
            "document.dispatchEvent(new CustomEvent('e2e-move-clock', { detail: arguments[0] }));",
            vec![json!(seconds * 1_000)],
        );
    };
    // The clock does not run while people sit down.
    user.open("#/present");
    user.sees_heading(TITLE);
    move_clock(600);
    user.press("Start 7 minutes");
    user.arrives_at(FIRST);
    user.sees("On time: move on at");
    assert!((400..=420).contains(&seconds_left(&user)));
    move_clock(180);
    user.wait_until("three minutes are over", || time_is_left(&user, 220..=240));
    user.press("Pause");
    user.sees_a("button", "Resume");
    let paused = seconds_left(&user);
    move_clock(60);
    user.press("Next");
    user.arrives_at(SECOND);
    assert_eq!(seconds_left(&user), paused, "a pause does not count");
    user.press("Resume");
    user.sees_a("button", "Pause");
    move_clock(60);
    user.wait_until("the timer runs on", || {
        time_is_left(&user, paused - 80..=paused - 60)
    });
    user.press("Restart timer");
    user.wait_until("all the time is left again", || {
        time_is_left(&user, 400..=420)
    });
    move_clock(440);
    user.sees("+0:");
}

/// The clock and the slide survive a reload, by which the device's clock here is right again.
fn a_reload_keeps_the_slide_and_the_timer(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/present");
    user.press("Start 7 minutes");
    user.arrives_at(FIRST);
    user.press("Next");
    user.arrives_at(SECOND);
    user.press("Pause");
    user.sees_a("button", "Resume");
    let before = seconds_left(&user);
    user.reload();
    user.sees_heading(SECOND);
    user.sees_a("button", "Resume");
    assert_eq!(seconds_left(&user), before);
    user.press("Resume");
    user.reload();
    user.sees_a("button", "Pause");
}

/// WCAG 1.4.4: the text can be made twice as large, and all of it can still be reached.
fn the_text_on_slides_can_be_doubled(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/present/5");
    user.sees_heading("02c Safeguarding concerns");
    let measure = page_script(
        "const slide = document.getElementById('slide');
         const name = document.querySelector('.app-slide__counts span');
         slide.scrollTop = slide.scrollHeight;
         const last = [...document.querySelectorAll('.app-slide__counts li')].pop().getBoundingClientRect();
         const found = [parseFloat(getComputedStyle(name).fontSize), last.bottom <= innerHeight, slide.scrollWidth <= slide.clientWidth];
         slide.scrollTop = 0;
         return found;",
    );
    let size = || {
        let found = user.browser.execute(&measure, vec![]).unwrap();
        assert_eq!(
            (&found[1], &found[2]),
            (&json!(true), &json!(true)),
            "{found}"
        );
        found[0].as_f64().unwrap()
    };
    user.wait_until("the type is fitted", || {
        ok_if(size() > 20.0, || format!("{} px", size()))
    });
    let before = size();
    for times in [1.25, 1.6, 2.0, 1.0] {
        user.press("Text size");
        user.wait_until(&format!("the text is {times} times as large"), || {
            let now = size() / before;
            ok_if((now - times).abs() < 0.05, || {
                format!("it is {now} times as large")
            })
        });
    }
}

/// The buttons are in nobody's way while nobody touches anything, and come back with the pointer.
fn the_buttons_go_away_until_the_pointer_moves(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/present/2");
    user.sees_heading(FIRST);
    let opacity = || {
        let found = user.browser.execute(
            "return [getComputedStyle(document.querySelector('.app-slide__controls')).opacity,
                     matchMedia('(hover: hover)').matches];",
            vec![],
        )?;
        Ok::<_, String>((found[0].as_str() == Some("0"), found[1] == json!(true)))
    };
    // A device without a pointer could not bring them back, so they stay.
    if opacity().unwrap().1 {
        user.wait_until("the buttons are away", || {
            ok_if(opacity()?.0, || "they are there".to_owned())
        });
        user.press_keys(&Key::Shift);
        user.wait_until("the buttons are back", || {
            ok_if(!opacity()?.0, || "they are away".to_owned())
        });
    }
    user.press("Next");
    user.arrives_at(SECOND);
}

/// The time that the timer shows as left, in seconds.
fn seconds_left(user: &User) -> i64 {
    let found = user.script(
        &page_script("return visibleText(document.querySelector('[role=timer]'));"),
        vec![],
    );
    let (minutes, seconds) = found.as_str().unwrap().split_once(':').unwrap();
    minutes.parse::<i64>().unwrap() * 60 + seconds.parse::<i64>().unwrap()
}

fn time_is_left(user: &User, seconds: RangeInclusive<i64>) -> Result<(), String> {
    let left = seconds_left(user);
    ok_if(seconds.contains(&left), || format!("{left} s are left"))
}

fn presenting_ends_with_the_discussion(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/present/13");
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
    user.sees_a("link", "Saved forms");
}
