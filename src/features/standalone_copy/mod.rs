//! The copy of a record that this page is: to read, to print, and to go on with.

use crate::app::Session;
use crate::app::printed_form::filled_form;
use crate::record::Record;
use crate::ui::old::{Look, Part, button, element, inset, live, page_heading, paragraph, texted};
use crate::words;

/// The page.
pub fn copy_page() -> Vec<Part> {
    let session = Session::of_app();
    let Some(copy) = session.copy_here() else {
        return Vec::new();
    };
    let Ok(record) = &copy.record else {
        return vec![
            page_heading(words::COPY),
            texted("p", "govuk-body-l", words::COPY_DAMAGED),
            paragraph(words::COPY_DAMAGED_TEXT),
            button("Download its text", Look::Main, move || {
                session.download_copy_text();
            }),
        ];
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
        other_state(session, record.clone()),
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

/// Says so where this device has another state of the record.
fn other_state(session: Session, record: Record) -> Part {
    live(move || {
        // It may be the open one, which changes.
        session.revision();
        let here = session.other_than_copy(&record).map(|here| {
            let day = session.clock().local(here.changed_at.unix_ms()).date;
            inset(words::other_state_here(
                day,
                here.changed_at > record.changed_at,
            ))
        });
        here.into_iter().collect()
    })
}
