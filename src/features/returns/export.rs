//! What can be taken away of what is shown.

use std::sync::Arc;

use leptos::prelude::*;

use super::{AWAY, place, text};
use crate::app::Session;
use crate::returns::FilteredReturns;
use crate::ui::old::{Look, Part, button, checkbox, element, paragraph, texted};

/// The ways.
pub fn away(session: Session, shown: Memo<Arc<FilteredReturns>>) -> Part {
    let sheets = [
        "Returns as CSV",
        "Learning points as CSV",
        "Actions as CSV",
        "Evidence as CSV",
    ];
    let sheets = sheets.into_iter().enumerate().map(|(index, name)| {
        button(name, Look::Secondary, move || {
            shown.with_untracked(|shown| session.download_sheet(shown, index));
        })
    });
    let workbook = button("Download a workbook for Excel", Look::Main, move || {
        shown.with_untracked(|shown| session.download_workbook(shown));
    });
    let lines = button("Download lines of JSON", Look::Secondary, move || {
        shown.with_untracked(|shown| session.download_lines(shown));
    });
    let nameless = checkbox(
        "nameless",
        "Leave out the names of organisations and teams".to_owned(),
        Box::new(move || session.nameless.get()),
        Box::new(move |is| session.nameless.set(is)),
    );
    let nameless = element(
        "div",
        &[("class", "govuk-checkboxes govuk-form-group")],
        vec![nameless],
    );
    place(
        "app-away",
        AWAY,
        vec![
            texted("h3", "govuk-heading-m", "Spreadsheets"),
            paragraph(text::SPREADSHEETS),
            workbook,
            element("div", &[("class", "govuk-button-group")], sheets.collect()),
            texted("h3", "govuk-heading-m", "Other programs"),
            paragraph(text::LINES),
            lines,
            texted("h3", "govuk-heading-m", "A summary on paper"),
            paragraph(text::SUMMARY),
            nameless,
            paragraph(text::NAMELESS),
            button("Print the summary", Look::Main, move || session.print()),
        ],
    )
}
