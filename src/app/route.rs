//! Where in the app a person is, as the part of the address after `#`.
//!
//! `file://` has no paths to push, so a route is a hash. Whatever is not a route
//! (an in-page link, somebody's typing) is left alone: [`parse`] says `None`.

use std::fmt;

/// The pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Page {
    /// Read.
    #[default]
    Briefing,
    /// The team and its learning points.
    Discussion,
    /// The actions.
    Plan,
    /// Everything once more, and the outputs.
    Check,
    /// The drafts on this device.
    Records,
    /// The briefing for a whole room, a segment at a time.
    Present,
    /// How far everybody can use it.
    Accessibility,
    /// What is kept where, and how to delete it.
    Privacy,
    /// The record that the page is a copy of.
    Copy,
    /// What became of the actions.
    FollowUp,
    /// The returns of many teams.
    Returns,
}

impl Page {
    /// Every page: those of the work in its order, then the others.
    pub const ALL: [Self; 11] = [
        Self::Briefing,
        Self::Discussion,
        Self::Plan,
        Self::Check,
        Self::Records,
        Self::Present,
        Self::Accessibility,
        Self::Privacy,
        Self::Copy,
        Self::FollowUp,
        Self::Returns,
    ];

    /// The page's part of the address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Briefing => "briefing",
            Self::Discussion => "discussion",
            Self::Plan => "plan",
            Self::Check => "check",
            Self::Records => "records",
            Self::Present => "present",
            Self::Accessibility => "accessibility",
            Self::Privacy => "privacy",
            Self::Copy => "copy",
            Self::FollowUp => "follow-up",
            Self::Returns => "returns",
        }
    }
}

/// A page, the id of the element on it to go to, if any, and what of it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Route {
    /// The page.
    pub page: Page,
    /// An element's id: ASCII letters, digits and hyphens, at least one.
    pub target: Option<String>,
    /// What stands after a `?`: at least one character, and for the page to understand.
    pub query: Option<String>,
}

impl Route {
    /// The start of a page.
    pub fn to(page: Page) -> Self {
        Self {
            page,
            target: None,
            query: None,
        }
    }

    /// An element of a page. An id of other characters than a target may have
    /// leads to the start of the page.
    pub fn to_element(page: Page, id: &str) -> Self {
        let target = is_target(id).then(|| id.to_owned());
        Self {
            target,
            ..Self::to(page)
        }
    }

    /// A page, and what of it is asked for; empty is all of it.
    pub fn with_query(page: Page, query: String) -> Self {
        Self {
            query: Some(query).filter(|query| !query.is_empty()),
            ..Self::to(page)
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#/{}", self.page.slug())?;
        for (mark, part) in [('/', &self.target), ('?', &self.query)] {
            if let Some(part) = part {
                write!(f, "{mark}{part}")?;
            }
        }
        Ok(())
    }
}

/// Reads a location's hash. The empty one is the briefing; `None` is no route.
pub fn parse(hash: &str) -> Option<Route> {
    let path = hash.strip_prefix('#').unwrap_or(hash);
    if path.is_empty() {
        return Some(Route::default());
    }
    let path = path.strip_prefix('/')?;
    let (path, query) = match path.split_once('?') {
        Some((path, query)) => (path, Some(query).filter(|query| !query.is_empty())),
        None => (path, None),
    };
    let (slug, target) = match path.split_once('/') {
        Some((slug, target)) => (slug, Some(target)),
        None => (path, None),
    };
    let page = Page::ALL.into_iter().find(|page| page.slug() == slug)?;
    match target {
        Some(target) if !is_target(target) => None,
        target => Some(Route {
            page,
            target: target.map(str::to_owned),
            query: query.map(str::to_owned),
        }),
    }
}

fn is_target(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}
