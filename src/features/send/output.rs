//! A way to send or to save the form.

use leptos::prelude::*;

/// A button or link that gives somebody the form in some shape, and beside it what that is for.
#[component]
pub fn Output(
    /// The button or link.
    button: AnyView,
    /// What it is for, in one short line.
    children: Children,
) -> impl IntoView {
    view! {
        <li class="app-output">
            <div class="app-output__button">{button}</div>
            <div class="app-output__about">{children()}</div>
        </li>
    }
}
