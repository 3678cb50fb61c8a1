//! Present mode: the briefing for a whole room, a segment a screen, and after the last
//! what is to be discussed.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::route::{Page, Route};
use crate::app::{SLIDE_ID, Session, slide_route};
use crate::briefing::{
    Briefing, Count, Countdown, Finding, PRESENTATION_MS, Paragraph, Recommendation, Segment, form,
};
use crate::features::read::{segment_id, sentences};
use crate::ui::old::{
    Dial, HEADING_ID, Look, Part, dial, element, link_button, live, live_words, marks, tag, texted,
    words,
};
use crate::words as say;

/// How often the clock is looked at, in milliseconds.
const TICK_MS: u64 = 250;

/// Where a key leads from a slide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The next slide.
    On,
    /// The slide before.
    Back,
    /// The first slide.
    First,
    /// The last slide.
    Last,
    /// Out of present mode.
    Out,
}

impl Turn {
    /// What a key of a keyboard or of a presenter's remote control asks for.
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "ArrowRight" | "ArrowDown" | "PageDown" | " " => Some(Self::On),
            "ArrowLeft" | "ArrowUp" | "PageUp" => Some(Self::Back),
            "Home" => Some(Self::First),
            "End" => Some(Self::Last),
            "Escape" => Some(Self::Out),
            _ => None,
        }
    }

    /// What a key asks for, where there is nothing left to scroll that way on the slide.
    pub fn by_key(key: &str, session: Session) -> Option<Self> {
        let turn = Self::of_key(key)?;
        // These two turn; the others go through a page first, here as everywhere.
        let is_across = key == "ArrowRight" || key == "ArrowLeft";
        let has_scrolled = match turn {
            Self::On | Self::Back if !is_across => session.scroll_slide(turn == Self::On),
            _ => false,
        };
        (!has_scrolled).then_some(turn)
    }

    /// Does it, from that slide of so many.
    pub fn take(self, session: Session, (from, last): (usize, usize)) {
        let to = match self {
            Self::On => (from + 1).min(last),
            Self::Back => from.saturating_sub(1).max(1),
            Self::First => 1,
            Self::Last => last,
            Self::Out => {
                let segment = segment_id(from.min(last - 1));
                // What could not be told meanwhile stands at the top.
                let at = if session.trouble.with_untracked(Option::is_some) {
                    Route::to(Page::Briefing)
                } else {
                    Route::to_element(Page::Briefing, &segment)
                };
                return session.end_presenting(&at);
            }
        };
        if to != from {
            session.turn_to(&slide_route(to));
        }
    }
}

/// How many slides there are: one a segment, and the discussion.
fn slides(briefing: &Briefing) -> usize {
    briefing.segments.len() + 1
}

/// The number of the slide that an address names, from 1, and how many there are. It is
/// the first where the address names none.
pub fn slide_of(route: &Route, briefing: &Briefing) -> (usize, usize) {
    let named = route.target.as_ref().and_then(|it| it.parse().ok());
    let last = slides(briefing);
    (named.unwrap_or(1).clamp(1, last), last)
}

/// The page, at a slide of so many.
pub fn present_page(slide: Memo<(usize, usize)>) -> Vec<Part> {
    let session = Session::of_app();
    session.watch_presenting(slide);
    session.fit_slides(slide);
    session.start_clock();
    let briefing = session.briefing();
    let pace = briefing.pace_ms();
    // What is seen of the time: it changes with each second.
    let time = RwSignal::new(None);
    let look = move || {
        let (passed_ms, _) = session.presented_ms();
        let left = Some(say::time_left(PRESENTATION_MS - passed_ms));
        if time.with_untracked(|shown| *shown != left) {
            time.set(left);
        }
    };
    look();
    session.every(TICK_MS, look);
    let shown = move || {
        let words = time.get().unwrap_or_default();
        let (passed_ms, _) = session.presented_ms();
        let (slide, _) = slide.get();
        let due_ms = pace.get(slide - 1).copied();
        Dial {
            left: share_left(passed_ms),
            mark: share_left(due_ms.unwrap_or(PRESENTATION_MS)),
            words,
        }
    };
    let of_briefing = briefing.clone();
    let heading = live(move || vec![heading(&of_briefing, slide.get().0)]);
    let body = live(move || body(&briefing, slide.get().0));
    let body = element(
        "div",
        &[("class", "app-slide__body"), ("id", SLIDE_ID)],
        vec![body],
    );
    let head = vec![heading, dial(Arc::new(shown))];
    let turned = move |event| {
        if let Some(on) = session.swiped(&event) {
            let turn = if on { Turn::On } else { Turn::Back };
            turn.take(session, slide.get_untracked());
        }
    };
    vec![
        tag("div")
            .with("class", "app-slide")
            .on("pointerdown", Box::new(turned))
            .on("pointerup", Box::new(turned))
            .child(element("div", &[("class", "app-slide__head")], head))
            .child(body)
            .child(controls(session, slide, time, Rc::new(look)))
            .view(),
    ]
}

