//! What depends on which record is open.

use leptos::prelude::*;

use super::Session;
use crate::record::Record;

/// Calls `refresh` soon, and again whenever another record is opened or another state of it is shown.
/// Never where there is no browser.
pub(super) fn watch_open_record(session: Session, refresh: impl Fn() + 'static) {
    if !session.is_started() {
        return;
    }
    let shown = Memo::new(move |_| session.record.with(|record| (record.id, record.revision)));
    Effect::watch(move || shown.get(), move |_, _, _| refresh(), true);
}

/// The open record with everything that was typed so far, which is saved first.
pub fn current_record(session: Session) -> Record {
    session.flush();
    session.record.get_untracked()
}
