//! Routes: which page of the app is shown, as the part of the address after `#`.
//!
//! On `file://` a page cannot change the path, so a route is a hash. Anything else (an in-page link,
//! something that somebody typed) is left alone: [`parse`] returns `None`.

use std::fmt;

/// The pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Page {
    /// The briefing to read.
    #[default]
    Briefing,
    /// The team and its learning points.
    Discussion,
    /// The actions.
    Plan,
    /// All answers to check, and the ways to send and keep them.
    Check,
    /// The records on this device.
    Records,
    /// The briefing for a whole room, a segment at a time.
    Present,
    /// The accessibility statement.
    Accessibility,
    /// What is kept where, and how to delete it.
    Privacy,
    /// The record in a standalone copy.
    Copy,
    /// How far the actions have got.
    FollowUp,
    /// The returns of many teams.
    Returns,
    /// How a partnership gets the briefing to its teams.
    Share,
}

impl Page {
    /// Every page.
    pub const ALL: [Self; 12] = [
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
        Self::Share,
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
            Self::Share => "share",
        }
    }
}

/// A page, and optionally the id of the element on it to go to, and a query.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Route {
    /// The page.
    pub page: Page,
    /// An element's id: ASCII letters, digits and hyphens, at least one.
    pub target: Option<String>,
    /// The part after the `?`, which is never empty. Its meaning is up to the page.
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

    /// An element of a page; the start of the page if the id is not a valid target.
    pub fn to_element(page: Page, id: &str) -> Self {
        let target = is_target(id).then(|| id.to_owned());
        Self {
            target,
            ..Self::to(page)
        }
    }

    /// A page with a query; an empty query is left out.
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

/// Reads the hash of an address. An empty one is the briefing; `None` means that it is not a route.
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
