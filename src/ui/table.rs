//! Tables. Source: <https://design-system.service.gov.uk/components/table/>.

use leptos::prelude::*;

use super::show_more::{FIRST_ROWS, ShowMore, Shown};

/// A table of texts. The first column names the rows, the others hold numbers. A long table shows its
/// first rows and offers more.
#[component]
pub fn Table(
    /// What the table shows, for screen readers.
    #[prop(into)]
    caption: String,
    /// The headings of the columns.
    headings: Vec<&'static str>,
    /// The rows: as many cells as there are headings.
    rows: Vec<Vec<String>>,
) -> impl IntoView {
    let headings = headings.into_iter().enumerate().map(|(index, heading)| {
        view! {
            <th
                class="govuk-table__header"
                class=("govuk-table__header--numeric", index > 0)
                scope="col"
            >
                {heading}
            </th>
        }
    });
    let shown = Shown::first_of(rows.len(), FIRST_ROWS);
    let body = move || {
        rows.iter()
            .take(shown.count())
            .map(|row| table_row(row))
            .collect_view()
    };
    view! {
        <div>
            <div class="app-table-box">
                <table class="govuk-table app-table">
                    <caption class="govuk-visually-hidden">{caption}</caption>
                    <thead class="govuk-table__head">
                        <tr class="govuk-table__row">{headings.collect_view()}</tr>
                    </thead>
                    <tbody class="govuk-table__body">{body}</tbody>
                </table>
            </div>
            <ShowMore shown=shown of="rows" />
        </div>
    }
}

fn table_row(cells: &[String]) -> impl IntoView + use<> {
    let mut cells = cells.iter().cloned();
    let name = cells.next();
    let numbers = cells
        .map(|cell| view! { <td class="govuk-table__cell govuk-table__cell--numeric">{cell}</td> });
    view! {
        <tr class="govuk-table__row">
            <th class="govuk-table__header" scope="row">{name}</th>
            {numbers.collect_view()}
        </tr>
    }
}
