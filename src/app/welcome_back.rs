//! For those who come back: the form that is on this device, how its actions stand and what to do next;
//! and for those whose form is not here, the way to open a saved return.

use leptos::prelude::*;

use super::route::{Page, Route};
use super::standalone_copy::use_standalone_copy;
use super::{
    Clock, NEEDS_APP, Navigation, OpenRecord, Persistence, RETURN_INPUT_ID, Submission, page_name,
};
use crate::browser::{self, LocalStore};
use crate::record::{ActionCounts, NextStep, Record};
use crate::ui::{Button, ButtonStyle, LinkButton};
use crate::vault::record_count;
use crate::words;

/// The link to the input that opens a return.
const SAVED_RETURN: &str = "I have a saved return";

/// The class of the root element where a form is stored on this device. The script in `index.html` sets
/// it before anything is painted, so that the card has its place from the start and nothing moves.
const HAS_FORM_CLASS: &str = "app-has-form";

/// Whether that page shows the card: the briefing does, once a form is open that is not blank. A
/// standalone copy opens at the form in it instead.
fn use_is_shown(page: Memo<Page>) -> Memo<bool> {
    let open = expect_context::<OpenRecord>();
    let is_copy = use_standalone_copy().is_some();
    Memo::new(move |_| {
        page.get() == Page::Briefing
            && !is_copy
            && open.is_ready()
            && open.record.with(|record| !record.is_blank())
    })
}

/// How many actions are overdue, while the card says so: for the title of the document. It names nobody:
/// titles are seen by whoever passes a shared screen.
pub fn use_overdue_on_card(page: Memo<Page>) -> Memo<usize> {
    let open = expect_context::<OpenRecord>();
    let today = expect_context::<Clock>().today_or_earliest();
    let is_shown = use_is_shown(page);
    Memo::new(move |_| {
        let count = |record: &Record| ActionCounts::of(record, today).overdue;
        if is_shown.get() {
            open.record.with(count)
        } else {
            0
        }
    })
}

/// On the briefing, the card for those who come back; nothing until the form that was open last is open
/// again, and nothing if there is none.
#[component]
pub fn WelcomeBack(
    /// Which page is shown.
    page: Memo<Page>,
) -> impl IntoView {
    let is_copy = use_standalone_copy().is_some();
    let is_shown = use_is_shown(page);
    keep_place(is_shown);
    view! {
        <Show when=move || page.get() == Page::Briefing && !is_copy>
            <div class=format!("app-welcome-place {NEEDS_APP}")>
                <Show when=move || is_shown.get()>
                    <Card />
                </Show>
            </div>
        </Show>
    }
}

/// Gives the place of the card back once it is known that there is no card to show in it.
fn keep_place(is_shown: Memo<bool>) {
    let open = expect_context::<OpenRecord>();
    if browser::is_present() {
        Effect::new(move |_| {
            if !open.is_starting() {
                browser::mark_page(HAS_FORM_CLASS, is_shown.get());
            }
        });
    }
}

/// What the card says about the open form.
#[derive(Clone, PartialEq)]
struct CardContent {
    team: Option<String>,
    actions: ActionCounts,
    next: NextStep,
}

/// The card: whose form it is, whether it was sent, how its actions stand, and what to do next.
#[component]
fn Card() -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    let submission = expect_context::<Submission>();
    let today = expect_context::<Clock>().today_or_earliest();
    // The record was opened just now, or another tab has noted something.
    submission.refresh();
    let content = Memo::new(move |_| {
        open.record.with(|record| CardContent {
            team: words::typed_team_name(&record.team),
            actions: ActionCounts::of(record, today),
            next: record.next_step(),
        })
    });
    let heading = move || match content.with(|it| it.team.clone()) {
        Some(team) => format!("Welcome back: {team}"),
        None => "Welcome back".to_owned(),
    };
    let sent = move || {
        let on = submission.receipt().map(|receipt| receipt.on);
        words::sent(on, submission.is_out_of_date())
    };
    let actions = move || {
        let [overdue, rest] = content.with(|it| words::action_counts(&it.actions));
        view! {
            <strong class="app-welcome__overdue">{overdue}</strong>
            {rest}
        }
    };
    let ways = Memo::new(move |_| {
        let is_sent = submission.receipt().is_some();
        content.with(|it| ways_on(it, is_sent, submission.is_out_of_date()))
    });
    let first = move || {
        let first = ways.with(|ways| ways.first().copied());
        first.map(|(page, text)| {
            let href = Route::to(page).to_string();
            view! { <LinkButton href=href text=text style=ButtonStyle::Primary /> }
        })
    };
    let others = move || {
        let others = ways.get().into_iter().skip(1).map(|(page, text)| {
            view! {
                <li>
                    <a class="govuk-link" href=Route::to(page).to_string()>
                        {text}
                    </a>
                </li>
            }
        });
        others.collect_view()
    };
    view! {
        <section class="app-welcome" aria-labelledby="welcome-back">
            <h2 class="govuk-heading-m app-welcome__heading" id="welcome-back">
                {heading}
            </h2>
            <p class="govuk-body app-welcome__standing">{sent} " " {actions}</p>
            <div class="app-welcome__next">{first}</div>
            <ul class="app-welcome__links">
                {others}
                <li>
                    <StartAnother />
                </li>
                <li>
                    <SavedReturnLink />
                </li>
                <OtherForms />
            </ul>
        </section>
    }
}

