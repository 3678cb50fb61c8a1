//! The dial of a countdown.

use leptos::prelude::*;

/// What a dial shows.
#[derive(Clone, Debug, PartialEq)]
pub struct DialState {
    /// How much is left, in thousandths of the whole.
    pub left: i64,
    /// How much should be left at the mark, in thousandths of the whole.
    pub mark: i64,
    /// The text in it; screen readers hear only this.
    pub text: String,
}

/// A ring that runs down, with a mark on it.
#[component]
pub fn Dial(
    /// What it shows.
    #[prop(into)]
    state: Signal<DialState>,
) -> impl IntoView {
    const RING: &str = "M60 10a50 50 0 0 1 0 100a50 50 0 0 1 0-100";
    let left = move || state.with(|state| format!("{} 2000", state.left.max(0)));
    let mark = move || state.with(|state| format!("rotate({} 60 60)", state.mark * 360 / 1_000));
    view! {
        <div class="app-dial">
            <svg class="app-dial__ring" viewBox="0 0 120 120" aria-hidden="true">
                <path class="app-dial__whole" d=RING pathLength="1000" />
                <path class="app-dial__left" d=RING pathLength="1000" stroke-dasharray=left />
                <path class="app-dial__mark" d="M60 2v18" transform=mark />
            </svg>
            <span class="app-dial__words" role="timer">
                {move || state.with(|state| state.text.clone())}
            </span>
        </div>
    }
}
