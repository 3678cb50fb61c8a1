//! Which slide is shown, and how to turn it: by buttons, keys and swipes.

use std::sync::Arc;

use leptos::prelude::*;

use super::SLIDE_ID;
use super::slides::{SlideContent, slides};
use crate::app::briefing_text::segment_route;
use crate::app::route::{Page, Route};
use crate::app::{ErrorBanner, Presentation};
use crate::briefing::Briefing;
use crate::browser;

/// The slide that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slide {
    /// Its number, from 1.
    pub number: usize,
    /// The number of the last slide.
    pub last: usize,
}

impl Slide {
    /// The slide that an address names; the first one where it names none.
    pub fn of_route(route: &Route, briefing: &Briefing) -> Self {
        let named = route.target.as_ref().and_then(|it| it.parse().ok());
        let last = slides(briefing).len();
        Self {
            number: named.unwrap_or(1).clamp(1, last),
            last,
        }
    }
}

/// A way to go on from a slide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// To the next slide.
    Next,
    /// To the slide before.
    Back,
    /// To the first slide.
    First,
    /// To the last slide.
    Last,
    /// Out of present mode.
    Leave,
}

impl Turn {
    /// What a key on a keyboard or a presenter's remote control asks for.
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "ArrowRight" | "ArrowDown" | "PageDown" | " " => Some(Self::Next),
            "ArrowLeft" | "ArrowUp" | "PageUp" => Some(Self::Back),
            "Home" => Some(Self::First),
            "End" => Some(Self::Last),
            "Escape" => Some(Self::Leave),
            _ => None,
        }
    }

    /// The number of the slide that it leads to; `None` leads out of present mode.
    pub fn target(self, from: Slide) -> Option<usize> {
        match self {
            Self::Next => Some((from.number + 1).min(from.last)),
            Self::Back => Some(from.number.saturating_sub(1).max(1)),
            Self::First => Some(1),
            Self::Last => Some(from.last),
            Self::Leave => None,
        }
    }
}

/// Turns the slides.
#[derive(Clone, Copy)]
pub struct SlideShow {
    /// The slide that is shown.
    pub slide: Memo<Slide>,
    slides: StoredValue<Vec<SlideContent>>,
    presentation: Presentation,
    error_banner: ErrorBanner,
}

impl SlideShow {
    /// Takes the contexts that it needs from the current owner.
    pub fn new(slide: Memo<Slide>) -> Self {
        Self {
            slide,
            slides: StoredValue::new(slides(&expect_context::<Arc<Briefing>>())),
            presentation: expect_context(),
            error_banner: expect_context(),
        }
    }

    /// What is on the slide. Tracks its number.
    pub fn content(self) -> SlideContent {
        let index = self.slide.get().number - 1;
        let found = self.slides.with_value(|slides| slides.get(index).cloned());
        found.unwrap_or(SlideContent::Title)
    }

    /// When the slide should end, in milliseconds from the start of the presentation; `None` where the
    /// clock does not matter. Tracks the slide.
    pub fn end_ms(self) -> Option<i64> {
        match self.content() {
            SlideContent::Part(part) => Some(part.end_ms),
            SlideContent::Title | SlideContent::Questions => None,
        }
    }

    /// Turns to another slide, or leaves present mode. The clock starts with the slide after the title.
    pub fn turn(self, turn: Turn) {
        let from = self.slide.get_untracked();
        match turn.target(from) {
            Some(number) if number == from.number => {}
            Some(number) => {
                if from.number == 1 {
                    self.presentation.start();
                }
                browser::replace_hash(&slide_route(number).to_string());
            }
            None => self.leave(),
        }
    }

    /// Does what a key asks for. Returns whether the key is one for slides.
    pub fn press(self, key: &str) -> bool {
        let Some(turn) = Turn::of_key(key) else {
            return false;
        };
        // On a slide that does not fit, the keys that usually scroll do so until its end.
        let only_turns = matches!(key, "ArrowRight" | "ArrowLeft");
        let has_scrolled = match turn {
            Turn::Next if !only_turns => browser::scroll_on(SLIDE_ID, true),
            Turn::Back if !only_turns => browser::scroll_on(SLIDE_ID, false),
            _ => false,
        };
        if !has_scrolled {
            self.turn(turn);
        }
        true
    }

    fn leave(self) {
        self.presentation.leave();
        browser::leave_full_screen();
        let segment = match untrack(|| self.content()) {
            SlideContent::Part(part) => Some(part.segment),
            SlideContent::Title | SlideContent::Questions => None,
        };
        // Slides hide the error banner, which is at the top of the page: go where it can be seen.
        let to = segment
            .filter(|_| !self.error_banner.is_shown())
            .map_or_else(|| Route::to(Page::Briefing), segment_route);
        browser::set_hash(&to.to_string());
    }
}

fn slide_route(number: usize) -> Route {
    Route::to_element(Page::Present, &number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::route::parse;
    use crate::briefing::TSCP_CASE_REVIEWS;

    #[test]
    fn every_address_leads_to_an_existing_slide() {
        let Ok(briefing) = Briefing::parse(TSCP_CASE_REVIEWS) else {
            unreachable!("the bundled briefing is one")
        };
        let slide = |hash: &str| {
            let route = parse(hash).unwrap_or_default();
            Slide::of_route(&route, &briefing).number
        };
        assert_eq!(slide("#/present"), 1);
        assert_eq!(slide("#/present/5"), 5);
        assert_eq!(slide("#/present/14"), 14);
        for no_slide in ["#/present/0", "#/present/x", "#/present/-1"] {
            assert_eq!(slide(no_slide), 1, "{no_slide}");
        }
        assert_eq!(slide("#/present/99999999999999999999999"), 1);
        assert_eq!(slide("#/present/99"), 14);
    }

    #[test]
    fn keys_and_clickers_turn_slides() {
        for key in ["ArrowRight", "PageDown", " "] {
            assert_eq!(Turn::of_key(key), Some(Turn::Next), "{key}");
        }
        for key in ["ArrowLeft", "PageUp"] {
            assert_eq!(Turn::of_key(key), Some(Turn::Back), "{key}");
        }
        assert_eq!(Turn::of_key("Escape"), Some(Turn::Leave));
        assert_eq!(Turn::of_key("a"), None);
    }

    #[test]
    fn turning_ends_at_the_first_and_the_last_slide() {
        let target = |turn: Turn, number| turn.target(Slide { number, last: 8 });
        assert_eq!(target(Turn::Next, 7), Some(8));
        assert_eq!(target(Turn::Next, 8), Some(8));
        assert_eq!(target(Turn::Back, 2), Some(1));
        assert_eq!(target(Turn::Back, 1), Some(1));
        assert_eq!(target(Turn::Last, 3), Some(8));
        assert_eq!(target(Turn::First, 3), Some(1));
        assert_eq!(target(Turn::Leave, 3), None);
    }
}
