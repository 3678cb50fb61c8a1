//! What gives a page its shape: headings, sections, inset text.

use leptos::prelude::*;

/// The id of every page's heading: the focus goes there when the page changes.
pub const HEADING_ID: &str = "page-heading";

/// The page's one first-level heading.
#[component]
pub fn PageHeading(
    /// The text.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <h1 class="govuk-heading-xl" id=HEADING_ID tabindex="-1">{text}</h1> }
}

/// A part of a page with a heading of its own, which also names it to screen readers.
#[component]
pub fn Section(
    /// The id of the heading. The focus goes there when something in the section was removed.
    id: &'static str,
    /// The heading.
    #[prop(into)]
    heading: String,
    /// The class of the section.
    #[prop(optional)]
    class: &'static str,
    /// The class of the heading.
    #[prop(default = "govuk-heading-m")]
    heading_class: &'static str,
    /// What is below the heading.
    children: Children,
) -> impl IntoView {
    view! {
        <section class=class aria-labelledby=id>
            <h2 class=heading_class id=id tabindex="-1">{heading}</h2>
            {children()}
        </section>
    }
}

/// Text set apart from what surrounds it.
/// Source: <https://design-system.service.gov.uk/components/inset-text/>.
#[component]
pub fn InsetText(
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! { <div class="govuk-inset-text">{children()}</div> }
}
