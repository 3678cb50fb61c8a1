//! The records on this device, and returns that are brought to it.

mod unopened;

pub use unopened::unopened_page;

use leptos::prelude::*;

use crate::app::differences::what_differs;
use crate::app::fields::other_briefing;
use crate::app::route::{Page, Route};
use crate::app::{
    ARRIVING_ID, Clock, ImportedReturn, LocalTime, PendingImport, RETURN_INPUT_ID, Session,
};
use crate::record::{RecordId, Timestamp};
use crate::ui::old::{
    Look, Part, button, element, file_input, live, named_button, page_heading, paragraph, section,
    texted, words as text,
};
use crate::vault::{Content, Entry, ImportComparison, Summary, TrashedRecord};
use crate::words;

/// The id of the heading over the records: the focus goes there from a card that is gone.
const RECORDS_ID: &str = "records";

/// The page.
pub fn records_page() -> Vec<Part> {
    let session = Session::of_app();
    let history = RwSignal::new(None);
    let records = live(move || {
        session.shelf.with(|shelf| {
            if shelf.records.is_empty() {
                let said = if shelf.denied {
                    words::NO_STORE
                } else {
                    words::NOTHING_HERE
                };
                return vec![paragraph(said)];
            }
            let names = names(shelf.records.iter().map(|entry| &entry.content));
            (shelf.records.iter().zip(names))
                .map(|(entry, name)| {
                    let id = RecordId::parse(entry.key.rsplit('/').next().unwrap_or_default());
                    let versions: Vec<&TrashedRecord> = (shelf.trashed_records.iter())
                        .filter(|aside| aside.reason.is_version() && aside.id == id)
                        .collect();
                    record_card(session, entry, name, &versions, history)
                })
                .collect()
        })
    });
    vec![
        page_heading("Records on this device"),
        paragraph(words::RECORDS),
        button("Start a new record", Look::Main, move || {
            if session.begin_new() {
                session.go(&Route::to(Page::Discussion));
            }
        }),
        section(
            "",
            "govuk-heading-l",
            RECORDS_ID,
            "Your records",
            vec![records],
        ),
        open_return(session),
        live(move || {
            session
                .shelf
                .with(|shelf| trashed_records(session, &shelf.trashed_records))
        }),
        kept_here(session),
    ]
}

/// What is kept, how safely, and how to take it all away.
fn kept_here(session: Session) -> Part {
    section(
        "",
        "govuk-heading-l",
        "kept-here",
        "This computer",
        vec![
            live(move || {
                session.shelf.track();
                vec![paragraph(session.copies_said())]
            }),
            paragraph(words::PERSIST),
            button(
                "Ask this browser to keep records",
                Look::Secondary,
                move || {
                    session.ask_to_persist();
                },
            ),
            paragraph(words::CLEAR),
            button(
                "Finish and clear this computer",
                Look::Secondary,
                move || {
                    session.clear_this_computer();
                },
            ),
        ],
    )
}

/// The way in for a return, and what came in.
fn open_return(session: Session) -> Part {
    let group = file_input(
        RETURN_INPUT_ID,
        "Open a return from a file",
        words::OPEN_RETURN,
        &[("accept", ".json,.txt,.html,application/json")],
        Box::new(move || session.read_chosen_return()),
    );
    let came = live(move || {
        session.arriving.with(|it| {
            let view = it.as_ref().map(|it| arriving(session, it));
            view.into_iter().collect()
        })
    });
    section(
        "",
        "govuk-heading-l",
        "open-return",
        "Open a return",
        vec![group, came],
    )
}

/// What was deleted or replaced, if anything was.
fn trashed_records(session: Session, trashed_records: &[TrashedRecord]) -> Vec<Part> {
    let trashed_records: Vec<&TrashedRecord> = (trashed_records.iter())
        .filter(|aside| !aside.reason.is_version())
        .collect();
    if trashed_records.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![paragraph(words::TRASH)];
    let names = names(trashed_records.iter().map(|aside| &aside.content));
    parts.extend(
        (trashed_records.iter().zip(names)).map(|(aside, name)| aside_card(session, aside, name)),
    );
    vec![section(
        "",
        "govuk-heading-l",
        "trashed_records",
        "Deleted and replaced records",
        parts,
    )]
}

