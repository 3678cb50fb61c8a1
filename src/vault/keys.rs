//! The keys under which texts are stored. Their spelling never changes.

use super::Reason;
use crate::record::RecordId;

/// What every key of this app starts with.
pub const PREFIX: &str = "7mb/";

/// The key of the id of the record that was opened last.
pub const OPEN: &str = "7mb/open";

/// What the key of a record starts with; its UUID follows.
pub const RECORDS: &str = "7mb/record/";

/// What the key of a text in the trash starts with; `<unix ms>/<reason>/<uuid>` follows.
pub const TRASH: &str = "7mb/aside/";

/// The mark that is stored for a moment after the user has cleared this computer, so that other
/// tabs do not store again what they still show.
pub const CLEARED: &str = "7mb/cleared";

/// What the key of a note of an [`Erasure`](super::Erasure) starts with; a UUID follows.
pub const ERASED: &str = "7mb/erased/";

/// What the key starts with under which the backup has a record that the store has no room for;
/// `<uuid>/<revision that it is based on>/<record's uuid>` follows.
pub const WAITING: &str = "7mb/waiting/";

/// In the tab's own store, which the tab forgets when it is closed: the presentation's countdown.
pub const PRESENTATION: &str = "7mb/presentation";

/// The key of the revision of a record that was last downloaded.
pub fn last_download_key(id: RecordId) -> String {
    format!("7mb/sent/{id}")
}

/// The key of the numbers of the segments that were read, stored beside a record; `None` is for
/// a record that is not stored yet.
pub fn read_progress_key(id: Option<RecordId>) -> String {
    match id {
        Some(id) => format!("7mb/read/{id}"),
        None => "7mb/read/new".to_owned(),
    }
}

/// The key of a record's [`SubmissionReceipt`](super::SubmissionReceipt).
pub fn submission_key(id: RecordId) -> String {
    format!("7mb/posted/{id}")
}

/// The key of a record's [`DismissedWarnings`](super::DismissedWarnings).
pub fn dismissed_warnings_key(id: RecordId) -> String {
    format!("7mb/left/{id}")
}

/// The keys of the notes that are stored beside a record.
pub(super) fn beside(id: RecordId) -> [String; 4] {
    [
        last_download_key(id),
        read_progress_key(Some(id)),
        submission_key(id),
        dismissed_warnings_key(id),
    ]
}

/// The key of a record.
pub fn record_key(id: RecordId) -> String {
    format!("{RECORDS}{id}")
}

/// What follows the prefix in a record's key: a UUID, unless another program wrote it.
pub(super) fn record_id_part(key: &str) -> Option<&str> {
    key.strip_prefix(RECORDS)
}

/// The id of the record that the text under a key belongs to: the record itself, a text of it in the
/// trash, or a note beside it. A UUID, unless another program wrote it.
pub(super) fn record_id_of(key: &str) -> Option<&str> {
    let waiting = || key.starts_with(WAITING).then(|| key.rsplit('/').next())?;
    let in_trash = || TrashKey::parse(key).map(|parsed| parsed.tail);
    let is_beside =
        |id: &&str| RecordId::parse(id).is_some_and(|id| beside(id).contains(&key.to_owned()));
    let noted = || key.rsplit('/').next().filter(is_beside);
    record_id_part(key)
        .or_else(waiting)
        .or_else(in_trash)
        .or_else(noted)
}

/// The parts of the key of a record that waits for room. A UUID comes first, so that two tabs do not
/// replace each other's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WaitingKey {
    /// The revision of the stored record that it is based on; 0 if none was stored, or another.
    pub base_revision: u32,
    /// The record's id.
    pub id: RecordId,
}

impl WaitingKey {
    /// Parses a key; `None` where it does not have the form that [`WaitingKey::print`] gives.
    pub fn parse(key: &str) -> Option<Self> {
        let mut parts = key.strip_prefix(WAITING)?.splitn(3, '/').skip(1);
        Some(Self {
            base_revision: parts.next()?.parse().ok()?,
            id: RecordId::parse(parts.next()?)?,
        })
    }

    /// The key itself, with a new UUID.
    pub fn print(self, unique: RecordId) -> String {
        format!("{WAITING}{unique}/{}/{}", self.base_revision, self.id)
    }
}

/// The parts of a key in the trash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TrashKey<'a> {
    /// When the text was moved there, in milliseconds since 1970 began.
    pub at_ms: i64,
    /// Why it was moved.
    pub reason: Reason,
    /// What followed the prefix in the record's key.
    pub tail: &'a str,
}

impl<'a> TrashKey<'a> {
    /// Parses a key; `None` where it does not have the form that [`TrashKey::print`] gives.
    pub fn parse(key: &'a str) -> Option<Self> {
        let mut parts = key.strip_prefix(TRASH)?.splitn(3, '/');
        Some(Self {
            at_ms: parts.next()?.parse().ok()?,
            reason: Reason::parse(parts.next()?)?,
            tail: parts.next()?,
        })
    }

    /// The key itself.
    pub fn print(&self) -> String {
        let Self {
            at_ms,
            reason,
            tail,
        } = self;
        format!("{TRASH}{at_ms}/{}/{tail}", reason.word())
    }
}
