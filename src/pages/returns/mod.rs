//! Returns: what a partnership gets, and what it comes to.

mod answered;
mod away;
mod came_in;
mod filtering;
mod numbers;
mod said;
mod summary;
mod voices;

use std::sync::Arc;

use leptos::prelude::*;

use crate::collation::{Filter, Shown};
use crate::components::{
    Look, Part, button, element, live, live_words, page_heading, paragraph, section, tag,
    words as text,
};
use crate::session::{RETURNS_FOLDER_ID, RETURNS_INPUT_ID, Reading, Session};

pub use summary::summary_paper;

/// The page. `query` is what of it is asked for, as it stands in the address.
pub fn returns_page(query: Memo<Option<String>>) -> Vec<Part> {
    let session = Session::of_app();
    let asked = filtering::Asked::new(session, query);
    // Two of them are not compared: they are as long as the register.
    let shown = Memo::new_with_compare(
        move |_| {
            let shown = session.collated.with(|collated| {
                Shown::of(&collated.counting, asked.filter.get(), session.today())
            });
            Arc::new(shown)
        },
        |_, _| true,
    );
    let has_returns = Memo::new(move |_| session.collated.with(|it| !it.counting.is_empty()));
    let results = live(move || {
        if !has_returns.get() {
            return Vec::new();
        }
        // What is further down comes a frame later: all at once would be too long a task.
        let rest = RwSignal::new(false);
        session.soon(move || rest.set(true));
        vec![
            filtering::filters(session, asked, shown),
            answered::answered(session, shown),
            live(move || {
                if !rest.get() {
                    return Vec::new();
                }
                vec![
                    numbers::topics(session, shown),
                    numbers::actions(shown),
                    away::away(session, shown),
                    voices::voices(session, shown),
                ]
            }),
        ]
    });
    let said = live_words(move || {
        (session.collated).with(|it| said::came_in(it.len(), it.counting.len()))
    });
    let status = [("class", "govuk-body app-strong"), ("role", "status")];
    vec![
        page_heading("Returns"),
        paragraph(said::INTRO),
        open_files(session),
        reading(session),
        element("p", &status, vec![said]),
        live(move || session.collated.with(|it| came_in::came_in(session, it))),
        results,
    ]
}

fn parsed(query: Option<&str>) -> Filter {
    Filter::parse(query.unwrap_or_default())
}

/// The ways in.
fn open_files(session: Session) -> Part {
    let files = file_input(session, RETURNS_INPUT_ID, "Choose files", said::OPEN, false);
    let folder = file_input(
        session,
        RETURNS_FOLDER_ID,
        "Choose a folder",
        said::OPEN_FOLDER,
        true,
    );
    section(
        "app-open-returns",
        "govuk-heading-l",
        "open-returns",
        "Open returns",
        vec![element(
            "div",
            &[("class", "app-both")],
            vec![files, folder],
        )],
    )
}

fn file_input(
    session: Session,
    id: &'static str,
    label: &'static str,
    help: &'static str,
    is_folder: bool,
) -> Part {
    let hint_id = format!("{id}-hint");
    let attributes = [("class", "govuk-label govuk-label--s"), ("for", id)];
    let hint = [("class", "govuk-hint"), ("id", hint_id.as_str())];
    let mut input = tag("input")
        .with("class", "govuk-file-upload")
        .with("type", "file")
        .with("multiple", "")
        .with("id", id)
        .with("aria-describedby", &hint_id);
    if is_folder {
        input = input.with("webkitdirectory", "");
    }
    let input = input.on("change", Box::new(move |_| session.take_in_chosen(id)));
    element(
        "div",
        &[("class", "govuk-form-group")],
        vec![
            element("label", &attributes, vec![text(label)]),
            element("div", &hint, vec![text(help)]),
            input.view(),
        ],
    )
}

/// How far reading has come, and the way to stop it.
fn reading(session: Session) -> Part {
    let is_on = Memo::new(move |_| session.reading.with(Option::is_some));
    let now = move || session.reading.get().unwrap_or_default();
    live(move || {
        if !is_on.get() {
            return Vec::new();
        }
        let bar = tag("progress")
            .with("class", "app-reading__bar")
            .with("aria-label", "Files read")
            .live("max", move || Some(now().of.to_string()))
            .live("value", move || Some(now().read.to_string()));
        let said = live_words(move || {
            let Reading { read, of } = now();
            said::reading(read, of)
        });
        let cancel = button("Cancel", Look::Secondary, move || {
            session.cancel_reading();
            session.focus_soon(RETURNS_INPUT_ID.to_owned());
        });
        vec![element(
            "div",
            &[("class", "app-card app-reading")],
            vec![
                bar.view(),
                element("p", &[("class", "govuk-body")], vec![said]),
                cancel,
            ],
        )]
    })
}
