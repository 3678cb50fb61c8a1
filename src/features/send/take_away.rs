//! What can be done with the record: the ways to send it, the e-mail route first, and the
//! copies that a team keeps.

use leptos::prelude::*;

use crate::app::Session;
use crate::app::route::{Page, Route};
use crate::ui::old::{
    Look, Part, button, element, inset, link, live, live_words, paragraph, section, tag, texted,
    words as text,
};
use crate::words;

/// The id of the heading over what the person says of sending: the focus goes there from a
/// button that is gone.
const POSTED_ID: &str = "posted";

/// The ways to send the return to the partnership, as steps.
pub fn send(session: Session) -> Part {
    let download = vec![
        heading("Download the return"),
        paragraph(words::DOWNLOAD),
        button("Download the return", Look::Main, move || {
            session.download_return();
        }),
    ];
    let attributes = [
        ("class", "govuk-heading-s"),
        ("id", POSTED_ID),
        ("tabindex", "-1"),
    ];
    let note = vec![
        element("h3", &attributes, vec![text("Note that you sent it")]),
        live(move || posted(session)),
    ];
    let clear = vec![
        heading("On a shared computer"),
        element(
            "p",
            &[("class", "govuk-body")],
            vec![
                text(words::SHARED),
                text(" "),
                link(
                    &Route::to(Page::Records).to_string(),
                    "Records on this device",
                ),
                text("."),
            ],
        ),
    ];
    let steps = [download, email(session), note, clear].map(|step| element("li", &[], step));
    let mut parts = vec![
        element("ol", &[("class", "app-steps")], steps.into()),
        heading(words::NO_DOWNLOAD),
        paragraph(words::COPY_INSTEAD),
    ];
    parts.extend(copy(session, &RETURN));
    section(
        "app-send",
        "govuk-heading-l",
        "send",
        "Send it to the partnership",
        parts,
    )
}

/// The e-mail: as a link that every program understands, as a draft for those that open
/// one, and the device's own way.
fn email(session: Session) -> Vec<Part> {
    let named = live_words(move || session.return_name());
    let mut parts = vec![
        heading("E-mail it"),
        element(
            "p",
            &[("class", "govuk-body")],
            vec![
                live_words(move || words::opens_email(&session.send_to())),
                element("span", &[("class", "app-file-name")], vec![named]),
            ],
        ),
        live(move || {
            let again = session.is_download_old();
            let again = again.then(|| paragraph(words::DOWNLOAD_AGAIN));
            again.into_iter().collect()
        }),
        tag("a")
            .with("class", "govuk-button govuk-button--secondary app-button")
            .live("href", move || Some(session.mailto()))
            .text("E-mail it")
            .view(),
        paragraph(words::DRAFT),
        button("Download an e-mail draft", Look::Secondary, move || {
            session.download_draft();
        }),
    ];
    if let Some(kind) = session.shared_kind() {
        parts.extend([
            paragraph(words::SHARE),
            button("Share the return", Look::Secondary, move || {
                session.share_return(kind);
            }),
        ]);
    }
    parts
}

/// What the person said of sending it, and what has changed since.
fn posted(session: Session) -> Vec<Part> {
    let note_as = move |is_sent| {
        session.note_posted(is_sent);
        session.focus_soon(POSTED_ID.to_owned());
    };
    let note = move |label, look| button(label, look, move || note_as(true));
    let Some(posted) = session.posted() else {
        return vec![
            paragraph(words::NOTE_POSTED),
            note("I have sent it", Look::Secondary),
        ];
    };
    let is_old = session.is_posted_old();
    let said = words::posted(posted.revision, posted.on, is_old);
    let take_back = button("I have not sent it", Look::Quiet, move || {
        note_as(false);
    });
    if is_old {
        vec![inset(said), note("I have sent it again", Look::Secondary)]
    } else {
        vec![texted("p", "govuk-body", said), take_back]
    }
}