fn record_card(
    session: Session,
    entry: &Entry,
    name: String,
    versions: &[&TrashedRecord],
    history: RwSignal<Option<String>>,
) -> Part {
    let mut lines = Vec::new();
    let mut buttons = Vec::new();
    match &entry.content {
        Content::Ready(summary) => {
            let id = summary.id;
            lines.push(summary_lines(session.clock(), summary));
            if session.open_id() == id {
                lines.push(body("This is the record that is open now.".to_owned()));
            }
            if let Some((posted, is_old)) = session.posted_of(id) {
                lines.push(body(words::posted(posted.revision, posted.on, is_old)));
            }
            buttons.push(named_button("Open", &name, move || {
                if session.open_stored(id) {
                    session.go(&Route::to(Page::Discussion));
                }
            }));
            buttons.push(named_button(
                "Make a copy",
                &format!("of {name}"),
                move || {
                    session.copy_record(id);
                    session.focus_soon(RECORDS_ID.to_owned());
                },
            ));
        }
        unreadable => {
            let key = entry.key.clone();
            lines.push(body(content_trouble(unreadable)));
            buttons.push(named_button("Download its text", &name, move || {
                session.download_stored(&key);
            }));
        }
    }
    let is_open = history.get().as_deref() == Some(&entry.key);
    if !versions.is_empty() {
        let (key, text) = if is_open {
            (None, "Hide earlier versions")
        } else {
            (Some(entry.key.clone()), "Earlier versions")
        };
        buttons.push(named_button(text, &format!("of {name}"), move || {
            history.set(key.clone());
            session.focus_soon(RECORDS_ID.to_owned());
        }));
    }
    if is_open {
        lines.push(version_list(session, versions));
    }
    let (key, deleted) = (entry.key.clone(), name.clone());
    buttons.push(named_button("Delete", &name, move || {
        session.delete_record(&key, deleted.clone());
        session.focus_soon(RECORDS_ID.to_owned());
    }));
    card(name, lines, buttons)
}

fn aside_card(session: Session, aside: &TrashedRecord, name: String) -> Part {
    let [back, download, gone] = [(); 3].map(|()| aside.key.clone());
    let when = moment(session.clock(), aside.at);
    let lines = vec![
        body(format!("{}, {when}.", words::reason(aside.reason))),
        match &aside.content {
            Content::Ready(summary) => summary_lines(session.clock(), summary),
            unreadable => body(content_trouble(unreadable)),
        },
    ];
    let buttons = vec![
        named_button("Put back", &name, move || {
            session.restore(&back, false);
            session.focus_soon(RECORDS_ID.to_owned());
        }),
        named_button("Download its text", &name, move || {
            session.download_stored(&download);
        }),
        named_button("Delete for good", &name, move || {
            session.delete_permanently(&gone);
            session.focus_soon(RECORDS_ID.to_owned());
        }),
    ];
    card(name, lines, buttons)
}

/// The earlier versions of a record, the last first.
fn version_list(session: Session, versions: &[&TrashedRecord]) -> Part {
    let lines = versions.iter().map(|version| {
        let when = moment(session.clock(), version.at);
        let key = version.key.clone();
        element(
            "li",
            &[],
            vec![
                text(format!("As it was {when} ")),
                named_button("Look at it", &format!("as it was {when}"), move || {
                    session.compare_aside(&key);
                }),
            ],
        )
    });
    let list = [("class", "govuk-list app-versions")];
    element("ul", &list, lines.collect())
}

/// A record of either list: its name, what there is to say of it, what can be done.
fn card(name: String, mut lines: Vec<Part>, buttons: Vec<Part>) -> Part {
    lines.insert(0, texted("h3", "govuk-heading-m app-record-name", name));
    lines.push(element("div", &[("class", "app-row-buttons")], buttons));
    element("section", &[("class", "app-card")], lines)
}

/// A line, or several lines, of what somebody typed or a file is called.
fn body(text: String) -> Part {
    texted("p", "govuk-body app-lines", text)
}

/// The focus goes to this when a return was chosen or dropped.
fn arriving_heading(words: &str) -> Part {
    let attributes = [
        ("class", "govuk-heading-m"),
        ("id", ARRIVING_ID),
        ("tabindex", "-1"),
    ];
    element("h3", &attributes, vec![text(words)])
}

/// A return that was chosen: what it is, or why it cannot be opened.
fn arriving(session: Session, arriving: &PendingImport) -> Part {
    let file = arriving.file.clone();
    let close = move || {
        session.forget_arriving();
        session.focus_soon(RETURN_INPUT_ID.to_owned());
    };
    match &arriving.outcome {
        Err(error) => element(
            "div",
            &[("class", "app-card app-card--trouble"), ("role", "alert")],
            vec![
                arriving_heading("The file was not opened"),
                body(file),
                body(words::decode_error(error)),
                paragraph("Nothing on this device was changed."),
                button("Close", Look::Secondary, close),
            ],
        ),
        Ok(arrived) => {
            let mut parts = vec![arriving_heading(if arriving.aside.is_some() {
                "Do you want this version back?"
            } else {
                "Is this the return you want?"
            })];
            if !file.is_empty() {
                parts.push(body(file));
            }
            parts.extend(choice(session, arrived, arriving.aside.is_some()));
            element(
                "div",
                &[
                    ("class", "app-card app-card--arriving"),
                    ("role", "group"),
                    ("aria-labelledby", ARRIVING_ID),
                ],
                parts,
            )
        }
    }
}

