//! For users who need another display: text spacing, large text, narrow screens, large targets, reduced
//! motion, forced colours.

use super::{Test, test};
use crate::harness::engine::{BrowserOptions, Engine};
use crate::harness::fixture::Fixture;
use crate::record;
use crate::states::{self, PAGES, Page, SLIDES, Theme};
use crate::user::{User, page_script};
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(with_wcag_text_spacing_nothing_is_cut_off),
    test!(with_text_twice_as_large_nothing_is_cut_off),
    test!(at_320_pixels_no_page_scrolls_sideways),
    test!(every_target_is_at_least_44_pixels),
    test!(with_reduced_motion_nothing_moves).in_engines(&[Engine::Chromium, Engine::Firefox]),
    test!(in_forced_colours_focus_and_state_are_visible).in_engines(&[Engine::Chromium]),
];

/// What the script finds wrong with the page as it is now.
fn faults(user: &User, script: &str) -> Vec<String> {
    user.force_full_layout();
    let faults = user.wait_until("look at the whole page", || {
        user.browser.execute(&page_script(script), vec![])
    });
    let faults = faults.as_array().into_iter().flatten();
    faults
        .map(|fault| fault.as_str().unwrap_or_default().to_owned())
        .collect()
}

/// What the script finds wrong with these pages when they show the small record, in a frame of that
/// width and with these style rules of the user's.
#[track_caller]
fn faults_of_pages(
    user: &User,
    pages: impl IntoIterator<Item = &'static Page>,
    width: u32,
    rules: &[&str],
    script: &str,
) -> Vec<String> {
    user.store_small_record();
    let mut all = Vec::new();
    user.open_in_narrow_frame(width);
    for rule in rules {
        user.add_style_rule(rule);
    }
    for page in pages {
        user.go_to(page.hash);
        user.sees_heading(page.heading);
        let faults = faults(user, script);
        all.extend(faults.iter().map(|fault| format!("{}: {fault}", page.hash)));
    }
    user.leave();
    all
}

/// Finds what is wider than the page, and text that a box cuts off. Boxes that scroll cut nothing off,
/// and text for screen readers alone need not be visible.
const CUT_OFF: &str = "
    const page = document.documentElement;
    const found = [];
    const what = (e) => `${e.tagName.toLowerCase()}.${e.className} “${normalizeSpace(e.textContent).slice(0, 40)}”`;
    // Rounding may leave a pixel over.
    if (page.scrollWidth > page.clientWidth + 1) {
      const wide = Array.from(document.querySelectorAll('body *'))
        .filter((e) => isShown(e) && e.getBoundingClientRect().right > page.clientWidth + 1);
      found.push(`${page.scrollWidth} in ${page.clientWidth} pixels: ${wide.slice(0, 3).map(what).join(', ')}`);
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (!text.data.trim() || NOT_TEXT.has(text.parentElement.tagName) || !isShown(text.parentElement)) continue;
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
        if (cut) { found.push(`${what(e)} cuts off “${normalizeSpace(text.data).slice(0, 40)}”`); break; }
      }
    }
    return found;";

/// WCAG 2.2, 1.4.12.
fn with_wcag_text_spacing_nothing_is_cut_off(fixture: &Fixture) {
    let spacing = [
        "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }",
        "p { margin-bottom: 2em !important; }",
    ];
    let cut_off = faults_of_pages(
        &fixture.user(),
        PAGES.iter().chain(SLIDES),
        320,
        &spacing,
        CUT_OFF,
    );
    assert_eq!(cut_off, Vec::<String>::new());
}

/// WCAG 2.2, 1.4.4, by the browser's setting for the size of text, which all sizes have to follow. The
/// frame is 640 pixels wide, half of a common window, so this is stricter than WCAG.
fn with_text_twice_as_large_nothing_is_cut_off(fixture: &Fixture) {
    let user = fixture.user();
    let sizes = "
        const sizes = {};
        for (const e of document.querySelectorAll('body *')) {
          // Text in a drawing grows with the drawing, and decoration only repeats other text.
          if (e.namespaceURI !== 'http://www.w3.org/1999/xhtml' || e.closest('[aria-hidden=true]')) continue;
          const own = Array.from(e.childNodes).some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
          if (own && isShown(e) && !NOT_TEXT.has(e.tagName)) {
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
            &page_script(&format!("{sizes} window.e2eSizes = sizes;")),
            vec![],
        );
        user.add_style_rule("html { font-size: 200% !important; }");
        small.extend(faults(&user, &same_size));
    }
    user.clear_app_data();
    let larger = ["html { font-size: 200% !important; }"];
    small.extend(faults_of_pages(&user, PAGES, 640, &larger, CUT_OFF));
    assert_eq!(
        small,
        Vec::<String>::new(),
        "text that stays small or is cut off"
    );
}

