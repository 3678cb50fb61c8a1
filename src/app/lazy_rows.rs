//! Long lists of rows, of which only those near what is in view are built.
//!
//! A row takes a millisecond or two to build, and every key costs a little for each row that is there.
//! So a long list holds an empty place for each row, about as high as the row, and builds the row when
//! it comes near. What is far away again is taken down, since the text is in the record.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::browser::{self, NearViewport};
use crate::record::RowId;

/// A list that has no more rows than this when it is shown is built as a whole, since browsers search
/// only what is there. In a longer list, this many rows stay once they are built.
const KEPT: usize = 50;

/// How many rows of a longer list are built at once: more than a window shows.
const FIRST: usize = 10;

/// The rows that have to be built because the focus is about to move into them.
#[derive(Clone, Copy)]
pub struct RowFocus {
    ids: RwSignal<Vec<RowId>>,
}

impl RowFocus {
    /// Nothing is asked for.
    pub(super) fn new() -> Self {
        Self {
            ids: RwSignal::new(Vec::new()),
        }
    }

    /// Builds the rows that an element with that id may be in, so that it is there in the next frame.
    pub fn build(self, element_id: &str) {
        // The ids of a row's elements hold the row's own id, and that of an entry of evidence its own
        // too: `evidence-3-7`. One row too many does no harm.
        let ids: Vec<RowId> = (element_id.split('-'))
            .filter_map(|part| part.parse().ok())
            .collect();
        if !ids.is_empty() {
            self.ids.set(ids);
        }
    }

    /// Focuses an element that is in a row, or about to be, in the next frame.
    pub fn focus(self, element_id: String) {
        self.build(&element_id);
        browser::focus_soon(element_id);
    }
}

/// The places for the rows of one list.
#[derive(Clone, Copy)]
struct Places {
    /// Whether each row is built.
    is_built: StoredValue<HashMap<RowId, RwSignal<bool>>>,
    /// How many are.
    count: StoredValue<usize>,
    /// How many are built without being near.
    first: usize,
    /// Watches the places. Without it, every row is built.
    watcher: StoredValue<Option<NearViewport>, LocalStorage>,
    row_focus: RowFocus,
}

impl Places {
    /// The places of a list of so many rows, which belong to the current owner.
    fn for_rows(rows: usize) -> Self {
        let places = Self {
            is_built: StoredValue::default(),
            count: StoredValue::new(0),
            first: if rows > KEPT { FIRST } else { KEPT },
            watcher: StoredValue::new_local(None),
            row_focus: expect_context(),
        };
        places
            .watcher
            .set_value(NearViewport::new(move |name, is_near| {
                if let Ok(id) = name.parse() {
                    places.set_built(id, is_near);
                }
            }));
        places
    }

    /// Makes a place for a row. Returns whether the row is built. The place belongs to the current owner.
    fn add(self, id: RowId) -> RwSignal<bool> {
        let is_built = self.watcher.with_value(Option::is_none)
            || self.count.get_value() < self.first
            || (self.row_focus.ids).with_untracked(|ids| ids.contains(&id));
        let signal = RwSignal::new(is_built);
        self.count
            .update_value(|count| *count += usize::from(is_built));
        self.is_built.update_value(|rows| {
            rows.insert(id, signal);
        });
        on_cleanup(move || {
            // If a whole list goes, its places go first.
            let was_built = signal.try_get_untracked().unwrap_or_default();
            let _ = self
                .count
                .try_update_value(|count| *count -= usize::from(was_built));
            let _ = self.is_built.try_update_value(|rows| rows.remove(&id));
        });
        signal
    }

    /// Builds a row, or takes it down unless few are built.
    fn set_built(self, id: RowId, is_wanted: bool) {
        let Some(signal) = self.is_built.with_value(|rows| rows.get(&id).copied()) else {
            return;
        };
        let count = self.count.get_value();
        let is_built = signal.get_untracked();
        if is_wanted && !is_built {
            self.count.set_value(count + 1);
            signal.set(true);
        } else if !is_wanted && is_built && count > KEPT {
            self.count.set_value(count - 1);
            signal.set(false);
        }
    }
}

/// The rows of a list, of which only those near what is in view are built.
#[component]
pub fn LazyRows<Rows, Row, View>(
    /// The ids of the rows, in order.
    rows: Rows,
    /// Builds a row.
    children: Row,
) -> impl IntoView
where
    Rows: Fn() -> Vec<RowId> + Send + 'static,
    Row: Fn(RowId) -> View + Clone + Send + 'static,
    View: IntoView + 'static,
{
    let places = Places::for_rows(untrack(&rows).len());
    // Rendered natively, a page never changes, and effects have no executor to run on.
    if browser::is_present() {
        Effect::new(move |_| {
            for id in places.row_focus.ids.get() {
                places.set_built(id, true);
            }
        });
    }
    view! {
        <For each=rows key=|id| *id let:id>
            <Place places id row=children.clone() />
        </For>
    }
}

/// The place of a row, and the row if it is built.
#[component]
fn Place<Row, View>(places: Places, id: RowId, row: Row) -> impl IntoView
where
    Row: Fn(RowId) -> View + Send + 'static,
    View: IntoView + 'static,
{
    let is_built = places.add(id);
    let watch = move |element| {
        places.watcher.with_value(|watcher| {
            if let Some(watcher) = watcher {
                watcher.watch(&element);
            }
        });
    };
    view! {
        <div class="app-row" data-row=id use:watch>
            {move || is_built.get().then(|| row(id))}
        </div>
    }
}
