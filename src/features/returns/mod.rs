//! Returns: what a partnership gets, and what it comes to.

mod comments;
mod export;
mod filters;
mod import_summary;
mod numbers;
mod responses;
mod summary;
mod text;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::route::{Page, Route};
use crate::app::{RETURNS_FOLDER_ID, RETURNS_INPUT_ID, Reading, Session};
use crate::returns::{Filter, FilteredReturns};
use crate::ui::old::{
    Look, Part, button, element, file_input, live, live_words, page_heading, paragraph, section,
    tag, texted,
};

pub use summary::summary_paper;

/// A part of the page: the id of its heading, and the heading.
type Place = (&'static str, &'static str);

const OPEN: Place = ("open-returns", "Open returns");
const CAME_IN: Place = ("came-in", "What came in");
const FILTER: Place = ("filter", "Choose what is shown");
const ANSWERED: Place = ("answered", "Who has answered");
const TOPICS: Place = ("topics", "What teams chose");
const ACTIONS: Place = ("actions", "Actions");
const AWAY: Place = ("away", "Take it away");
const VOICES: Place = ("voices", "In their own words");

/// What there is on the page once returns came in, in its order.
const RESULTS: [Place; 7] = [CAME_IN, FILTER, ANSWERED, TOPICS, ACTIONS, AWAY, VOICES];

/// The page. `query` is what of it is asked for, as it stands in the address.
pub fn returns_page(query: Memo<Option<String>>) -> Vec<Part> {
    let session = Session::of_app();
    let asked = filters::Asked::new(session, query);
    // Two of them are not compared: they are as long as the register.
    let shown = Memo::new_with_compare(
        move |_| {
            let shown = session.collated.with(|collated| {
                FilteredReturns::of(&collated.counting, asked.filter.get(), session.today())
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
            filters::filters(session, asked, shown),
            responses::answered(session, shown),
            live(move || {
                if !rest.get() {
                    return Vec::new();
                }
                vec![
                    numbers::topics(session, shown),
                    numbers::actions(shown),
                    export::away(session, shown),
                    comments::voices(session, shown),
                ]
            }),
        ]
    });
    let said = live_words(move || {
        (session.collated).with(|it| text::came_in(it.len(), it.counting.len()))
    });
    let status = [("class", "govuk-body app-strong"), ("role", "status")];
    vec![
        page_heading("Returns"),
        paragraph(text::INTRO),
        open_files(session),
        reading(session),
        element("p", &status, vec![said]),
        live(move || {
            let ways = has_returns.get().then(|| ways(session));
            ways.into_iter().collect()
        }),
        live(move || {
            session
                .collated
                .with(|it| import_summary::came_in(session, it))
        }),
        results,
    ]
}

fn place(class: &'static str, (id, heading): Place, body: Vec<Part>) -> Part {
    section(class, "govuk-heading-l", id, heading, body)
}

/// The ways to the parts of a long page.
fn ways(session: Session) -> Part {
    let way = |(id, heading): Place| {
        let link = tag("a")
            .with("class", "govuk-link")
            .with("href", &Route::to_element(Page::Returns, id).to_string())
            .on(
                "click",
                Box::new(move |event| {
                    // The address keeps what is asked for.
                    event.prevent_default();
                    session.go_to(id.to_owned());
                }),
            )
            .text(heading);
        element("li", &[], vec![link.view()])
    };
    let ways = RESULTS.map(way).into();
    element(
        "nav",
        &[("class", "app-ways"), ("aria-label", text::ON_THIS_PAGE)],
        vec![
            texted("p", "govuk-body app-ways__name", text::ON_THIS_PAGE),
            element("ul", &[("class", "app-ways__list")], ways),
        ],
    )
}

fn parsed(query: Option<&str>) -> Filter {
    Filter::parse(query.unwrap_or_default())
}

/// The ways in.
fn open_files(session: Session) -> Part {
    let files = file_input(
        RETURNS_INPUT_ID,
        "Choose files",
        text::OPEN,
        &[("multiple", "")],
        Box::new(move || session.take_in_chosen(RETURNS_INPUT_ID)),
    );
    let folder = file_input(
        RETURNS_FOLDER_ID,
        "Choose a folder",
        text::OPEN_FOLDER,
        &[("multiple", ""), ("webkitdirectory", "")],
        Box::new(move || session.take_in_chosen(RETURNS_FOLDER_ID)),
    );
    place(
        "app-open-returns",
        OPEN,
        vec![element(
            "div",
            &[("class", "app-both")],
            vec![files, folder],
        )],
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
            text::reading(read, of)
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
