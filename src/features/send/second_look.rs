//! What is worth a second look before the return is sent.

use leptos::prelude::*;

use super::text;
use crate::app::check_return::CheckPart;
use crate::app::{Clock, OpenRecord, PersonalDetailWarnings};
use crate::browser;
use crate::record::{Problem, check};
use crate::screening::Detail;
use crate::ui::{Button, ButtonStyle, FIRST_ROWS, Section, ShowMore, Shown};
use crate::words;

/// The part of the page with possible personal details.
const PERSONAL: CheckPart = CheckPart::PersonalDetails;

/// What is missing or looks wrong, each with a link to its field.
#[component]
pub fn SecondLook() -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    let clock = expect_context::<Clock>();
    move || {
        let problems = open.record.with(|record| {
            let problems = clock.today().map(|today| check(record, today));
            problems.unwrap_or_default()
        });
        if problems.is_empty() {
            return view! { <p class="govuk-body">{text::NOTHING_MISSING}</p> }.into_any();
        }
        let shown = Shown::first_of(problems.len(), FIRST_ROWS);
        let rows = move || {
            open.record.with_untracked(|record| {
                let problems = problems.iter().take(shown.count());
                problems
                    .map(|problem| {
                        let said = words::problem(*problem, record);
                        view! { <ProblemRow problem=*problem said /> }
                    })
                    .collect_view()
            })
        };
        view! {
            <Section
                id=CheckPart::SecondLook.id()
                heading=text::CHECK_THESE
                class="app-second-look app-second-look--missing"
            >
                <p class="govuk-body">{text::SEND_ANYWAY}</p>
                <ul class="govuk-list govuk-list--bullet">{rows}</ul>
                <ShowMore shown=shown of="of this list" />
            </Section>
        }
        .into_any()
    }
}

/// A problem, as a link to the field that it is about, if there is one.
#[component]
fn ProblemRow(
    /// The problem.
    problem: Problem,
    /// The problem in words.
    said: String,
) -> impl IntoView {
    let said = match problem.field() {
        Some(field) => view! {
            <a class="govuk-link" href=CheckPart::SecondLook.href_to(field)>
                {said}
            </a>
        }
        .into_any(),
        None => said.into_any(),
    };
    view! { <li>{said}</li> }
}

/// What may be a child's or family's details, shown before everything else. Where nothing was found, a
/// reminder to look: the check cannot find everything.
#[component]
pub fn PersonalDetails() -> impl IntoView {
    let warnings = expect_context::<PersonalDetailWarnings>();
    move || {
        let details = warnings.details();
        if details.shown.is_empty() && details.dismissed == 0 {
            return view! { <p class="govuk-body">{text::READ_THEM}</p> }.into_any();
        }
        let heading = text::personal(details.shown.len());
        let shown = Shown::first_of(details.shown.len(), FIRST_ROWS);
        let list = (!details.shown.is_empty()).then(|| {
            let rows = move || {
                (details.shown.iter().take(shown.count()).cloned())
                    .map(|detail| view! { <PersonalDetailRow detail /> })
                    .collect_view()
            };
            view! {
                <ul class="govuk-list govuk-list--bullet">{rows}</ul>
                <ShowMore shown=shown of="of this list" />
            }
        });
        let dismissed =
            (details.dismissed > 0).then(|| view! { <DismissedDetails count=details.dismissed /> });
        view! {
            <Section id=PERSONAL.id() heading class="app-second-look">
                <p class="govuk-body">{text::PERSONAL_WHY}</p>
                {list}
                {dismissed}
            </Section>
        }
        .into_any()
    }
}

/// A possible personal detail: a link to its field, and a button that dismisses the warning.
#[component]
fn PersonalDetailRow(
    /// The detail.
    detail: Detail,
) -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    let warnings = expect_context::<PersonalDetailWarnings>();
    let said = text::detail(&detail);
    let record = open.record;
    let place = record.with_untracked(|record| words::difference(detail.field, record));
    view! {
        <li>
            <a class="govuk-link" href=CheckPart::PersonalDetails.href_to(detail.field)>
                {format!("{place}: {said}")}
            </a>
            <Button
                text=text::NOT_PERSONAL
                of=said
                style=ButtonStyle::Quiet
                on_press=move || {
                    warnings.dismiss(&detail);
                    browser::focus_soon(PERSONAL.id().to_owned());
                }
            />
        </li>
    }
}

/// How many warnings were dismissed, and a button that shows them again.
#[component]
fn DismissedDetails(
    /// How many.
    count: usize,
) -> impl IntoView {
    let warnings = expect_context::<PersonalDetailWarnings>();
    let show_again = move || {
        warnings.restore_all();
        browser::focus_soon(PERSONAL.id().to_owned());
    };
    view! {
        <p class="govuk-body">
            {text::details_kept(count)} " "
            <Button text="Show them again" style=ButtonStyle::Quiet on_press=show_again />
        </p>
    }
}
