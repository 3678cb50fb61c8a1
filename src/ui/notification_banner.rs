//! Banners at the top of a page. Source: <https://design-system.service.gov.uk/components/notification-banner/>.

use leptos::prelude::*;

/// What a banner is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BannerKind {
    /// Something to know.
    #[default]
    Notice,
    /// Something went wrong.
    Error,
    /// Something that the user did has worked. The focus goes to its title.
    Success,
}

/// Something that people should know. Screen readers read an error or a success out as soon as it appears.
#[component]
pub fn NotificationBanner(
    /// The id of its title.
    id: &'static str,
    /// The title, which also names the banner to screen readers.
    title: &'static str,
    /// What it is about.
    #[prop(optional)]
    kind: BannerKind,
    /// The message, and what can be done about it.
    children: Children,
) -> impl IntoView {
    let role = match kind {
        BannerKind::Notice => "region",
        BannerKind::Error | BannerKind::Success => "alert",
    };
    let is_success = kind == BannerKind::Success;
    view! {
        <div
            class="govuk-notification-banner"
            class=("app-notification-banner--error", kind == BannerKind::Error)
            class=("govuk-notification-banner--success", is_success)
            role=role
            aria-labelledby=id
        >
            <div class="govuk-notification-banner__header">
                <h2
                    class="govuk-notification-banner__title"
                    id=id
                    tabindex=is_success.then_some("-1")
                >
                    {title}
                </h2>
            </div>
            <div class="govuk-notification-banner__content">{children()}</div>
        </div>
    }
}