/// What arrived, beside what is here where both have the same id, and the choice.
fn choice(session: Session, arrived: &ImportedReturn, is_version: bool) -> Vec<Part> {
    let clock = session.clock();
    let named = |summary: &Summary| {
        vec![
            body(words::record_name(summary)),
            summary_lines(clock, summary),
        ]
    };
    let mut parts = other_briefing(session, &arrived.record);
    parts.extend(named(&Summary::from(&arrived.record)));
    let take = |text, look| {
        button(text, look, move || {
            if session.take_arriving() {
                session.go(&Route::to(Page::Discussion));
            }
        })
    };
    let mut buttons = Vec::new();
    match &arrived.arrival {
        ImportComparison::New => buttons.push(take("Add to this device", Look::Main)),
        ImportComparison::Same => {
            parts.push(paragraph(words::ALREADY_HERE));
            buttons.push(take("Open it", Look::Main));
        }
        ImportComparison::Different { .. } | ImportComparison::HereUnreadable => {
            let here = match &arrived.arrival {
                ImportComparison::Different { here } => named(&Summary::from(&**here)),
                _ => vec![paragraph("Its text cannot be read.")],
            };
            let [one, other, take_text, keep_text, why] = if is_version {
                [
                    "The earlier version",
                    "As it is now",
                    "Bring the earlier version back",
                    "Keep it as it is now",
                    words::CHOOSE_VERSION,
                ]
            } else {
                [
                    "The one you chose now",
                    "The one on this device",
                    "Use the one from the file",
                    "Keep the one on this device",
                    words::CHOOSE_ONE,
                ]
            };
            let both = [(one, parts), (other, here)]
                .map(|(heading, lines)| card(heading.to_owned(), lines, Vec::new()));
            parts = vec![
                paragraph(why),
                element("div", &[("class", "app-both")], both.into()),
            ];
            if let ImportComparison::Different { here } = &arrived.arrival {
                parts.push(what_differs(
                    session,
                    [&arrived.record, here],
                    [one.to_owned(), other.to_owned()],
                    |_| true,
                ));
            }
            buttons.push(take(take_text, Look::Secondary));
            buttons.push(button(keep_text, Look::Secondary, move || {
                session.keep_here();
                session.focus_soon(RECORDS_ID.to_owned());
            }));
        }
    }
    buttons.push(button("Cancel", Look::Secondary, move || {
        session.forget_arriving();
        session.focus_soon(RETURN_INPUT_ID.to_owned());
    }));
    parts.push(element("div", &[("class", "govuk-button-group")], buttons));
    parts
}

/// Which briefing, when it was changed, and how much is in it: a line each.
fn summary_lines(clock: Clock, summary: &Summary) -> Part {
    body(format!(
        "{}\nLast changed {}.\n{} and {} filled in. Revision {}.",
        summary.briefing_title,
        moment(clock, summary.changed_at),
        words::how_many(summary.learning_points, "learning point"),
        words::how_many(summary.actions, "action"),
        summary.revision
    ))
}

fn moment(clock: Clock, at: Timestamp) -> String {
    let LocalTime { date, hour, minute } = clock.local(at.unix_ms());
    let date = date.map(words::date).unwrap_or_default();
    format!("on {date} at {}", words::clock(hour, minute))
}

/// The names of a list of records, none of them twice.
fn names<'a>(contents: impl Iterator<Item = &'a Content>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for content in contents {
        let name = content_name(content);
        let mut free = name.clone();
        let mut number = 1;
        while names.contains(&free) {
            number += 1;
            free = format!("{name} ({number})");
        }
        names.push(free);
    }
    names
}

fn content_name(content: &Content) -> String {
    match content {
        Content::Ready(summary) => words::record_name(summary),
        Content::Unreadable { .. } => words::UNREADABLE.to_owned(),
        Content::TooNew { .. } => "A record from a newer version".to_owned(),
    }
}

fn content_trouble(content: &Content) -> String {
    match content {
        Content::Ready(_) => String::new(),
        Content::Unreadable { error } => words::stored_error(error),
        Content::TooNew { found } => words::too_new(*found),
    }
}
