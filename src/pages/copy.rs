//! The copy of a record that this page is: to read, to print, and to go on with.

use super::paper_form::filled_form;
use crate::components::{Look, Part, button, element, inset, page_heading, paragraph, texted};
use crate::session::Session;
use crate::words;

/// The page.
pub fn copy_page() -> Vec<Part> {
    let session = Session::of_app();
    let Some(copy) = session.copy_here() else {
        return Vec::new();
    };
    let record = match &copy.record {
        Ok(record) => record,
        Err(error) => {
            return vec![
                page_heading(words::COPY),
                texted("p", "govuk-body-l", words::decode_error(error)),
            ];
        }
    };
    let paper = session.paper_of(record);
    let clock = session.clock();
    let mut parts = vec![
        page_heading(paper.author.as_str()),
        texted(
            "p",
            "govuk-body-l",
            words::copy_of(record, clock.local(record.changed_at.unix_ms()).date),
        ),
        paragraph(words::COPY_STAYS),
        element(
            "div",
            &[("class", "govuk-button-group")],
            vec![
                button("Continue here", Look::Main, move || session.continue_here()),
                button("Print this copy", Look::Secondary, move || session.print()),
            ],
        ),
    ];
    parts.extend(session.other_briefing(record).map(inset));
    parts.extend(filled_form(&paper));
    parts
}
