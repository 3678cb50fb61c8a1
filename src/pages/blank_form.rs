//! The paper form, blank, on its two pages. It stands in the page for those who
//! cannot use the app, and prints.

use std::sync::Arc;

use leptos::prelude::*;

use crate::briefing::{Briefing, form};

/// How many empty rows the table of actions has.
const ACTION_ROWS: usize = 5;

/// Both pages.
#[component]
pub fn BlankForm(
    /// The briefing it goes with.
    briefing: Arc<Briefing>,
) -> impl IntoView {
    let rows = (0..form::LEARNING_ROWS)
        .map(|_| view! { <li class="app-form__row"></li> })
        .collect_view();
    let heads = form::COLUMNS
        .map(|column| view! { <th scope="col">{column}</th> })
        .into_iter()
        .collect_view();
    let empty = (0..ACTION_ROWS)
        .map(|_| {
            view! { <tr>{form::COLUMNS.map(|_| view! { <td></td> }).into_iter()
            .collect_view()}</tr> }
        })
        .collect_view();
    let discussion = view! {
            <dl class="app-form__team">
                {form::TEAM
                    .map(|label| {
                        view! {
                            <div class="app-form__line">
                                <dt>{label}</dt>
                                <dd></dd>
                            </div>
                        }
                    })
                    .into_iter()
    .collect_view()}
            </dl>
            <h3 class="govuk-heading-s">{form::LEARNING}</h3>
            <ol class="app-form__rows">{rows}</ol>
        };
    let plan = view! {
        <table class="app-form__table">
            <caption class="govuk-heading-s">{form::ACTIONS}</caption>
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{empty}</tbody>
        </table>
    };
    // The ids are the routes of the app's pages, so that the steps in the header
    // lead here where there is no app.
    view! {
        {form_page(&briefing, "/discussion", "Discussion", discussion.into_any())}
        {form_page(&briefing, "/plan", "Action plan", plan.into_any())}
    }
}

fn form_page(
    briefing: &Briefing,
    id: &'static str,
    heading: &str,
    body: AnyView,
) -> impl IntoView + use<> {
    view! {
        <section class="app-form" aria-labelledby=id>
            <p class="app-form__partnership">{briefing.partnership.clone()}</p>
            <h2 class="govuk-heading-l" id=id>
                {format!("{}: {heading}", briefing.title)}
            </h2>
            {body}
            <p class="app-form__notice">{briefing.keep_a_copy.clone()}</p>
        </section>
    }
}
