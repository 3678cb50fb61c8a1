//! Markup as calls in place of types.
//!
//! `view!` makes a type of every element and of every attribute, and each type brings
//! code of its own to build, to rebuild, to mount and to drop it. Everything here is one
//! type whatever it holds: an [`Element`] in the making, which ends as an `AnyView`.
//! Measured when the pages changed over: the app's WebAssembly fell by 5 %, compressed
//! by 4 %; when the attributes followed, by another 4 %.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev::{Custom, Event};
use leptos::html::{ElementChild, custom};
use leptos::prelude::*;
use leptos::svg;
use leptos::tachys::html::event::on;
use leptos::tachys::html::property::prop;

/// A part of a page. It is a view of any type, boxed: pages hand parts on and on, and each
/// time that takes less code the smaller what is handed on. Measured when they were boxed:
/// see the figures above.
#[must_use]
pub struct Part(Box<AnyView>);

impl Part {
    /// Any view as a part.
    pub fn of(view: impl IntoAny) -> Self {
        Self(Box::new(view.into_any()))
    }

    /// The view.
    pub fn into_any(self) -> AnyView {
        *self.0
    }
}

/// Parts as one view after the other.
pub fn views(parts: Vec<Part>) -> Vec<AnyView> {
    parts.into_iter().map(Part::into_any).collect()
}

/// An element in the making.
#[must_use]
pub struct Element {
    tag: &'static str,
    /// Whether it is part of a drawing.
    drawn: bool,
    attributes: Vec<AnyAttribute>,
    children: Vec<Part>,
}

/// Begins an element of that tag name.
pub fn tag(tag: &'static str) -> Element {
    Element {
        tag,
        drawn: false,
        attributes: Vec::new(),
        children: Vec::new(),
    }
}

/// Begins an element of a drawing: "svg" itself, or in it "path", "text" or a link, "a".
/// Browsers tell these from elements of a text by more than their names.
pub fn drawn(tag: &'static str) -> Element {
    Element {
        drawn: true,
        ..self::tag(tag)
    }
}

impl Element {
    /// An attribute that does not change.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        let attribute = custom_attribute(name, value.to_owned());
        self.attributes.push(attribute.into_any_attr());
        self
    }

    /// An attribute that follows what it is worked out from; `None` is without it.
    pub fn live(
        mut self,
        name: &'static str,
        value: impl Fn() -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        // A closure made in here would be another type for each caller. So below.
        fn erased(
            name: &'static str,
            value: Box<dyn Fn() -> Option<String> + Send + Sync>,
        ) -> AnyAttribute {
            custom_attribute(name, value).into_any_attr()
        }
        self.attributes.push(erased(name, Box::new(value)));
        self
    }

    /// What a box to type in holds.
    pub fn value(mut self, value: Box<dyn Fn() -> String + Send + Sync>) -> Self {
        self.attributes.push(prop("value", value).into_any_attr());
        self
    }

    /// A property that follows what it is worked out from: "checked" of a box to tick,
    /// "selected" of an option.
    pub fn is(mut self, property: &'static str, is: Box<dyn Fn() -> bool + Send + Sync>) -> Self {
        self.attributes.push(prop(property, is).into_any_attr());
        self
    }

    /// What happens on an event.
    pub fn on(mut self, event: &'static str, act: Box<dyn FnMut(Event)>) -> Self {
        let handler = on(Custom::new(event), act);
        self.attributes.push(handler.into_any_attr());
        self
    }

    /// Another child, which may be anything: something that changes can stand inside.
    pub fn child(mut self, child: Part) -> Self {
        self.children.push(child);
        self
    }

    /// A text as another child.
    pub fn text(self, text: impl Into<String>) -> Self {
        self.child(words(text))
    }

    /// The element.
    pub fn view(self) -> Part {
        // No function: what all of them have in common is private to the library.
        macro_rules! made_of {
            ($element:expr) => {
                Part::of(
                    $element
                        .child(views(self.children))
                        .add_any_attr(self.attributes),
                )
            };
        }
        if !self.drawn {
            return made_of!(custom(self.tag));
        }
        match self.tag {
            "svg" => made_of!(svg::svg()),
            "text" => made_of!(svg::text()),
            "a" => made_of!(svg::a()),
            _ => made_of!(svg::path()),
        }
    }
}

/// An element with attributes and children that do not change by themselves.
pub fn element(
    name: &'static str,
    attributes: &[(&'static str, &str)],
    children: Vec<Part>,
) -> Part {
    let mut element = tag(name);
    for (name, value) in attributes {
        element = element.with(name, value);
    }
    element.children = children;
    element.view()
}

/// An element of that tag name and class around a text.
pub fn texted(tag: &'static str, class: &'static str, text: impl Into<String>) -> Part {
    element(tag, &[("class", class)], vec![words(text)])
}

/// A text.
pub fn words(text: impl Into<String>) -> Part {
    let text: String = text.into();
    Part::of(text)
}

/// A text that follows what it is worked out from.
pub fn live_words(text: impl Fn() -> String + Send + Sync + 'static) -> Part {
    fn erased(text: Box<dyn Fn() -> String + Send + Sync>) -> Part {
        Part::of(text)
    }
    erased(Box::new(text))
}

/// Views that follow what they are worked out from.
pub fn live(parts: impl Fn() -> Vec<Part> + Send + Sync + 'static) -> Part {
    fn erased(parts: Box<dyn Fn() -> Vec<Part> + Send + Sync>) -> Part {
        Part::of(move || views(parts()))
    }
    erased(Box::new(parts))
}

/// A paragraph of running text.
pub fn paragraph(text: impl Into<String>) -> Part {
    texted("p", "govuk-body", text)
}

/// A link within the page's text.
pub fn link(href: &str, text: impl Into<String>) -> Part {
    let attributes = [("class", "govuk-link"), ("href", href)];
    element("a", &attributes, vec![words(text)])
}
