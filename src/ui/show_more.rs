//! The first items of a long list, and a button that shows more.

use leptos::prelude::*;

use super::button::Button;

/// How many rows of a long table or list are shown before somebody asks for more.
pub const FIRST_ROWS: usize = 50;

/// How many items of a list are shown.
#[derive(Clone, Copy)]
pub struct Shown {
    of: usize,
    first: usize,
    now: RwSignal<usize>,
}

impl Shown {
    /// Shows the `first` of `of` items.
    pub fn first_of(of: usize, first: usize) -> Self {
        Self {
            of,
            first,
            now: RwSignal::new(first),
        }
    }

    /// How many are shown. Tracks the number.
    pub fn count(self) -> usize {
        self.now.get().min(self.of)
    }

    fn show_more(self) {
        self.now.update(|now| *now += 4 * self.first);
    }
}

/// Says how many items are shown and offers more; nothing if all of them were shown from the start.
#[component]
pub fn ShowMore(
    /// How many are shown.
    shown: Shown,
    /// What the items are, for screen readers: "rows".
    of: &'static str,
) -> impl IntoView {
    (shown.of > shown.first).then(|| {
        // The button stays when there is nothing more to show, because it has the focus.
        let is_all = Signal::derive(move || shown.count() == shown.of);
        view! {
            <p class="govuk-body app-show-more">
                {move || format!("{} of {} shown", shown.count(), shown.of)} " "
                <Button text="Show more" of=of disabled=is_all on_press=move || shown.show_more() />
            </p>
        }
    })
}

/// Lines of text as a bulleted list, which shows the first ones and offers more.
#[component]
pub fn LongList(
    /// The lines.
    lines: Vec<String>,
) -> impl IntoView {
    let shown = Shown::first_of(lines.len(), FIRST_ROWS);
    let items = move || {
        (lines.iter().take(shown.count()).cloned())
            .map(|line| view! { <li class="app-lines">{line}</li> })
            .collect_view()
    };
    view! {
        <div>
            <ul class="govuk-list govuk-list--bullet">{items}</ul>
            <ShowMore shown=shown of="of this list" />
        </div>
    }
}
