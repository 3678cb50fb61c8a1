//! The current route, which follows the address.

use leptos::prelude::*;

use super::route::{Page, Route, parse};
use crate::browser;

/// The current route. It follows the address, and changes it.
#[derive(Clone, Copy)]
pub struct Navigation {
    route: RwSignal<Route>,
}

impl Navigation {
    /// A navigation at the first page, which does not follow the address yet.
    pub fn new() -> Self {
        Self {
            route: RwSignal::new(Route::default()),
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
        follow();
        browser::on_hash_change(follow);
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
}

impl Default for Navigation {
    fn default() -> Self {
        Self::new()
    }
}
