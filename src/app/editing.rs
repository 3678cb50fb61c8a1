//! Commands on the rows of the open record: add, remove, undo, move.
//!
//! Changing a row's own fields needs no command: pages write to the fields of the store.

use leptos::prelude::*;
use reactive_stores::{Field as StoreField, Store};

use super::rows::Rows;
use super::{
    Announcement, Announcer, Clock, ErrorBanner, ErrorMessage, OpenRecord, Persistence, Removed,
    UndoStack,
};
use crate::record::{
    ActionItem, ActionItemStoreFields, Direction, Evidence, EvidenceKind, Field, LearningPoint,
    Record, RecordStoreFields, Row, RowId, RowKind, move_row,
};
use crate::vault::RemovedRow;

/// The commands on rows. They announce to screen readers what was added, moved or restored; what was
/// removed goes to the [`UndoStack`].
#[derive(Clone, Copy)]
pub struct RecordEditor {
    record: Store<Record>,
    undo_stack: UndoStack,
    announcer: Announcer,
    clock: Clock,
    persistence: Persistence,
    error_banner: ErrorBanner,
}

impl RecordEditor {
    /// The editor of the open record.
    pub(super) fn new(
        open: OpenRecord,
        undo_stack: UndoStack,
        announcer: Announcer,
        clock: Clock,
        persistence: Persistence,
        error_banner: ErrorBanner,
    ) -> Self {
        // The store looks rows up by key. Without this it would collect the keys at the first lookup. If
        // that is a write, the list is locked by then and the row is never found.
        open.record.learning_points().update_keys();
        open.record.actions().update_keys();
        Self {
            record: open.record,
            undo_stack,
            announcer,
            clock,
            persistence,
            error_banner,
        }
    }

    /// Adds an empty learning point at the end, and returns its id. `None` if the record can have no
    /// more of them; then the banner says so.
    pub fn add_learning_point(self) -> Option<RowId> {
        let id = self.claim_row_id(RowKind::LearningPoint)?;
        let rows = self.record.learning_points();
        let count = insert(rows, usize::MAX, LearningPoint::new(id));
        self.announcer
            .announce(Announcement::LearningPointAdded(count));
        Some(id)
    }

    /// Adds an empty action at the end, and returns its id. `None` if the record can have no more of
    /// them; then the banner says so.
    pub fn add_action(self) -> Option<RowId> {
        let id = self.claim_row_id(RowKind::Action)?;
        let count = insert(self.record.actions(), usize::MAX, ActionItem::new(id));
        self.announcer.announce(Announcement::ActionAdded(count));
        Some(id)
    }

    /// Adds an entry of evidence to an action, dated today, and returns its id. `None` if the record
    /// can have no more evidence; then the banner says so.
    pub fn add_evidence(self, action: StoreField<ActionItem>, kind: EvidenceKind) -> Option<RowId> {
        let id = self.claim_row_id(RowKind::Evidence)?;
        let entry = Evidence::new(id, kind, self.clock.today());
        action.evidence().update(|entries| entries.push(entry));
        self.announcer.announce(Announcement::EvidenceAdded);
        Some(id)
    }

    /// Removes a learning point.
    pub fn remove_learning_point(self, id: RowId) {
        let rows = self.record.learning_points();
        self.remove(rows, id, RemovedRow::LearningPoint);
    }

    /// Removes an action.
    pub fn remove_action(self, id: RowId) {
        self.remove(self.record.actions(), id, |index, row| {
            RemovedRow::Action(index, Box::new(row))
        });
    }

    /// Removes an entry of evidence from an action.
    pub fn remove_evidence(self, action: StoreField<ActionItem>, id: RowId) {
        self.save_last_words();
        let removed = action.try_update(|action| {
            let index = (action.evidence.iter()).position(|entry| entry.id == id)?;
            let entry = Box::new(action.evidence.remove(index));
            Some(RemovedRow::Evidence(action.id, index, entry))
        });
        if let Some(removed) = removed.flatten() {
            self.undo_stack.push(Removed::Row(removed));
        }
    }

    /// Moves a learning point by one place.
    pub fn move_learning_point(self, id: RowId, direction: Direction) {
        self.move_row(self.record.learning_points(), id, direction);
    }

    /// Moves an action by one place.
    pub fn move_action(self, id: RowId, direction: Direction) {
        self.move_row(self.record.actions(), id, direction);
    }

    /// Restores a row that was removed. Returns the field to move the focus to.
    pub fn restore(self, removed: RemovedRow) -> Field {
        let field = match removed {
            RemovedRow::LearningPoint(index, mut row) => {
                let rows = self.record.learning_points();
                row.id = self.free_id(rows, row.id);
                let field = Field::Discussion(row.id);
                insert(rows, index, row);
                field
            }
            RemovedRow::Action(index, mut row) => {
                let rows = self.record.actions();
                row.id = self.free_id(rows, row.id);
                let field = Field::What(row.id);
                insert(rows, index, *row);
                field
            }
            RemovedRow::Evidence(action, index, entry) => {
                let field = Field::Evidence(action, entry.id);
                self.record.actions().update(|rows| {
                    // The action may have been removed as well, with its other evidence.
                    if let Some(row) = rows.iter_mut().find(|row| row.id == action) {
                        let index = index.min(row.evidence.len());
                        row.evidence.insert(index, *entry);
                    }
                });
                field
            }
        };
        self.announcer.announce(Announcement::Restored);
        field
    }

