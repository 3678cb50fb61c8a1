//! Announcements to screen readers: what happened on the page, for people who cannot see it happen.

use leptos::prelude::*;

/// Something that happened on the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Announcement {
    /// Nothing yet.
    #[default]
    Nothing,
    /// A learning point was added: how many there are now.
    LearningPointAdded(usize),
    /// An action was added: how many there are now.
    ActionAdded(usize),
    /// An entry of evidence was added.
    EvidenceAdded,
    /// A row was moved: its number now, and how many rows there are.
    Moved(usize, usize),
    /// Something removed was restored.
    Restored,
}

/// Announces to screen readers what happened. The frame shows it in a live region.
#[derive(Clone, Copy)]
pub struct Announcer {
    latest: RwSignal<Announcement>,
}

impl Announcer {
    /// An announcer that has said nothing yet.
    pub fn new() -> Self {
        Self {
            latest: RwSignal::new(Announcement::Nothing),
        }
    }

    /// Announces something, in place of what was announced before.
    pub fn announce(self, announcement: Announcement) {
        self.latest.set(announcement);
    }

    /// What was announced last. Tracks it.
    pub fn latest(self) -> Announcement {
        self.latest.get()
    }
}

impl Default for Announcer {
    fn default() -> Self {
        Self::new()
    }
}
