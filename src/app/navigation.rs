//! The current route, which follows the address, and the way back through the tab's history.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::route::{Page, Route, parse};
use crate::browser::{self, PagePosition};

/// The current route. It follows the address, and changes it.
#[derive(Clone, Copy)]
pub struct Navigation {
    route: RwSignal<Route>,
    visits: StoredValue<Visits>,
    /// Where to go on the page that is about to be shown, if it was shown before.
    position: StoredValue<Option<PagePosition>>,
}

impl Navigation {
    /// A navigation at the first page, which does not follow the address yet.
    pub fn new() -> Self {
        Self {
            route: RwSignal::new(Route::default()),
            visits: StoredValue::default(),
            position: StoredValue::default(),
        }
    }

    /// Follows the address from now on. `read` returns the route for a hash. A hash without one (an
    /// in-page link, or something that somebody typed) changes nothing.
    pub fn follow_address(self, read: impl Fn(&str) -> Option<Route> + 'static) {
        let follow = move || {
            if let Some(route) = read(&browser::hash()) {
                self.route.set(route);
            }
        };
        self.start_history();
        follow();
        browser::on_hash_change(move || {
            self.note_move();
            follow();
        });
    }

    /// The current route. Tracks it.
    pub fn route(self) -> Route {
        self.route.get()
    }

    /// The current page. Tracks the route.
    pub fn page(self) -> Page {
        self.route.with(|route| route.page)
    }

    /// The current page, without tracking it.
    pub fn page_untracked(self) -> Page {
        self.route.with_untracked(|route| route.page)
    }

    /// The query of the current route; empty where there is none. Tracks the route.
    pub fn query(self) -> String {
        self.route
            .with(|route| route.query.clone().unwrap_or_default())
    }

    /// Goes to a route, as following a link there would.
    pub fn go(self, route: &Route) {
        browser::set_hash(&route.to_string());
    }

    /// Replaces the query of a page in the address, without adding to the history, if the address still
    /// has the query `was`. Reads the address itself, because it changes before the route does: this
    /// must not undo a navigation that has just begun.
    pub fn replace_query(self, page: Page, was: &str, query: String) {
        // Even an unchanged address would take the focus to the page's heading.
        if query == was {
            return;
        }
        let now = parse(&browser::hash()).filter(|route| route.page == page);
        if now.is_some_and(|now| now.query.unwrap_or_default() == was) {
            browser::replace_hash(&Route::with_query(page, query).to_string());
        }
    }

    /// The page that going back leads to, as far as is known.
    pub fn previous_page(self) -> Option<Page> {
        self.visits.with_value(Visits::previous_page)
    }

    /// Where somebody was on the page that is shown now, if they have come back to it. Returns it once.
    pub fn take_position(self) -> Option<PagePosition> {
        self.position.try_update_value(Option::take).flatten()
    }

    /// Takes over from the browser where to go on a page that somebody comes back to.
    fn start_history(self) {
        browser::take_over_scrolling();
        browser::watch_clicks();
        let entry = browser::history_entry();
        let (number, scroll_y) = entry.unwrap_or_default();
        self.visits.set_value(Visits::starting_at(number));
        // After a reload. What had the focus is not known any more.
        self.position.set_value(entry.map(|_| PagePosition {
            scroll_y,
            ..PagePosition::default()
        }));
        browser::note_history_entry(number, scroll_y);
        browser::on_page_hide(move || {
            let number = self.visits.with_value(|visits| visits.current);
            browser::note_history_entry(number, browser::page_position().scroll_y);
        });
    }

    /// The address has changed: notes where somebody was on the page that is still shown, and where to go
    /// on the one that they come back to.
    fn note_move(self) {
        let entry = browser::history_entry().map(|(number, _)| number);
        let left = Left {
            page: self.page_untracked(),
            position: browser::page_position(),
        };
        let position = (self.visits).try_update_value(|visits| visits.arrive(entry, left));
        self.position.set_value(position.flatten());
        if entry.is_none() {
            browser::note_history_entry(self.visits.with_value(|visits| visits.current), 0.0);
        }
    }
}

impl Default for Navigation {
    fn default() -> Self {
        Self::new()
    }
}