/// What is left of the presentation after that time, in thousandths.
fn share_left(passed_ms: i64) -> i64 {
    (PRESENTATION_MS - passed_ms) * 1_000 / PRESENTATION_MS
}

fn heading(briefing: &Briefing, slide: usize) -> Part {
    let (number, title) = match briefing.segments.get(slide - 1) {
        Some(segment) => (format!("{slide:02}"), segment.heading.as_str()),
        None => (String::new(), say::TO_DISCUSS),
    };
    let attributes = [
        ("class", "app-slide__heading"),
        ("id", HEADING_ID),
        ("tabindex", "-1"),
    ];
    let mut parts = Vec::new();
    if !number.is_empty() {
        parts.push(texted("span", "app-segment__number", number));
        parts.push(words(" "));
    }
    parts.push(texted("span", "", title));
    let class = format!("app-segment--{slide}");
    element(
        "div",
        &[("class", &class)],
        vec![element("h1", &attributes, parts)],
    )
}

fn body(briefing: &Briefing, slide: usize) -> Vec<Part> {
    match briefing.segments.get(slide - 1) {
        Some(segment) => segment_body(briefing, segment),
        None => discussion_body(briefing),
    }
}

fn segment_body(briefing: &Briefing, segment: &Segment) -> Vec<Part> {
    let of = briefing.reviews;
    let mut parts: Vec<Part> = (segment.paragraphs.iter())
        .map(|paragraph| paragraph_part(briefing, paragraph))
        .collect();
    let findings = segment.findings.iter();
    parts.extend(findings.map(|finding| finding_part(finding, of)));
    if !segment.recommendations.is_empty() {
        parts.push(recommendations(&segment.recommendations));
    }
    parts
}

/// The sentences with what they count beside them, or below where it is more than one.
fn paragraph_part(briefing: &Briefing, paragraph: &Paragraph) -> Part {
    let of = briefing.reviews;
    let text = sentences(paragraph);
    // What the sentence says before it comes to the numbers.
    let lead = paragraph.text.split(';').next().unwrap_or_default();
    match paragraph.counts.as_slice() {
        [] => element("p", &[("class", "app-slide__part")], text),
        [count] => element(
            "div",
            &[("class", "app-slide__part app-slide__row")],
            vec![
                picture(count.reviews, of),
                element("p", &[("class", "app-slide__told")], text),
                texted("p", "app-slide__named", count.name.as_str()),
            ],
        ),
        counts => element(
            "div",
            &[("class", "app-slide__part")],
            vec![
                element("p", &[("class", "app-slide__told")], text),
                texted("p", "app-slide__named", lead),
                element(
                    "ul",
                    &[("class", "app-slide__counts")],
                    counts.iter().map(|count| count_part(count, of)).collect(),
                ),
            ],
        ),
    }
}

fn count_part(count: &Count, of: u32) -> Part {
    let name = element("span", &[], vec![words(count.name.as_str())]);
    element("li", &[], vec![picture(count.reviews, of), name])
}

fn finding_part(finding: &Finding, of: u32) -> Part {
    element(
        "div",
        &[("class", "app-slide__part app-slide__row")],
        vec![
            picture(finding.reviews, of),
            texted("p", "app-slide__told", finding.text.as_str()),
            texted("p", "app-slide__named", finding.name.as_str()),
        ],
    )
}

/// A number of reviews as marks and in figures; what is counted follows.
fn picture(number: u32, of: u32) -> Part {
    element(
        "span",
        &[("class", "app-slide__picture")],
        vec![
            marks(number, of),
            texted("span", "", format!("{number} of {of}")),
            texted("span", "govuk-visually-hidden", " reviews: "),
        ],
    )
}

