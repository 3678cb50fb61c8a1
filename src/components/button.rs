//! Buttons. Source: <https://design-system.service.gov.uk/components/button/>.

use leptos::prelude::*;

use super::element::{element, words};

/// How a button stands among others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do next.
    Main,
    /// Something else to do.
    #[default]
    Secondary,
    /// A small choice beside a field.
    Quick,
    /// As quiet as a link: remove, move, dismiss.
    Quiet,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::Main => "govuk-button app-button",
            Self::Secondary => "govuk-button govuk-button--secondary app-button",
            Self::Quick => "app-button-quick",
            Self::Quiet => "app-button-quiet",
        }
    }
}

/// What pressing a button does. One type for all of them, so that the button is
/// compiled once and not once for each use.
pub struct Press(Box<dyn Fn()>);

impl<F: Fn() + 'static> From<F> for Press {
    fn from(act: F) -> Self {
        Self(Box::new(act))
    }
}

/// A button that does something on this page.
///
/// Its name, as heard, is `text`, then `of`, then `after`; `of` is not seen. So a
/// "Move up" can be heard as "Move action 2 up".
#[component]
pub fn Button(
    /// What it says.
    text: &'static str,
    /// Which of several buttons alike it is, beginning with a space.
    #[prop(optional, into)]
    of: Option<Signal<String>>,
    /// The end of what it says.
    #[prop(optional)]
    after: &'static str,
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// An id, where the focus has to find it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Whether it can do nothing right now. It keeps its place and the focus.
    #[prop(optional, into)]
    idle: Signal<bool>,
    /// What happens.
    #[prop(into)]
    on_press: Press,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=look.class()
            id=id
            aria-disabled=move || idle.get().then_some("true")
            on:click=move |_| {
                if !idle.get_untracked() {
                    (on_press.0)();
                }
            }
        >
            {text}
            {of.map(|of| view! { <span class="govuk-visually-hidden">{move || of.get()}</span> })}
            {after}
        </button>
    }
    .into_any()
}

/// A button with nothing but its words.
pub fn button(text: &'static str, look: Look, on_press: impl Into<Press>) -> AnyView {
    let on_press = on_press.into();
    view! { <Button text=text look=look on_press=on_press /> }.into_any()
}

/// A quiet button that is one of several alike: `of` says, as heard, which.
pub fn named_button(text: &'static str, of: &str, on_press: impl Into<Press>) -> AnyView {
    let (of, on_press) = (format!(" {of}"), on_press.into());
    view! { <Button text=text of=of look=Look::Quiet on_press=on_press /> }.into_any()
}

/// A link that leads on to the next page, as large as a button.
pub fn link_button(href: &str, text: &'static str) -> AnyView {
    let attributes = [
        ("class", Look::Main.class()),
        ("href", href),
        ("draggable", "false"),
    ];
    element("a", &attributes, vec![words(text)])
}