    fn remove<R: Row + 'static>(
        self,
        rows: Rows<R>,
        id: RowId,
        removed: impl FnOnce(usize, R) -> RemovedRow,
    ) {
        self.save_last_words();
        let index = rows.with_untracked(|rows| rows.iter().position(|row| row.id() == id));
        if let Some(index) = index {
            let row = update_list(rows, |rows| rows.remove(index));
            self.undo_stack.push(Removed::Row(removed(index, row)));
        }
    }

    fn move_row<R: Row + 'static>(self, rows: Rows<R>, id: RowId, direction: Direction) {
        let moved_to = update_list(rows, |rows| move_row(rows, id, direction));
        if let Some(index) = moved_to {
            let count = rows.with_untracked(Vec::len);
            self.announcer
                .announce(Announcement::Moved(index + 1, count));
        }
    }

    /// Saves before something is removed, so that the version kept from before the removal has
    /// everything that was typed.
    fn save_last_words(self) {
        self.persistence.flush();
    }

    /// Claims an id for a new row without notifying subscribers; adding the row notifies them. `None` if
    /// there is no room for another row of that kind; then the banner says so.
    fn claim_row_id(self, kind: RowKind) -> Option<RowId> {
        let has_room = self.record.with_untracked(|record| kind.has_room(record));
        if !has_room {
            self.error_banner.show(ErrorMessage::NoMoreRows(kind));
            return None;
        }
        Some(self.record.write_untracked().claim_row_id())
    }

    /// The id to restore a row with: its own, unless a row added since has taken it. That happens only
    /// with files from other programs.
    fn free_id<R: Row + 'static>(self, rows: Rows<R>, id: RowId) -> RowId {
        if rows.with_untracked(|rows| rows.iter().any(|row| row.id() == id)) {
            self.record.write_untracked().claim_row_id()
        } else {
            id
        }
    }
}

/// Inserts a row at an index, or at the end if there are fewer rows. Returns how many there are now.
fn insert<R: Row + 'static>(rows: Rows<R>, index: usize, row: R) -> usize {
    update_list(rows, |rows| {
        rows.insert(index.min(rows.len()), row);
        rows.len()
    })
}