fn recommendations(rows: &[Recommendation]) -> Part {
    let rows = rows.iter().zip(1..).map(|(row, number)| {
        let number = texted("span", "app-slide__number", number.to_string());
        let text = element("span", &[], vec![words(row.text.as_str())]);
        element("li", &[], vec![number, words(" "), text])
    });
    let class = "app-slide__part app-slide__recommendations";
    element("ol", &[("class", class)], rows.collect())
}

/// What the form asks of the team, in its own words, and the recommendations.
fn discussion_body(briefing: &Briefing) -> Vec<Part> {
    let all: Vec<Recommendation> = (briefing.segments.iter())
        .flat_map(|segment| segment.recommendations.iter().cloned())
        .collect();
    let discussion = Route::to(Page::Discussion).to_string();
    vec![
        texted("p", "app-slide__part", form::LEARNING),
        recommendations(&all),
        element(
            "p",
            &[("class", "app-slide__part")],
            vec![link_button(
                &discussion,
                "Start the discussion",
                Look::Slide,
            )],
        ),
    ]
}

/// The buttons under a slide, and how far it is to the end. `look` shows the time anew.
fn controls(
    session: Session,
    slide: Memo<(usize, usize)>,
    time: RwSignal<Option<String>>,
    look: Rc<dyn Fn()>,
) -> Part {
    let (_, last) = slide.get_untracked();
    let press = |name: Part, act: Box<dyn Fn()>| {
        tag("button")
            .with("type", "button")
            .with("class", Look::Slide.class())
            .on("click", Box::new(move |_| act()))
            .child(name)
    };
    let turn = |text: &'static str, turn: Turn, end: usize| {
        let act = move || turn.take(session, slide.get_untracked());
        press(words(text), Box::new(act))
            .live("aria-disabled", move || {
                (slide.get().0 == end).then(|| "true".to_owned())
            })
            .view()
    };
    let clock = |name: Part, change: fn(Countdown, i64) -> Countdown| {
        let look = Rc::clone(&look);
        let act = move || {
            session.set_clock(change);
            look();
            time.notify();
        };
        press(name, Box::new(act)).view()
    };
    let pause = live_words(move || {
        time.track();
        let (_, is_running) = session.presented_ms();
        let text = if is_running { "Pause" } else { "Go on" };
        text.to_owned()
    });
    let bars = (1..=last).map(|number| {
        tag("span")
            .live("class", move || {
                let is_done = number <= slide.get().0;
                let done = if is_done { " app-filled" } else { "" };
                Some(format!("app-slide__bar{done}"))
            })
            .view()
    });
    let place = live_words(move || {
        let (slide, last) = slide.get();
        format!("{slide} of {last}")
    });
    element(
        "div",
        &[("class", "app-slide__controls")],
        vec![
            turn("Back", Turn::Back, 1),
            turn("Next", Turn::On, last),
            element(
                "div",
                &[("class", "app-slide__bars"), ("aria-hidden", "true")],
                bars.collect(),
            ),
            element("span", &[("class", "app-slide__place")], vec![place]),
            clock(pause, Countdown::toggled),
            clock(words("Reset"), Countdown::reset),
            turn("Leave", Turn::Out, 0),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::TSCP_CASE_REVIEWS;

    #[test]
    fn an_address_names_a_slide_that_there_is() {
        let Ok(briefing) = Briefing::parse(TSCP_CASE_REVIEWS) else {
            unreachable!("the bundled briefing is one")
        };
        let slide = |hash: &str| {
            let route = crate::app::route::parse(hash).unwrap_or_default();
            slide_of(&route, &briefing).0
        };
        assert_eq!(slide("#/present"), 1);
        assert_eq!(slide("#/present/5"), 5);
        assert_eq!(slide("#/present/8"), 8);
        for no_slide in ["#/present/0", "#/present/x", "#/present/-1"] {
            assert_eq!(slide(no_slide), 1, "{no_slide}");
        }
        assert_eq!(slide("#/present/99999999999999999999999"), 1);
        assert_eq!(slide("#/present/99"), 8);
    }

    #[test]
    fn keys_and_clickers_turn_slides() {
        for key in ["ArrowRight", "PageDown", " "] {
            assert_eq!(Turn::of_key(key), Some(Turn::On), "{key}");
        }
        for key in ["ArrowLeft", "PageUp"] {
            assert_eq!(Turn::of_key(key), Some(Turn::Back), "{key}");
        }
        assert_eq!(Turn::of_key("Escape"), Some(Turn::Out));
        assert_eq!(Turn::of_key("a"), None);
    }
}
