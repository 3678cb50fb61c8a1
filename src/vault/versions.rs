//! Earlier versions of a record: close together while they are recent, further apart when they
//! are old, and never so many that there is no room for new work.

use super::{
    Reason, SaveError, Storage, StorageError,
    keys::{TRASH, TrashKey},
    move_to_trash,
};
use crate::{
    record::file::decode,
    record::{Record, RecordId, Timestamp},
};

/// The shortest time between two versions while somebody types, in milliseconds.
pub const APART_MS: i64 = 2 * 60_000;

/// The most versions that are kept of a record.
pub const MAX_VERSIONS: usize = 32;

/// The most bytes that the versions of a record may take. A record larger than this keeps one.
pub const MAX_BYTES: usize = 600_000;

/// How long after a removal the row is offered again when the record is opened, in milliseconds.
/// After that it is in the earlier versions only.
pub const UNDO_MS: i64 = 60 * 60_000;

/// Stores a text as an earlier version of a record, and thins out the older versions. Does nothing
/// if there is a recent version, unless a row is about to be removed.
///
/// # Errors
///
/// When the store fails. Then a version may be missing; no other text is touched.
pub fn keep_version(
    storage: &dyn Storage,
    id: RecordId,
    text: &str,
    is_before_removal: bool,
    now: Timestamp,
) -> Result<(), SaveError> {
    let mut versions = in_order(versions(storage, Some(id))?, now);
    let last_ms = versions.last().map(|version| version.0);
    let is_recent = last_ms.is_some_and(|at_ms| (now.unix_ms() - at_ms).abs() < APART_MS);
    if is_recent && !is_before_removal {
        return Ok(());
    }
    let reason = if is_before_removal {
        Reason::Removal
    } else {
        Reason::Earlier
    };
    let key = move_to_trash(storage, id, text, reason, now)?;
    versions.push((now.unix_ms(), key));
    thin(storage, &versions, now)
}

/// Calls `give` with the record as it was before each removal of the last hour, the most recent
/// first.
///
/// # Errors
///
/// When the store fails.
pub fn before_removals(
    storage: &dyn Storage,
    id: RecordId,
    now: Timestamp,
    give: &mut dyn FnMut(&Record),
) -> Result<(), StorageError> {
    for (at_ms, key) in versions(storage, Some(id))?.iter().rev() {
        let is_removal = TrashKey::parse(key).is_some_and(|key| key.reason == Reason::Removal);
        if is_removal
            && (now.unix_ms() - at_ms).abs() < UNDO_MS
            && let Ok(was) = decode(storage.read(key)?.unwrap_or_default().as_bytes())
        {
            give(&was);
        }
    }
    Ok(())
}

/// Removes the oldest version of all, whichever record it belongs to, to make room for new work.
/// Returns whether there was one.
///
/// # Errors
///
/// When the store fails.
pub fn make_room(storage: &dyn Storage, now: Timestamp) -> Result<bool, StorageError> {
    match in_order(versions(storage, None)?, now).first() {
        Some((_, key)) => storage.remove(key).map(|()| true),
        None => Ok(false),
    }
}

/// The versions of a record, or of all records: when each was stored, in milliseconds since 1970
/// began, and its key. The oldest come first.
fn versions(
    storage: &dyn Storage,
    id: Option<RecordId>,
) -> Result<Vec<(i64, String)>, StorageError> {
    let mut versions = Vec::new();
    for key in storage.keys()? {
        if !key.starts_with(TRASH) {
            continue;
        }
        let at_ms = TrashKey::parse(&key)
            .filter(|key| key.reason.is_version())
            .filter(|key| id.is_none_or(|id| id.to_string() == key.tail))
            .map(|key| key.at_ms);
        if let Some(at_ms) = at_ms {
            versions.push((at_ms, key));
        }
    }
    versions.sort();
    Ok(versions)
}

/// The versions in the order in which they were stored. After the clock was set back, those
/// from before lie in the future; they are older than what was stored since.
fn in_order(versions: Vec<(i64, String)>, now: Timestamp) -> Vec<(i64, String)> {
    let (mut older, rest): (Vec<_>, Vec<_>) = (versions.into_iter())
        .partition(|(at_ms, _)| *at_ms > now.unix_ms().saturating_add(APART_MS));
    older.extend(rest);
    older
}

/// Removes versions that are too close to another for their age, and the oldest if there are
/// too many or they take too much room. The newest stays.
fn thin(
    storage: &dyn Storage,
    versions: &[(i64, String)],
    now: Timestamp,
) -> Result<(), SaveError> {
    // The first version in each span of time stays. Spans double with age, and each is one half
    // of a longer one, so that what stays now can stay later.
    let mut spans = Vec::new();
    let (mut stay, mut go) = (Vec::new(), Vec::new());
    for (index, (at_ms, key)) in versions.iter().enumerate() {
        let age_ms = now.unix_ms().saturating_sub(*at_ms);
        let mut span_ms = APART_MS;
        while span_ms <= age_ms / 4 {
            span_ms *= 2;
        }
        let span = (span_ms, at_ms.div_euclid(span_ms));
        let is_removal = TrashKey::parse(key).is_some_and(|key| key.reason == Reason::Removal);
        if spans.contains(&span) && !is_removal && index + 1 < versions.len() {
            go.push(key);
        } else {
            spans.push(span);
            stay.push(key);
        }
    }
    let mut bytes = 0;
    for (index, key) in stay.into_iter().rev().enumerate() {
        bytes += storage.read(key)?.unwrap_or_default().len();
        if index > 0 && (index >= MAX_VERSIONS || bytes > MAX_BYTES) {
            go.push(key);
        }
    }
    for key in go {
        storage.remove(key)?;
    }
    Ok(())
}
