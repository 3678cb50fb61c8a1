//! The way back to "Check and send" for those who came from there to change an answer.
//!
//! The address of the field says which part of that page they came from, so that the way back is still
//! there after a reload. It holds nothing that was typed.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::route::{Page, Route};
use super::{Navigation, fields, page_name};
use crate::browser;
use crate::record::Field;

/// A part of "Check and send" that links to fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckPart {
    /// The answers, with a link to change each.
    Answers,
    /// What is missing or looks wrong.
    SecondLook,
    /// Possible personal details.
    PersonalDetails,
}

impl CheckPart {
    const ALL: [Self; 3] = [Self::Answers, Self::SecondLook, Self::PersonalDetails];

    /// The id of the part's heading, and its name in addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Answers => "change",
            Self::SecondLook => "second-look",
            Self::PersonalDetails => "personal",
        }
    }

    fn query(self) -> String {
        format!("from={}", self.id())
    }

    /// The address of a field, for links in this part.
    pub fn href_to(self, field: Field) -> String {
        let route = Route {
            query: Some(self.query()),
            ..fields::route(field)
        };
        route.to_string()
    }
}

/// The id of the link that leads from an answer on "Check and send" to its field.
pub fn change_link_id(field: Field) -> String {
    link_id(&fields::id(field))
}

fn link_id(field_id: &str) -> String {
    format!("{}-{field_id}", CheckPart::Answers.id())
}

/// Where on "Check and send" somebody came from to a route; `None` if they did not.
fn way_back(from: &Route) -> Option<Route> {
    let query = from.query.as_deref()?;
    let part = CheckPart::ALL.into_iter().find(|it| it.query() == query)?;
    let id = match part {
        CheckPart::Answers => link_id(from.target.as_deref()?),
        CheckPart::SecondLook | CheckPart::PersonalDetails => part.id().to_owned(),
    };
    Some(Route::to_element(Page::Check, &id))
}

/// The way back to "Check and send", on a page that was opened from there to change an answer.
#[component]
pub fn BackToCheck() -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    let way_back = Memo::new(move |_| way_back(&navigation.route()));
    // The browser's own way back leads to the very same place, and makes the history no longer.
    let go_back = move |click: MouseEvent| {
        if browser::is_followed_here(&click) && navigation.previous_page() == Some(Page::Check) {
            click.prevent_default();
            browser::go_back();
        }
    };
    move || {
        way_back.get().map(|route| {
            view! {
                <p class="app-back-to-check">
                    <a class="govuk-link" href=route.to_string() on:click=go_back>
                        {format!("Back to {}", page_name(Page::Check))}
                    </a>
                </p>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::route::parse;
    use crate::record::TeamField;

    #[test]
    fn the_way_back_leads_to_the_link_that_was_followed() {
        for (part, field, expected) in [
            (CheckPart::Answers, Field::What(3), "#/check/change-what-3"),
            (
                CheckPart::Answers,
                Field::Team(TeamField::Manager),
                "#/check/change-manager",
            ),
            (
                CheckPart::SecondLook,
                Field::Discussion(1),
                "#/check/second-look",
            ),
            (
                CheckPart::PersonalDetails,
                Field::HowDone(2),
                "#/check/personal",
            ),
        ] {
            let route = parse(&part.href_to(field)).and_then(|route| way_back(&route));
            let href = route.map(|route| route.to_string());
            assert_eq!(href.as_deref(), Some(expected));
        }
    }

    #[test]
    fn an_address_that_somebody_typed_leads_back_nowhere() {
        for hash in [
            "#/plan/what-3",
            "#/plan/what-3?from=",
            "#/plan/what-3?from=elsewhere",
            "#/plan?from=change",
            "#/returns?standing=overdue",
        ] {
            let route = parse(hash).and_then(|route| way_back(&route));
            assert_eq!(route, None, "{hash}");
        }
    }
}
