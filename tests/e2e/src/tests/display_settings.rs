//! For eyes, hands and heads that need it otherwise: room between letters, large text, large targets,
//! nothing that moves, colours of one's own.

use super::{Test, test};
use crate::harness::engine::{BrowserOptions, Engine};
use crate::harness::fixture::Fixture;
use crate::harness::site::SiteFault;
use crate::states::{self, PAGES, Page, SLIDES, Theme};
use crate::user::{User, with_page};
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(with_wcag_text_spacing_nothing_is_cut_off),
    test!(with_text_twice_as_large_nothing_is_cut_off),
    test!(every_target_is_at_least_44_pixels),
    test!(with_reduced_motion_nothing_moves).in_engines(&[Engine::Chromium, Engine::Firefox]),
    test!(in_forced_colours_focus_and_state_are_visible).in_engines(&[Engine::Chromium]),
];

/// Looks, at a page as it is now, for what should not be there.
fn found(user: &User, script: &str) -> Vec<String> {
    user.force_full_layout();
    let found = user.wait_until("look at the whole page", || {
        user.browser.execute(&with_page(script), vec![])
    });
    let found = found.as_array().into_iter().flatten();
    found
        .map(|what| what.as_str().unwrap_or_default().to_owned())
        .collect()
}

/// In a frame of that width, since no engine makes a window that narrow: every page with a record in it,
/// and the styles of the reader's own.
#[track_caller]
fn on_every_page(
    user: &User,
    pages: impl IntoIterator<Item = &'static Page>,
    width: u32,
    rules: &[&str],
    script: &str,
) -> Vec<String> {
    user.store_small_record();
    let mut all = Vec::new();
    user.open_in_frame_of_width(width);
    for rule in rules {
        user.add_style_rule(rule);
    }
    for page in pages {
        user.go_to(page.hash);
        user.sees_heading(page.heading);
        let found = found(user, script);
        all.extend(found.iter().map(|what| format!("{}: {what}", page.hash)));
    }
    user.leave();
    all
}

