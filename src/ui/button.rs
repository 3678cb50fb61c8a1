//! Buttons, and links that look like them.
//! Source: <https://design-system.service.gov.uk/components/button/>.

use leptos::prelude::*;

use super::icon::{Icon, IconPicture};

/// How much a button stands out among others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonStyle {
    /// The one thing to do next.
    Primary,
    /// Something else to do.
    #[default]
    Secondary,
    /// A small choice beside a field.
    Quick,
    /// As quiet as a link: remove, move, dismiss.
    Quiet,
    /// The one thing to do next, on the dark head of the briefing.
    Hero,
    /// Something else to do, there.
    HeroSecondary,
    /// On or below a slide, readable from the back of a room.
    Slide,
    /// The one thing to do next on a slide.
    SlidePrimary,
}

impl ButtonStyle {
    /// The classes of a button of this style.
    pub fn class(self) -> &'static str {
        match self {
            Self::Primary => "govuk-button app-button",
            Self::Secondary => "govuk-button govuk-button--secondary app-button",
            Self::Quick => "app-button-quick",
            Self::Quiet => "app-button-quiet",
            Self::Hero => "govuk-button app-button app-button--hero",
            Self::HeroSecondary => "govuk-button app-button app-button--hero-secondary",
            Self::Slide => "app-button-slide",
            Self::SlidePrimary => "app-button-slide app-button-slide--primary",
        }
    }
}

/// A button that does something on this page.
///
/// Screen readers hear `text`, `of` and `after` as its name; `of` is not shown. So a button that
/// shows "Move up" can be heard as "Move action 2 up".
#[component]
pub fn Button(
    /// The text.
    #[prop(into)]
    text: Signal<&'static str>,
    /// What tells it apart from similar buttons: "action 2".
    #[prop(optional, into)]
    of: MaybeProp<String>,
    /// The end of the text, after `of`.
    #[prop(optional)]
    after: &'static str,
    /// A drawing before the text.
    #[prop(optional, into)]
    icon: MaybeProp<Icon>,
    /// How it looks.
    #[prop(default = ButtonStyle::Secondary)]
    style: ButtonStyle,
    /// Its id, if something moves the focus to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Whether pressing it does nothing for now. A disabled button keeps its place and the focus.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    let press = move |_| {
        if disabled.try_get_untracked() == Some(false) {
            // The browser can send the click of a button that was just removed.
            on_press.try_run(());
        }
    };
    let hidden = move || {
        of.get()
            .map(|of| view! { <span class="govuk-visually-hidden">" " {of}</span> })
    };
    view! {
        <button
            type="button"
            class=style.class()
            id=id
            aria-disabled=move || disabled.get().then_some("true")
            on:click=press
        >
            {move || icon.get().map(|icon| view! { <IconPicture icon /> })}
            <span class="app-button__text">
                {text} {hidden} {(!after.is_empty()).then(|| format!(" {after}"))}
            </span>
        </button>
    }
}

/// A link to another page that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// The text.
    text: &'static str,
    /// A drawing before the text.
    #[prop(optional)]
    icon: Option<Icon>,
    /// How it looks.
    #[prop(default = ButtonStyle::Secondary)]
    style: ButtonStyle,
) -> impl IntoView {
    view! {
        <a class=style.class() href=href draggable="false">
            {icon.map(|icon| view! { <IconPicture icon /> })}
            <span class="app-button__text">{text}</span>
        </a>
    }
}