/// Adds, removes or reorders rows, and notifies whatever reads the list.
///
/// `rows.update` would also notify whatever reads a single row: with 1,000 actions, 8,000 boxes would
/// read their texts again. A change to one row notifies the list and the record, but no other row.
fn update_list<R: Row + 'static, T>(rows: Rows<R>, change: impl FnOnce(&mut Vec<R>) -> T) -> T {
    let result = rows.update_untracked(change);
    match rows.with_untracked(|rows| rows.first().map(Row::id)) {
        Some(first) => rows.at_key(first).update(|_| ()),
        None => rows.update(|_| ()),
    }
    result
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test stops where it fails")]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::app::fields::text_in;
    use crate::app::provide_contexts;
    use crate::app::route::Page;
    use crate::app::rows::RowPosition;
    use crate::briefing::{Briefing, TSCP_CASE_REVIEWS};
    use crate::record::MAX_ROWS;

    /// The open record, with every context around it.
    fn open_record() -> OpenRecord {
        let briefing = Briefing::parse(TSCP_CASE_REVIEWS).expect("the bundled briefing is one");
        let clock = Clock {
            now_ms: || 0,
            local: |_| (2026, 11, 23, 10, 42),
        };
        provide_contexts(briefing, clock, || [7; 16], None);
        expect_context()
    }

    /// Restores the row that was removed last from a page.
    fn undo(page: Page) -> Option<Field> {
        match expect_context::<UndoStack>().pop(page)? {
            Removed::Row(row) => Some(expect_context::<RecordEditor>().restore(row)),
            Removed::Record { .. } => None,
        }
    }

    /// A memo of `read`, and how often it was computed.
    fn counted<T: Clone + PartialEq + Send + Sync + 'static>(
        read: impl Fn() -> T + Send + Sync + 'static,
    ) -> (Memo<T>, Arc<AtomicUsize>) {
        let count = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&count);
        let memo = Memo::new(move |_| {
            counter.fetch_add(1, Ordering::Relaxed);
            read()
        });
        memo.get_untracked();
        (memo, count)
    }

    #[test]
    fn adding_moving_and_restoring_a_row_leaves_the_boxes_of_the_others_alone() {
        Owner::new().with(|| {
            let open = open_record();
            let editor = expect_context::<RecordEditor>();
            let rows = open.record.actions();
            let second = editor.add_action().expect("there is room");
            rows.at_key(second).what().set("Log every call".to_owned());

            let text = rows.at_key(second).what();
            let (box_of_second, times_read) = counted(move || text.get());
            let (ids, _) = counted(move || rows.with(|rows| rows.iter().map(Row::id).collect()));
            let (saved, _) = counted(move || open.record.get().actions.len());
            let check = |order: &[RowId]| {
                let shown: Vec<RowId> = ids.get_untracked();
                assert_eq!(shown, order);
                assert_eq!(saved.get_untracked(), order.len());
                assert_eq!(box_of_second.get_untracked(), "Log every call");
                assert_eq!(times_read.load(Ordering::Relaxed), 1);
            };

            let third = editor.add_action().expect("there is room");
            check(&[1, second, third]);
            let removed = update_list(rows, |rows| rows.remove(2));
            expect_context::<UndoStack>()
                .push(Removed::Row(RemovedRow::Action(2, Box::new(removed))));
            check(&[1, second]);
            assert_eq!(undo(Page::Plan), Some(Field::What(third)));
            check(&[1, second, third]);
            editor.move_action(third, Direction::Up);
            check(&[1, third, second]);
            assert_eq!(
                expect_context::<Announcer>().latest(),
                Announcement::Moved(2, 3),
                "the move was announced last"
            );
        });
    }

    #[test]
    fn whatever_reads_a_list_sees_that_its_last_row_is_gone() {
        Owner::new().with(|| {
            let open = open_record();
            let rows = open.record.actions();
            let (is_empty, _) = counted(move || rows.with(Vec::is_empty));
            assert!(!is_empty.get_untracked());
            update_list(rows, Vec::clear);
            assert!(is_empty.get_untracked());
            assert!(expect_context::<RecordEditor>().add_action().is_some());
            assert!(!is_empty.get_untracked());
        });
    }

    #[test]
    fn a_removed_row_has_an_empty_text_and_the_number_0() {
        Owner::new().with(|| {
            let open = open_record();
            let rows = open.record.actions();
            let row: StoreField<ActionItem> = rows.at_key(1).into();
            let text = text_in(row.what());
            let (ids, set_ids) = signal(vec![1]);
            let position = RowPosition::of(1, ids);
            row.what().set("Log every call".to_owned());
            assert_eq!(text.value.get_untracked(), "Log every call");
            assert_eq!(position.number.get_untracked(), 1);
            assert!(position.is_last.get_untracked());
            update_list(rows, Vec::clear);
            set_ids.set(Vec::new());
            assert_eq!(text.value.get_untracked(), "");
            assert_eq!(position.number.get_untracked(), 0);
            row.what().set("Too late".to_owned());
            expect_context::<RecordEditor>().add_evidence(row, EvidenceKind::Done);
            assert!(rows.with_untracked(Vec::is_empty));
        });
    }

    #[test]
    fn no_row_can_be_added_beyond_the_limit_and_the_banner_says_so() {
        Owner::new().with(|| {
            let open = open_record();
            let editor = expect_context::<RecordEditor>();
            let banner = expect_context::<ErrorBanner>();
            let most = u32::try_from(MAX_ROWS).expect("a number of rows");
            update_list(open.record.actions(), |rows| {
                *rows = (1..most).map(ActionItem::new).collect();
            });
            assert!(editor.add_action().is_some());
            assert!(!banner.is_shown());
            assert_eq!(editor.add_action(), None);
            assert_eq!(
                banner.message(),
                Some(ErrorMessage::NoMoreRows(RowKind::Action))
            );
            let count = open.record.actions().with_untracked(Vec::len);
            assert_eq!(count, MAX_ROWS);
            // The limits are of one kind each.
            assert!(editor.add_learning_point().is_some());
            // What was removed comes back all the same.
            editor.remove_action(1);
            assert!(editor.add_action().is_some());
            assert_eq!(undo(Page::Plan), Some(Field::What(1)));
        });
    }

    #[test]
    fn removed_evidence_is_restored_in_its_place() {
        Owner::new().with(|| {
            let open = open_record();
            let editor = expect_context::<RecordEditor>();
            let action: StoreField<ActionItem> = open.record.actions().at_key(1).into();
            let kept = editor
                .add_evidence(action, EvidenceKind::Done)
                .expect("there is room");
            let entry = Evidence::new(99, EvidenceKind::Worked, None);
            expect_context::<UndoStack>().push(Removed::Row(RemovedRow::Evidence(
                1,
                0,
                Box::new(entry),
            )));
            assert_eq!(undo(Page::FollowUp), Some(Field::Evidence(1, 99)));
            let ids = action.with_untracked(|row| {
                let entries = row.evidence.iter();
                entries.map(|entry| entry.id).collect::<Vec<_>>()
            });
            assert_eq!(ids, [99, kept]);
            assert_eq!(undo(Page::FollowUp), None, "nothing is left to undo");
        });
    }
}
