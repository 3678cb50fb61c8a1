//! What teams wrote, with the team beside each text, and the history of each action.

use std::sync::Arc;

use leptos::prelude::*;

use super::{COMMENTS, Filtered, PartSection, text};
use crate::app::Returns;
use crate::app::differences::Differences;
use crate::app::rows::standing_class;
use crate::briefing::{Briefing, form};
use crate::record::{ActionItem, Date, Field, LearningPoint, Record, RowId};
use crate::returns::IndexedReturn;
use crate::ui::{Answer, Details, ShowMore, Shown};
use crate::words;

/// How many cards are shown before somebody asks for more.
const FIRST: usize = 10;

/// The name of the team that sent a return.
pub fn team_name(indexed: &IndexedReturn) -> String {
    let team = &indexed.record.team;
    words::team_name(&team.organisation, &team.section_and_team)
}

/// What teams discussed, and what they agreed.
#[component]
pub fn Comments(filtered: Filtered) -> impl IntoView {
    let learning_points = move || {
        let returns = filtered.get();
        let shown = Shown::first_of(returns.learning_point_count(), FIRST);
        let cards = move || {
            let rows = returns.learning_points().take(shown.count());
            rows.map(|(indexed, row)| {
                view! { <LearningPointCard indexed=Arc::clone(indexed) row=row.clone() /> }
            })
            .collect_view()
        };
        view! {
            {cards}
            <ShowMore shown=shown of="learning points" />
        }
    };
    let actions = move || {
        let returns = filtered.get();
        let shown = Shown::first_of(returns.action_count(), FIRST);
        let cards = move || {
            let rows = returns.actions().take(shown.count());
            rows.map(|(indexed, number, row)| {
                view! {
                    <ActionCard
                        indexed=Arc::clone(indexed)
                        number=number
                        row=row.clone()
                        today=returns.today
                    />
                }
            })
            .collect_view()
        };
        view! {
            {cards}
            <ShowMore shown=shown of="actions" />
        }
    };
    view! {
        <PartSection part=COMMENTS>
            <h3 class="govuk-heading-m">"What they discussed"</h3>
            {learning_points}
            <h3 class="govuk-heading-m">"What they agreed"</h3>
            {actions}
        </PartSection>
    }
}

/// Which team a text is from, and when it last changed its return.
#[component]
fn From(indexed: Arc<IndexedReturn>) -> impl IntoView {
    let text = format!(
        "{}, version {}, {}",
        team_name(&indexed),
        indexed.record.revision,
        words::date(indexed.record.changed_at.date())
    );
    view! { <p class="govuk-body app-comment__from">{text}</p> }
}

#[component]
fn LearningPointCard(indexed: Arc<IndexedReturn>, row: LearningPoint) -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let topics = briefing.topics();
    let about = row.about.iter().map(|id| {
        let name = words::topic_of(&topics, id);
        view! { <p class="govuk-body-s app-comment__about">{name}</p> }
    });
    let about = about.collect_view();
    view! {
        <article class="app-card app-comment">
            <Answer text=row.discussion class="govuk-body" />
            {about}
            <From indexed=indexed />
        </article>
    }
}

#[component]
fn ActionCard(
    indexed: Arc<IndexedReturn>,
    /// The action's number on its form, from 1.
    number: usize,
    row: ActionItem,
    today: Option<Date>,
) -> impl IntoView {
    let standing = today.map(|today| {
        let standing = row.standing(today);
        let class = format!("govuk-tag {}", standing_class(standing));
        view! { <strong class=class>{words::standing(standing)}</strong> }
    });
    let of = format!("of action {number} of {}", team_name(&indexed));
    let (id, of_history) = (row.id, Arc::clone(&indexed));
    view! {
        <article class="app-card app-comment">
            <h4 class="govuk-heading-s app-record-name">
                {words::action_title(number, &row.what)}
            </h4>
            <p class="govuk-body">{standing} " " {words::who_and_when(&row)}</p>
            <From indexed=indexed />
            <Details summary="History" of=of>
                <ActionHistory indexed=Arc::clone(&of_history) id=id />
            </Details>
        </article>
    }
}

/// Everything known about an action: what was agreed, how far it has got, and what changed from one
/// return of the team to the next.
#[component]
fn ActionHistory(indexed: Arc<IndexedReturn>, id: RowId) -> impl IntoView {
    let returns = expect_context::<Returns>();
    let collation = returns.collation.get_untracked();
    let states = collation.history(indexed.record.id);
    let changes = states.windows(2).filter_map(|pair| {
        let [one, other] = pair else { return None };
        let states = [one, other].map(|it| (state_name(&it.record), it.record.clone()));
        let fields = Box::new(move |field: Field| field.action() == Some(id));
        Some(view! { <Differences states=states fields=fields /> })
    });
    let changes = changes.collect_view();
    let rows = &indexed.record.actions;
    let answers = rows.iter().find(|row| row.id == id).map(answers);
    view! {
        {answers}
        {changes}
        {(states.len() < 2).then(|| view! { <p class="govuk-body">{text::ONE_STATE}</p> })}
    }
}

fn state_name(record: &Record) -> String {
    let date = words::date(record.changed_at.date());
    format!("Version {}, {date}", record.revision)
}

fn answers(row: &ActionItem) -> impl IntoView + use<> {
    let answers = [
        (form::WHAT, row.what.clone()),
        (form::WHO, row.who.clone()),
        (form::BY_WHEN, words::typed_date(&row.by_when)),
        (form::HOW_DONE, row.how_done.clone()),
        (form::HOW_WORKED, row.how_worked.clone()),
        ("Progress", words::progress(row).join("\n")),
    ];
    let answers = answers.map(|(question, answer)| {
        view! {
            <dt class="app-difference__name">{question}</dt>
            <dd>
                <Answer text=answer />
            </dd>
        }
    });
    view! { <dl class="app-difference">{answers.collect_view()}</dl> }
}