/// The copies that a team keeps, each with what it is for.
pub fn keep(session: Session) -> Part {
    let failed = RwSignal::new(false);
    let reminders = live(move || {
        if session.has_reminders() {
            vec![
                paragraph(words::CALENDAR),
                button("Download the reminders", Look::Secondary, move || {
                    session.download_calendar();
                }),
            ]
        } else {
            vec![paragraph(words::NO_CALENDAR)]
        }
    });
    let mut parts = vec![
        heading("Word"),
        paragraph(words::WORD),
        button("Download the Word file", Look::Secondary, move || {
            session.download_word();
        }),
        heading("Paper or PDF"),
        paragraph(words::ON_PAPER),
        element(
            "div",
            &[("class", "govuk-button-group")],
            vec![
                button("Print the form", Look::Secondary, move || session.print()),
                button("Print the blank form", Look::Secondary, move || {
                    session.print_blank_form();
                }),
            ],
        ),
        heading("Calendar"),
        reminders,
        heading("A copy that opens itself"),
        paragraph(words::SELF_OPENING),
        button("Download the copy", Look::Secondary, move || {
            failed.set(false);
            session.download_copy(move |done| failed.set(!done));
        }),
        element(
            "p",
            &[("class", "govuk-body"), ("role", "status")],
            vec![live_words(move || {
                let said = if failed.get() { words::NO_SOURCE } else { "" };
                said.to_owned()
            })],
        ),
        heading("Plain text"),
        paragraph(words::PLAIN_TEXT),
    ];
    parts.extend(copy(session, &PLAIN));
    section(
        "app-keep",
        "govuk-heading-l",
        "keep",
        "Keep a copy for your records",
        parts,
    )
}

fn heading(heading: &'static str) -> Part {
    texted("h3", "govuk-heading-s", heading)
}

/// A text that can be copied.
struct Copied {
    button: &'static str,
    text: fn(Session) -> String,
    done: &'static str,
    box_id: &'static str,
    box_label: &'static str,
}

const RETURN: Copied = Copied {
    button: "Copy the return",
    text: Session::return_text,
    done: words::COPIED,
    box_id: "return-to-copy",
    box_label: "The return, ready to copy",
};

const PLAIN: Copied = Copied {
    button: "Copy as plain text",
    text: Session::plain_text,
    done: words::COPIED_TEXT,
    box_id: "text-to-copy",
    box_label: "The form as plain text, ready to copy",
};

/// The way by the clipboard, and the box to copy from where that is refused.
fn copy(session: Session, what: &'static Copied) -> [Part; 3] {
    let to_copy = RwSignal::new(None::<String>);
    // Which state of the record is on the clipboard.
    let copied = RwSignal::new(None::<u32>);
    let said = live_words(move || {
        let is_copied = copied.get() == Some(session.revision());
        let said = if is_copied { what.done } else { "" };
        said.to_owned()
    });
    [
        button(what.button, Look::Secondary, move || {
            to_copy.set(None);
            copied.set(None);
            let text = (what.text)(session);
            let kept = text.clone();
            session.copy(&text, move |done| {
                if done {
                    copied.set(Some(session.revision()));
                } else {
                    to_copy.set(Some(kept));
                    session.select_box(what.box_id);
                }
            });
        }),
        element(
            "p",
            &[("class", "govuk-body"), ("role", "status")],
            vec![said],
        ),
        live(move || {
            let to_copy = to_copy.get().map(|text| copy_box(what, text));
            to_copy.into_iter().collect()
        }),
    ]
}

fn copy_box(what: &'static Copied, to_copy: String) -> Part {
    let hint_id = format!("{}-hint", what.box_id);
    let label = [
        ("class", "govuk-label govuk-label--s"),
        ("for", what.box_id),
    ];
    let help = [("class", "govuk-hint"), ("id", hint_id.as_str())];
    element(
        "div",
        &[("class", "govuk-form-group")],
        vec![
            element("label", &label, vec![text(what.box_label)]),
            element("div", &help, vec![text(words::COPY_BY_HAND)]),
            tag("textarea")
                .with("class", "govuk-textarea app-copy-box")
                .with("id", what.box_id)
                .with("rows", "6")
                .with("readonly", "")
                .with("aria-describedby", &hint_id)
                .value(Box::new(move || to_copy.clone()))
                .view(),
        ],
    )
}