/// What is wider than the page, and text that a box does not show all of. What scrolls by itself shows it,
/// and what is for screen readers alone is not to be seen.
const CUT_OFF: &str = "
    const page = document.documentElement;
    const found = [];
    const what = (e) => `${e.tagName.toLowerCase()}.${e.className} “${clean(e.textContent).slice(0, 40)}”`;
    // A pixel is what is left over from rounding.
    if (page.scrollWidth > page.clientWidth + 1) {
      const wide = Array.from(document.querySelectorAll('body *'))
        .filter((e) => shown(e) && e.getBoundingClientRect().right > page.clientWidth + 1);
      found.push(`${page.scrollWidth} in ${page.clientWidth} pixels: ${wide.slice(0, 3).map(what).join(', ')}`);
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (!text.data.trim() || UNREAD.has(text.parentElement.tagName) || !shown(text.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const boxes = Array.from(range.getClientRects());
      for (let e = text.parentElement; e && e !== document.body; e = e.parentElement) {
        const style = getComputedStyle(e);
        const box = e.getBoundingClientRect();
        if (box.width <= 1 || box.height <= 1 || style.clipPath !== 'none') break;
        const clips = (overflow) => overflow === 'hidden' || overflow === 'clip';
        const cut = boxes.some((it) =>
          (clips(style.overflowX) && (it.right > box.right + 1 || it.left < box.left - 1)) ||
          (clips(style.overflowY) && (it.bottom > box.bottom + 1 || it.top < box.top - 1)));
        if (cut) { found.push(`${what(e)} cuts off “${clean(text.data).slice(0, 40)}”`); break; }
      }
    }
    return found;";

/// WCAG 2.2, 1.4.12.
fn with_wcag_text_spacing_nothing_is_cut_off(fixture: &Fixture) {
    let spacing = [
        "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }",
        "p { margin-bottom: 2em !important; }",
    ];
    let cut_off = on_every_page(
        &fixture.user(),
        PAGES.iter().chain(SLIDES),
        320,
        &spacing,
        CUT_OFF,
    );
    assert_eq!(cut_off, Vec::<String>::new());
}

/// WCAG 2.2, 1.4.4: by the text alone, as the setting of a browser does it, so that all sizes have to
/// follow it. The window is 640 pixels wide, half of what most have, so this is stricter than WCAG.
fn with_text_twice_as_large_nothing_is_cut_off(fixture: &Fixture) {
    let user = fixture.user();
    let sizes = "
        const sizes = {};
        for (const e of document.querySelectorAll('body *')) {
          // What is drawn is measured in units of the drawing, and grows with it; what is decoration says
          // nothing that does not stand elsewhere.
          if (e.namespaceURI !== 'http://www.w3.org/1999/xhtml' || e.closest('[aria-hidden=true]')) continue;
          const own = Array.from(e.childNodes).some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
          if (own && shown(e) && !UNREAD.has(e.tagName)) {
            (sizes[`${e.tagName.toLowerCase()}.${e.className}`] ||= parseFloat(getComputedStyle(e).fontSize));
          }
        }";
    let same_size = format!(
        "{sizes}
         const before = window.e2eSizes;
         return Object.entries(sizes).filter(([what, size]) => before[what] && size < before[what] * 1.95)
           .map(([what, size]) => `${{what}} has ${{size}} px after ${{before[what]}} px`);"
    );
    let mut small = Vec::new();
    for page in PAGES {
        user.clear_app_data();
        user.store_small_record();
        user.open(page.hash);
        user.sees_heading(page.heading);
        user.script(
            &with_page(&format!("{sizes} window.e2eSizes = sizes;")),
            vec![],
        );
        user.add_style_rule("html { font-size: 200% !important; }");
        small.extend(found(&user, &same_size));
    }
    user.clear_app_data();
    let larger = ["html { font-size: 200% !important; }"];
    small.extend(on_every_page(&user, PAGES, 640, &larger, CUT_OFF));
    assert_eq!(
        small,
        Vec::<String>::new(),
        "what stays small or is cut off"
    );
}

/// WCAG 2.2, 2.5.5 (AAA), on the narrowest screen and on a wide one: but for links in a sentence, which
/// cannot be larger than its lines, and what is shown only once it has the focus. A checkbox and its label
/// are one target. Where styles make more than the box answer, such as by `::after`, that counts.
const SMALL_TARGETS: &str = "
    const found = [];
    const told = new Set();
    const inSentence = (e) => {
      if (e.tagName !== 'A' || getComputedStyle(e).display !== 'inline') return false;
      const around = Array.from(e.parentElement.childNodes).filter((n) => n !== e);
      return around.some((n) => clean(n.textContent).length > 1);
    };
    const answers = (e, x, y) => {
      const top = document.elementFromPoint(x, y);
      return Boolean(top) && [e, ...(e.labels || [])].some((own) => own.contains(top));
    };
    for (const e of document.querySelectorAll('a[href], button, input, textarea, select, summary')) {
      if (!shown(e) || e.disabled || inSentence(e)) continue;
      const box = e.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1 || box.right < 0 || box.bottom + scrollY < 0) continue;
      const small = e.type === 'checkbox' || e.type === 'radio';
      const boxes = [e, ...(small ? e.labels : [])].map((own) => own.getBoundingClientRect());
      let width = Math.max(...boxes.map((b) => b.right)) - Math.min(...boxes.map((b) => b.left));
      let height = Math.max(...boxes.map((b) => b.bottom)) - Math.min(...boxes.map((b) => b.top));
      if (width >= 43.5 && height >= 43.5) continue;
      e.scrollIntoView({ block: 'center', behavior: 'instant' });
      const now = e.getBoundingClientRect();
      const [x, y] = [(now.left + now.right) / 2, (now.top + now.bottom) / 2];
      if (width < 43.5 && answers(e, x - 21.5, y) && answers(e, x + 21.5, y)) width = 44;
      if (height < 43.5 && answers(e, x, y - 21.5) && answers(e, x, y + 21.5)) height = 44;
      const what = `${e.tagName.toLowerCase()}.${e.className}`;
      if ((width < 43.5 || height < 43.5) && !told.has(what)) {
        // One of a kind is enough to read.
        told.add(what);
        found.push(`${what} “${name(e).slice(0, 60)}” is ${Math.round(width)} by ${Math.round(height)}`);
      }
    }
    return found;";

fn every_target_is_at_least_44_pixels(fixture: &Fixture) {
    let user = fixture.user();
    let mut all = Vec::new();
    let states = || {
        states::all()
            .into_iter()
            .filter(|state| matches!(state.theme, Theme::Filled | Theme::Asking))
    };
    for state in states() {
        let user = state.of(&user);
        let found = found(&user, SMALL_TARGETS);
        all.extend(found.iter().map(|what| format!("{}: {what}", state.name)));
    }
    user.clear_app_data();
    let narrow = on_every_page(&user, PAGES.iter().chain(SLIDES), 320, &[], SMALL_TARGETS);
    all.extend(narrow.iter().map(|what| format!("at 320 pixels, {what}")));
    assert_eq!(all, Vec::<String>::new());
}

/// What moves, or would, by the styles.
const MOVEMENT: &str = "
    const found = document.getAnimations().map((it) => `${it.effect.target.className} is moving`);
    const lasts = (times) => times.split(',').some((time) => parseFloat(time) * (/ms$/.test(time) ? 1 : 1000) > 1);
    if (getComputedStyle(document.documentElement).scrollBehavior === 'smooth') found.push('the page scrolls smoothly');
    for (const e of document.querySelectorAll('*')) {
      for (const part of [null, '::before', '::after']) {
        const style = getComputedStyle(e, part);
        const what = `${e.tagName.toLowerCase()}.${e.className}${part || ''}`;
        if (style.animationName !== 'none' && lasts(style.animationDuration)) found.push(`${what} is animated`);
        if (lasts(style.transitionDuration)) found.push(`${what} has a transition`);
      }
    }
    return found;";

/// `WebKitGTK` takes this options from the desktop's settings, which no driver can change.
fn with_reduced_motion_nothing_moves(fixture: &Fixture) {
    let options = BrowserOptions {
        less_motion: true,
        ..BrowserOptions::default()
    };
    let user = fixture.user_with_browser(&options, &SiteFault::default());
    user.leave();
    let mut all = Vec::new();
    for state in states::all() {
        if matches!(state.theme, Theme::Filled | Theme::Asking) {
            let user = state.of(&user);
            let asked = user.script(
                "return matchMedia('(prefers-reduced-motion: reduce)').matches;",
                vec![],
            );
            assert_eq!(asked, json!(true), "less motion is asked for");
            let found = found(&user, MOVEMENT);
            all.extend(found.iter().map(|what| format!("{}: {what}", state.name)));
        }
    }
    assert_eq!(all, Vec::<String>::new());
}

/// Only Chromium can be asked to force colours.
fn in_forced_colours_focus_and_state_are_visible(fixture: &Fixture) {
    let user = fixture.user();
    let _forced = user.emulate_media("forced-colors", "active");
    let filled = states::of_theme(Theme::Filled);
    for state in filled {
        let user = state.of(&user);
        let forced = user.script(
            "return matchMedia('(forced-colors: active)').matches;",
            vec![],
        );
        assert_eq!(forced, json!(true), "colours are forced");
        let stops = user.tab_through_page();
        assert!(stops.len() > 5, "{}: {stops:?}", state.name);
    }
    user.clear_app_data();
    user.open("#/discussion");
    let steps = user.within("navigation", "Steps");
    assert!(
        steps.link_emphasis("Discussion") != steps.link_emphasis("Briefing"),
        "the step one is at looks like the others"
    );
    let first = user.within_group("Learning point 1");
    let topic = "Recommendation 1: Communication between your agency and other agencies";
    let other = "Recommendation 3: A culture of professional curiosity";
    // Both pictures are taken while the focus and the pointer are elsewhere.
    first.tick(topic);
    first.tick(other);
    let ticked = first.screenshot_around("checkbox", topic);
    first.click("checkbox", topic);
    first.click("checkbox", other);
    let plain = first.screenshot_around("checkbox", topic);
    assert!(ticked != plain, "a ticked box looks like one that is not");
}
