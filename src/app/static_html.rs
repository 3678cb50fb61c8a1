//! A view as static HTML, for pages that people read without the app.

use leptos::prelude::*;

/// The HTML of a view as it is now. `None` if the browser cannot make an element for it.
///
/// The browser serialises the mounted view, so no second renderer is needed. All browsers write the
/// same, as the HTML standard prescribes, except for `<` and `>` in attributes: no attribute of the view
/// may contain them.
#[cfg(not(feature = "ssr"))]
pub fn static_html<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Option<String> {
    /// The marker that Leptos leaves in the page. Text cannot look like it: its `<` is escaped.
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
    /// The marker that Leptos leaves in the page. Text cannot look like it: its `<` is escaped.
    const PLACEHOLDER: &str = "<!>";
    let html = Owner::new().with(|| view().to_html());
    Some(html.replace(PLACEHOLDER, ""))
}
