//! Long lists of rows, of which only those near what is in view are built.
//!
//! A row takes a millisecond or two to build, and every key costs a little for each row that is there.
//! So a list consists of blocks of a few rows. A block that is far away is an empty place, about as high
//! as its rows. It is built when it comes near, and taken down when it is far away again: the texts are
//! in the record.

use leptos::prelude::*;

use crate::browser::{self, Focused, NearViewport, PagePosition};
use crate::record::RowId;
use crate::ui::HEADING_ID;

/// How many rows are built together.
const BLOCK: usize = 10;

/// A list that has no more blocks than this when it is shown is built as a whole, since browsers search
/// only what is there. In a longer list, this many blocks stay once they are built.
const KEPT: usize = 5;

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

    /// Focuses an element that is in a row, or about to be, in the next frame. The row is built by then.
    pub fn focus(self, element_id: String) {
        self.build([&*element_id]);
        browser::focus_soon(element_id);
    }

    /// Brings somebody back to where they were on a page that is about to be shown again: to what had the
    /// focus, and to what was in view.
    pub fn return_to(self, position: PagePosition) {
        self.build_what_was_seen(&position);
        browser::after_frame(move || {
            browser::restore_focus(&position, HEADING_ID);
            restore_scroll(position);
        });
    }

    /// The same without the focus.
    pub fn scroll_back_to(self, position: PagePosition) {
        self.build_what_was_seen(&position);
        browser::after_frame(move || restore_scroll(position));
    }

    fn build_what_was_seen(self, position: &PagePosition) {
        let anchor = position.anchor.iter().map(|(id, _)| &**id);
        let focused = position.focused.iter().filter_map(|focused| match focused {
            Focused::Id(id) => Some(&**id),
            Focused::Nth { .. } => None,
        });
        self.build(anchor.chain(focused));
    }

    /// Builds the rows of the elements of those ids.
    fn build<'a>(self, element_ids: impl IntoIterator<Item = &'a str>) {
        // The ids of a row's elements hold the row's own id, and that of an entry of evidence its own
        // too: `evidence-3-7`. One row too many does no harm.
        let parts = element_ids.into_iter().flat_map(|id| id.split('-'));
        let ids: Vec<RowId> = parts.filter_map(|part| part.parse().ok()).collect();
        if !ids.is_empty() {
            self.ids.set(ids);
        }
    }
}

/// Scrolls back to a position, and again in the next frame: by then the browser has reported which blocks
/// are in view, and those above have their rows and their height.
fn restore_scroll(position: PagePosition) {
    browser::restore_scroll(&position);
    browser::after_frame(move || browser::restore_scroll(&position));
}

/// The blocks of one list, by their index.
#[derive(Clone, Copy)]
struct Blocks {
    /// Whether each block is built. A block that the list no longer has stays in here.
    are_built: StoredValue<Vec<ArcRwSignal<bool>>>,
    /// How many are built at once.
    first: usize,
    /// Watches the places of the blocks. Without it, every block is built.
    watcher: StoredValue<Option<NearViewport>, LocalStorage>,
}

impl Blocks {
    /// The blocks of a list of so many rows, which belong to the current owner.
    fn of(rows: usize) -> Self {
        let is_long = rows > KEPT * BLOCK;
        let blocks = Self {
            are_built: StoredValue::default(),
            first: if is_long { 1 } else { KEPT },
            watcher: StoredValue::new_local(None),
        };
        let watcher = NearViewport::new(move |name, is_near| {
            if let Ok(index) = name.parse() {
                blocks.set_built(index, is_near);
            }
        });
        blocks.watcher.set_value(watcher);
        blocks
    }

    /// Whether a block is built.
    fn is_built(self, index: usize) -> ArcRwSignal<bool> {
        let is_watched = self.watcher.with_value(Option::is_some);
        let made = self.are_built.try_update_value(|are_built| {
            while are_built.len() <= index {
                let is_built = !is_watched || are_built.len() < self.first;
                are_built.push(ArcRwSignal::new(is_built));
            }
            are_built.get(index).cloned()
        });
        made.flatten().unwrap_or_else(|| ArcRwSignal::new(true))
    }

    /// Builds a block, or takes it down unless few are built.
    fn set_built(self, index: usize, is_wanted: bool) {
        let signal = self.is_built(index);
        if signal.get_untracked() == is_wanted {
            return;
        }
        let count = self
            .are_built
            .with_value(|are_built| (are_built.iter().filter(|it| it.get_untracked())).count());
        if is_wanted || count > KEPT {
            signal.set(is_wanted);
        }
    }
}

/// The rows of a list, of which only those near what is in view are built.
#[component]
pub fn LazyRows<Row, View>(
    /// The ids of the rows, in order.
    #[prop(into)]
    rows: Signal<Vec<RowId>>,
    /// Builds a row.
    children: Row,
) -> impl IntoView
where
    Row: Fn(RowId) -> View + Clone + Send + Sync + 'static,
    View: IntoView + 'static,
{
    let blocks = Blocks::of(rows.with_untracked(Vec::len));
    let row_focus: RowFocus = expect_context();
    // With the blocks beside it: if these were built later, the row would be pushed out of view.
    let wanted = move || {
        let index_of = |id: &RowId| rows.with(|rows| rows.iter().position(|row| row == id));
        row_focus.ids.with(|ids| {
            let indexes = ids.iter().filter_map(index_of);
            let blocks = indexes.map(|index| index / BLOCK);
            blocks
                .flat_map(|block| block.saturating_sub(1)..=block + 1)
                .collect::<Vec<_>>()
        })
    };
    // Rendered natively, a page never changes, and effects have no executor to run on.
    if browser::is_present() {
        Effect::new(move |_| {
            for index in wanted() {
                blocks.set_built(index, true);
            }
        });
    }
    let count = Memo::new(move |_| rows.with(|rows| rows.len().div_ceil(BLOCK)));
    view! {
        <For each=move || 0..count.get() key=|index| *index let:index>
            <Block blocks index rows row=children.clone() />
        </For>
    }
}

/// The place of a block, and its rows if it is built.
#[component]
fn Block<Row, View>(
    blocks: Blocks,
    index: usize,
    rows: Signal<Vec<RowId>>,
    row: Row,
) -> impl IntoView
where
    Row: Fn(RowId) -> View + Clone + Send + Sync + 'static,
    View: IntoView + 'static,
{
    let is_built = blocks.is_built(index);
    let watch = move |element| {
        blocks.watcher.with_value(|watcher| {
            if let Some(watcher) = watcher {
                watcher.watch(&element);
            }
        });
    };
    let ids = move || {
        rows.with(|rows| {
            let ids = rows.iter().skip(index * BLOCK).take(BLOCK);
            ids.copied().collect::<Vec<_>>()
        })
    };
    let built = move || {
        is_built.get().then(|| {
            let row = row.clone();
            view! { <For each=ids key=|id| *id children=row /> }
        })
    };
    view! {
        <div class="app-rows" data-block=index use:watch>
            {built}
        </div>
    }
}
