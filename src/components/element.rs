//! Markup that stands still, as calls in place of types.
//!
//! `view!` makes a type of every element, and each type brings code of its own to
//! build, to rebuild, to mount and to drop it. What is rendered once and never
//! changes by itself (a heading, a list of answers, a card) is built with
//! [`element`] instead, which is one type whatever it holds. Measured when the pages
//! changed over: the app's WebAssembly fell by 5 %, compressed by 4 %.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::html::{ElementChild, custom};
use leptos::prelude::*;

/// An element of that tag name, with attributes and children that do not change.
/// A child may be anything, so something that does change can stand inside.
pub fn element(
    tag: &'static str,
    attributes: &[(&'static str, &str)],
    children: Vec<AnyView>,
) -> AnyView {
    let attributes: Vec<AnyAttribute> = (attributes.iter())
        .map(|(name, value)| custom_attribute(*name, (*value).to_owned()).into_any_attr())
        .collect();
    custom(tag)
        .child(children)
        .add_any_attr(attributes)
        .into_any()
}

/// An element of that tag name and class around a text.
pub fn texted(tag: &'static str, class: &'static str, text: impl Into<String>) -> AnyView {
    element(tag, &[("class", class)], vec![words(text)])
}

/// A text.
pub fn words(text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    text.into_any()
}

/// A text that follows what it is worked out from.
pub fn live_words(text: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    // A closure made in here would be another type for each caller.
    fn boxed(text: Box<dyn Fn() -> String + Send + Sync>) -> AnyView {
        (move || text()).into_any()
    }
    boxed(Box::new(text))
}

/// Views that follow what they are worked out from.
pub fn live(views: impl Fn() -> Vec<AnyView> + Send + Sync + 'static) -> AnyView {
    fn boxed(views: Box<dyn Fn() -> Vec<AnyView> + Send + Sync>) -> AnyView {
        (move || views()).into_any()
    }
    boxed(Box::new(views))
}

/// A paragraph of running text.
pub fn paragraph(text: impl Into<String>) -> AnyView {
    texted("p", "govuk-body", text)
}

/// A link within the page's text.
pub fn link(href: &str, text: impl Into<String>) -> AnyView {
    let attributes = [("class", "govuk-link"), ("href", href)];
    element("a", &attributes, vec![words(text)])
}