/// Where the card leads, the most urgent first, and what the link to it says: an action that is overdue,
/// then a return that was changed since it was sent.
fn ways_on(
    content: &CardContent,
    is_sent: bool,
    is_out_of_date: bool,
) -> Vec<(Page, &'static str)> {
    let follow_up = (Page::FollowUp, "Update your actions");
    let has_overdue = content.actions.overdue > 0;
    let is_followed_up = has_overdue || is_sent && content.actions.total() > 0;
    let candidates = [
        has_overdue.then_some(follow_up),
        is_out_of_date.then_some((Page::Check, "Send it again")),
        is_followed_up.then_some(follow_up),
        Some((page_of(content.next), "Carry on with the form")),
    ];
    let mut ways: Vec<(Page, &'static str)> = Vec::new();
    for way in candidates.into_iter().flatten() {
        if ways.iter().all(|(page, _)| *page != way.0) {
            ways.push(way);
        }
    }
    ways
}

/// The page on which a step is done.
fn page_of(step: NextStep) -> Page {
    match step {
        NextStep::Discussion => Page::Discussion,
        NextStep::Plan => Page::Plan,
        NextStep::Check => Page::Check,
    }
}

/// Begins a form for another team. The open one stays among the saved forms.
#[component]
fn StartAnother() -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    let persistence = expect_context::<Persistence>();
    let begin = move || {
        if persistence.begin_new() {
            navigation.go(&Route::to(Page::Discussion));
        }
    };
    view! { <Button text="Start a form for another team" style=ButtonStyle::Quiet on_press=begin /> }
}

/// How many other forms are saved on this device, with a link to them; nothing if there are none.
#[component]
fn OtherForms() -> impl IntoView {
    let others = record_count(&LocalStore).saturating_sub(1);
    (others > 0).then(|| {
        view! {
            <li>
                <a class="govuk-link" href=Route::to(Page::Records).to_string()>
                    {format!("{}: {} more", page_name(Page::Records), others)}
                </a>
            </li>
        }
    })
}

/// The way to open a saved return, where no form is stored on this device: on a new computer, or in a
/// browser that was cleared.
#[component]
pub fn SavedReturn() -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    // Not while somebody types: nothing may move then. But the backup may bring a form back at the start.
    let is_needed = Memo::new(move |_| {
        open.phase.track();
        record_count(&LocalStore) == 0 && open.record.with_untracked(Record::is_blank)
    });
    view! {
        <Show when=move || is_needed.get()>
            <p class=format!("govuk-body app-saved-return {NEEDS_APP}")>
                <SavedReturnLink />
            </p>
        </Show>
    }
}

/// A link to the input that opens a return, on the page of saved forms. The focus goes to the input.
#[component]
fn SavedReturnLink() -> impl IntoView {
    let href = Route::to_element(Page::Records, RETURN_INPUT_ID).to_string();
    view! { <a class="govuk-link" href=href>{SAVED_RETURN}</a> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(overdue: usize, is_sent: bool, is_out_of_date: bool) -> Vec<&'static str> {
        let content = CardContent {
            team: None,
            actions: ActionCounts {
                overdue,
                unproven: 1,
                ..ActionCounts::default()
            },
            next: NextStep::Discussion,
        };
        let ways = ways_on(&content, is_sent, is_out_of_date);
        ways.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn what_is_urgent_comes_first_and_each_page_once() {
        let (update, again, on) = (
            "Update your actions",
            "Send it again",
            "Carry on with the form",
        );
        assert_eq!(ways(0, false, false), [on]);
        assert_eq!(ways(0, true, false), [update, on]);
        assert_eq!(ways(0, true, true), [again, update, on]);
        assert_eq!(ways(1, true, true), [update, again, on]);
        assert_eq!(ways(1, false, false), [update, on]);
    }
}
