//! A view as static HTML, for pages that are made to be read without the app.

use leptos::prelude::*;

/// The HTML of a view as it is now. `None` where the browser does not give it.
///
/// In the browser it is what the browser itself says of the view once that is mounted, so that it needs
/// no second renderer. Every browser writes the same, as the HTML standard prescribes, but for `<` and
/// `>` in attributes: none of the view's attributes may hold them.
#[cfg(not(feature = "ssr"))]
pub fn static_html<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Option<String> {
    /// How Leptos marks a place in the page. Text cannot look like it: its `<` is escaped.
    const PLACEHOLDER: &str = "<!---->";
    let place = crate::browser::detached_element()?;
    let mounted = leptos::mount::mount_to(place.clone(), view);
    let html = place.inner_html();
    drop(mounted);
    Some(html.replace(PLACEHOLDER, ""))
}

/// The HTML of a view as it is now, rendered natively.
#[cfg(feature = "ssr")]
pub fn static_html<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Option<String> {
    /// How Leptos marks a place in the page. Text cannot look like it: its `<` is escaped.
    const PLACEHOLDER: &str = "<!>";
    let html = Owner::new().with(|| view().to_html());
    Some(html.replace(PLACEHOLDER, ""))
}