/// Finds targets smaller than WCAG 2.2, 2.5.5 (AAA) asks for. Exceptions are links in a sentence,
/// which cannot be larger than its lines, and what is shown only when it has the focus. A checkbox and
/// its label are one target. Where styles make a larger area clickable, for example by `::after`, that area
/// counts.
const SMALL_TARGETS: &str = "
    const found = [];
    const kinds = new Set();
    const inSentence = (e) => {
      if (e.tagName !== 'A' || getComputedStyle(e).display !== 'inline') return false;
      const around = Array.from(e.parentElement.childNodes).filter((n) => n !== e);
      return around.some((n) => normalizeSpace(n.textContent).length > 1);
    };
    const isClickable = (e, x, y) => {
      const top = document.elementFromPoint(x, y);
      return Boolean(top) && [e, ...(e.labels || [])].some((own) => own.contains(top));
    };
    for (const e of document.querySelectorAll('a[href], button, input, textarea, select, summary')) {
      if (!isShown(e) || e.disabled || inSentence(e)) continue;
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
      if (width < 43.5 && isClickable(e, x - 21.5, y) && isClickable(e, x + 21.5, y)) width = 44;
      if (height < 43.5 && isClickable(e, x, y - 21.5) && isClickable(e, x, y + 21.5)) height = 44;
      const what = `${e.tagName.toLowerCase()}.${e.className}`;
      if ((width < 43.5 || height < 43.5) && !kinds.has(what)) {
        // Reports one of each kind.
        kinds.add(what);
        found.push(`${what} “${accessibleName(e).slice(0, 60)}” is ${Math.round(width)} by ${Math.round(height)}`);
      }
    }
    return found;";

fn every_target_is_at_least_44_pixels(fixture: &Fixture) {
    let user = fixture.user();
    let mut all = Vec::new();
    let states = || {
        states::all()
            .into_iter()
            .filter(|state| matches!(state.theme, Theme::Filled | Theme::Question))
    };
    for state in states() {
        let user = state.of(&user);
        let faults = faults(&user, SMALL_TARGETS);
        all.extend(
            faults
                .iter()
                .map(|fault| format!("{}: {fault}", state.name)),
        );
    }
    user.clear_app_data();
    let narrow = faults_of_pages(&user, PAGES.iter().chain(SLIDES), 320, &[], SMALL_TARGETS);
    all.extend(narrow.iter().map(|fault| format!("at 320 pixels, {fault}")));
    assert_eq!(all, Vec::<String>::new());
}

/// Finds what moves, or would move by its styles.
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

/// Not in `WebKitGTK`, which takes this preference from the desktop's settings, which no driver can change.
fn with_reduced_motion_nothing_moves(fixture: &Fixture) {
    let user = fixture.user_with_browser(&BrowserOptions {
        reduced_motion: true,
        ..BrowserOptions::default()
    });
    user.leave();
    let mut all = Vec::new();
    for state in states::all() {
        if matches!(state.theme, Theme::Filled | Theme::Question) {
            let user = state.of(&user);
            let is_reduced = user.script(
                "return matchMedia('(prefers-reduced-motion: reduce)').matches;",
                vec![],
            );
            assert_eq!(is_reduced, true, "the browser reports reduced motion");
            let faults = faults(&user, MOVEMENT);
            all.extend(
                faults
                    .iter()
                    .map(|fault| format!("{}: {fault}", state.name)),
            );
        }
    }
    assert_eq!(all, Vec::<String>::new());
}

/// Only in Chromium, which can emulate forced colours.
fn in_forced_colours_focus_and_state_are_visible(fixture: &Fixture) {
    let user = fixture.user();
    let _forced = user.emulate_media("forced-colors", "active");
    let filled = states::of_theme(Theme::Filled);
    for state in filled {
        let user = state.of(&user);
        let is_forced = user.script(
            "return matchMedia('(forced-colors: active)').matches;",
            vec![],
        );
        assert_eq!(is_forced, true, "the browser reports forced colours");
        let stops = user.tab_through_page();
        assert!(stops.len() > 5, "{}: {stops:?}", state.name);
    }
    user.clear_app_data();
    user.open("#/discussion");
    let steps = user.within("navigation", "Steps");
    assert!(
        steps.link_emphasis("Discussion") != steps.link_emphasis("Briefing"),
        "the current step looks like the others"
    );
    let first = user.within_group("Learning point 1");
    let topic = "Recommendation 1: Communication between your agency and other agencies";
    let other = "Recommendation 3: A culture of professional curiosity";
    // For both pictures, the focus and the pointer are elsewhere.
    first.tick(topic);
    first.tick(other);
    let ticked = first.screenshot_around("checkbox", topic);
    first.click("checkbox", topic);
    first.click("checkbox", other);
    let plain = first.screenshot_around("checkbox", topic);
    assert!(
        ticked != plain,
        "a ticked checkbox looks like one that is not ticked"
    );
}

fn at_320_pixels_no_page_scrolls_sideways(fixture: &Fixture) {
    let user = fixture.user();
    let mut record = record::small();
    let word = "Donaudampfschifffahrtsgesellschaftskapitänsmütze".repeat(2);
    record["team"]["organisation"] = json!(word);
    record["learning_points"][0]["discussion"] = json!(word);
    record["actions"][0]["what"] = json!(word);
    user.store_record(&record);
    user.open_in_narrow_frame(320);
    let mut too_wide = Vec::new();
    for page in PAGES {
        user.go_to(page.hash);
        user.sees_heading(page.heading);
        let wide = user.script(
            "const page = document.documentElement;
             if (page.scrollWidth <= page.clientWidth) return null;
             const wide = Array.from(document.querySelectorAll('body *'))
               .filter((e) => e.getBoundingClientRect().right > page.clientWidth + 1 && e.checkVisibility())
               .slice(0, 5).map((e) => `${e.tagName}.${e.className}`);
             return `${page.scrollWidth} in ${page.clientWidth} pixels: ${wide.join(' ')}`;",
            vec![],
        );
        if let Some(wide) = wide.as_str() {
            too_wide.push(format!("{} is {wide}", page.hash));
        }
    }
    user.leave();
    assert_eq!(too_wide, Vec::<String>::new());
}
