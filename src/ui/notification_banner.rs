//! Banners at the top of a page. Source: <https://design-system.service.gov.uk/components/notification-banner/>.

use leptos::prelude::*;

/// Something that people should know, whatever page they are on.
#[component]
pub fn NotificationBanner(
    /// The id of its title.
    id: &'static str,
    /// The title, which also names the banner to screen readers.
    title: &'static str,
    /// Whether something went wrong: screen readers then read the banner out as soon as it appears.
    #[prop(optional)]
    is_error: bool,
    /// The message, and what can be done about it.
    children: Children,
) -> impl IntoView {
    let role = if is_error { "alert" } else { "region" };
    view! {
        <div
            class="govuk-notification-banner"
            class=("app-notification-banner--error", is_error)
            role=role
            aria-labelledby=id
        >
            <div class="govuk-notification-banner__header">
                <h2 class="govuk-notification-banner__title" id=id>{title}</h2>
            </div>
            <div class="govuk-notification-banner__content">{children()}</div>
        </div>
    }
}