/// The entries of the tab's history, by their number: each has the number after the one from which it was
/// reached.
#[derive(Clone, Debug, Default, PartialEq)]
struct Visits {
    /// The current entry.
    current: u32,
    /// The entries that were left.
    left: BTreeMap<u32, Left>,
}

/// A page that was left, and where somebody was on it.
#[derive(Clone, Debug, PartialEq)]
struct Left {
    page: Page,
    position: PagePosition,
}

impl Visits {
    /// The history of a tab whose current entry has that number.
    fn starting_at(number: u32) -> Self {
        Self {
            current: number,
            left: BTreeMap::new(),
        }
    }

    /// Moves from the page in `left` to the entry of that number, or to a new one. Returns where somebody
    /// was on it, if they come back.
    fn arrive(&mut self, entry: Option<u32>, left: Left) -> Option<PagePosition> {
        if entry == Some(self.current) {
            return None;
        }
        self.left.insert(self.current, left);
        if let Some(number) = entry {
            self.current = number;
            return self.left.get(&number).map(|left| left.position.clone());
        }
        self.current = self.current.saturating_add(1);
        // A new entry takes the place of all that could be reached by going forward.
        drop(self.left.split_off(&self.current));
        None
    }

    /// The page of the entry before the current one.
    fn previous_page(&self) -> Option<Page> {
        let previous = self.current.checked_sub(1)?;
        self.left.get(&previous).map(|left| left.page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(page: Page, scroll_y: f64) -> Left {
        Left {
            page,
            position: PagePosition {
                scroll_y,
                ..PagePosition::default()
            },
        }
    }

    fn scroll_y(position: Option<PagePosition>) -> Option<f64> {
        position.map(|position| position.scroll_y)
    }

    #[test]
    fn going_back_and_forward_returns_to_where_somebody_was() {
        let mut visits = Visits::default();
        assert_eq!(visits.arrive(None, left(Page::Briefing, 10.0)), None);
        assert_eq!(visits.arrive(None, left(Page::Check, 20.0)), None);
        assert_eq!(visits.previous_page(), Some(Page::Check));
        let back = visits.arrive(Some(1), left(Page::Plan, 30.0));
        assert_eq!(scroll_y(back), Some(20.0));
        assert_eq!(visits.previous_page(), Some(Page::Briefing));
        let forward = visits.arrive(Some(2), left(Page::Check, 25.0));
        assert_eq!(scroll_y(forward), Some(30.0));
        // Two steps at once.
        let first = visits.arrive(Some(0), left(Page::Plan, 31.0));
        assert_eq!(scroll_y(first), Some(10.0));
        assert_eq!(visits.previous_page(), None);
    }

    #[test]
    fn a_new_page_starts_at_its_top_although_its_number_was_used_before() {
        let mut visits = Visits::default();
        visits.arrive(None, left(Page::Briefing, 10.0));
        visits.arrive(Some(0), left(Page::Check, 20.0));
        // The page that was ahead is gone.
        assert_eq!(visits.arrive(None, left(Page::Briefing, 10.0)), None);
        assert_eq!(visits.left.keys().copied().collect::<Vec<_>>(), [0]);
    }

    #[test]
    fn entries_from_before_a_reload_are_known_by_number_but_not_by_place() {
        let mut visits = Visits::starting_at(4);
        assert_eq!(visits.previous_page(), None);
        assert_eq!(visits.arrive(Some(3), left(Page::Plan, 5.0)), None);
        let forward = visits.arrive(Some(4), left(Page::Check, 6.0));
        assert_eq!(scroll_y(forward), Some(5.0));
    }

    #[test]
    fn an_address_that_changes_twice_at_once_is_one_move() {
        let mut visits = Visits::default();
        visits.arrive(None, left(Page::Briefing, 10.0));
        let current = visits.current;
        assert_eq!(
            visits.arrive(Some(current), left(Page::Briefing, 10.0)),
            None
        );
        assert_eq!(visits.current, current);
        // Not even the highest number breaks anything.
        let mut visits = Visits::starting_at(u32::MAX);
        assert_eq!(visits.arrive(None, left(Page::Plan, 1.0)), None);
    }
}
