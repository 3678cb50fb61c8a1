//! Buttons. Source: <https://design-system.service.gov.uk/components/button/>.

use leptos::prelude::*;

use super::element::{Part, element, live_words, tag, words};

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
    /// Under a slide, to be seen across a room.
    Slide,
}

impl Look {
    /// Its class.
    pub fn class(self) -> &'static str {
        match self {
            Self::Main => "govuk-button app-button",
            Self::Secondary => "govuk-button govuk-button--secondary app-button",
            Self::Quick => "app-button-quick",
            Self::Quiet => "app-button-quiet",
            Self::Slide => "app-button-slide",
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

/// A button that does something on this page, in the making.
///
/// Its name, as heard, is `text`, then `of`, then `after`; `of` is not seen. So a
/// "Move up" can be heard as "Move action 2 up".
pub struct Button {
    /// What it says.
    pub text: &'static str,
    /// Which of several buttons alike it is, beginning with a space.
    pub of: Option<Box<dyn Fn() -> String + Send + Sync>>,
    /// The end of what it says.
    pub after: &'static str,
    /// How it looks.
    pub look: Look,
    /// An id, where the focus has to find it.
    pub id: Option<String>,
    /// Whether it can do nothing right now. It keeps its place and the focus.
    pub idle: Option<Signal<bool>>,
}

impl Button {
    /// A button with nothing but its words.
    pub fn new(text: &'static str, look: Look) -> Self {
        Self {
            text,
            of: None,
            after: "",
            look,
            id: None,
            idle: None,
        }
    }

    /// The button, and what happens when it is pressed.
    pub fn view(self, on_press: impl Into<Press>) -> Part {
        let Press(press) = on_press.into();
        let idle = self.idle;
        let mut button = tag("button")
            .with("type", "button")
            .with("class", self.look.class());
        if let Some(id) = &self.id {
            button = button.with("id", id);
        }
        if let Some(idle) = idle {
            button = button.live("aria-disabled", move || {
                idle.get().then(|| "true".to_owned())
            });
        }
        button = button
            .on(
                "click",
                Box::new(move |_| {
                    if !idle.is_some_and(|idle| idle.get_untracked()) {
                        press();
                    }
                }),
            )
            .text(self.text);
        if let Some(of) = self.of {
            let of = live_words(of);
            button = button.child(element(
                "span",
                &[("class", "govuk-visually-hidden")],
                vec![of],
            ));
        }
        button.text(self.after).view()
    }
}

/// A button with nothing but its words.
pub fn button(text: &'static str, look: Look, on_press: impl Into<Press>) -> Part {
    Button::new(text, look).view(on_press)
}

/// A quiet button that is one of several alike: `of` says, as heard, which.
pub fn named_button(text: &'static str, of: &str, on_press: impl Into<Press>) -> Part {
    let of = format!(" {of}");
    Button {
        of: Some(Box::new(move || of.clone())),
        ..Button::new(text, Look::Quiet)
    }
    .view(on_press)
}

/// A link that leads on to another page, as large as a button.
pub fn link_button(href: &str, text: &'static str, look: Look) -> Part {
    let attributes = [
        ("class", look.class()),
        ("href", href),
        ("draggable", "false"),
    ];
    element("a", &attributes, vec![words(text)])
}
