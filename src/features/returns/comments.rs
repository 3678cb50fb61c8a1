//! The words themselves, with the team beside each, and an action's whole story.

use std::sync::Arc;

use leptos::prelude::*;

use super::{VOICES, place, text};
use crate::app::Session;
use crate::app::differences::what_differs;
use crate::app::fields::topics_of;
use crate::app::rows::standing_class;
use crate::briefing::form;
use crate::record::{ActionItem, Date, Field, LearningPoint, RowId};
use crate::returns::{FilteredReturns, IndexedReturn};
use crate::ui::old::{
    Few, Part, answer_words, element, live, named_fold, paragraph, tag, texted, words as text,
};
use crate::words;

/// How many are shown before more are asked for.
const FIRST: usize = 10;

/// Whose return it is.
pub fn name_of(filed: &IndexedReturn) -> String {
    let team = &filed.record.team;
    words::team_name(&team.organisation, &team.section_and_team)
}

/// What teams discussed, and what they agreed.
pub fn voices(session: Session, shown: Memo<Arc<FilteredReturns>>) -> Part {
    let points = live(move || {
        let shown = shown.get();
        let few = Few::of(shown.point_count(), FIRST);
        let cards = live(move || {
            let points = shown.points().take(few.count());
            points
                .map(|(filed, row)| point(session, filed, row))
                .collect()
        });
        [cards]
            .into_iter()
            .chain(few.more("learning points"))
            .collect()
    });
    let actions = live(move || {
        let shown = shown.get();
        let few = Few::of(shown.action_count(), FIRST);
        let cards = live(move || {
            let actions = shown.actions().take(few.count());
            let cards = actions
                .map(|(filed, number, row)| action(session, shown.today, filed, number, row));
            cards.collect()
        });
        [cards].into_iter().chain(few.more("actions")).collect()
    });
    place(
        "",
        VOICES,
        vec![
            texted("h3", "govuk-heading-m", "What they discussed"),
            points,
            texted("h3", "govuk-heading-m", "What they agreed"),
            actions,
        ],
    )
}

/// Which team, and when it last changed the return.
fn from(filed: &IndexedReturn) -> Part {
    let said = format!(
        "{}, revision {}, {}",
        name_of(filed),
        filed.record.revision,
        words::date(filed.record.changed_at.date())
    );
    texted("p", "govuk-body app-voice__from", said)
}

fn point(session: Session, filed: &IndexedReturn, row: &LearningPoint) -> Part {
    let briefing = session.briefing();
    let topics = topics_of(session, &filed.record, &briefing);
    let about = row.about.iter().map(|id| words::topic_of(&topics, id));
    let mut parts = vec![answer_words("p", "govuk-body", &row.discussion)];
    parts.extend(about.map(|about| texted("p", "govuk-body-s app-voice__about", about)));
    parts.push(from(filed));
    element("article", &[("class", "app-card app-voice")], parts)
}

fn action(
    session: Session,
    today: Option<Date>,
    filed: &Arc<IndexedReturn>,
    number: usize,
    row: &ActionItem,
) -> Part {
    let title = words::action_title(number, &row.what);
    let state = today.map(|today| {
        let standing = row.standing(today);
        let class = format!("govuk-tag {}", standing_class(standing));
        element(
            "strong",
            &[("class", &class)],
            vec![text(words::standing(standing))],
        )
    });
    let mut line: Vec<Part> = state.into_iter().collect();
    line.push(text(" "));
    line.push(text(words::who_and_when(row)));
    let (story_of, id) = (Arc::clone(filed), row.id);
    let of = format!("of action {number} of {}", name_of(filed));
    let story = named_fold("Its whole story", &of, move || {
        story(session, &story_of, id)
    });
    element(
        "article",
        &[("class", "app-card app-voice")],
        vec![
            texted("h4", "govuk-heading-s app-record-name", title),
            element("p", &[("class", "govuk-body")], line),
            from(filed),
            story,
        ],
    )
}

/// Everything that is known of an action: what was agreed, what became of it, and what was
/// changed from one return of the team's to the next.
fn story(session: Session, filed: &IndexedReturn, id: RowId) -> Vec<Part> {
    let rows = &filed.record.actions;
    let Some(row) = rows.iter().find(|row| row.id == id) else {
        return Vec::new();
    };
    let answers = [
        (form::WHAT, row.what.clone()),
        (form::WHO, row.who.clone()),
        (form::BY_WHEN, words::typed_date(&row.by_when)),
        (form::HOW_DONE, row.how_done.clone()),
        (form::HOW_WORKED, row.how_worked.clone()),
        ("Progress", words::progress(row).join("\n")),
    ];
    let answers = answers.iter().flat_map(|(question, answer)| {
        [
            texted("dt", "app-difference__name", *question),
            answer_words("dd", "", answer),
        ]
    });
    let list = tag("dl").with("class", "app-difference");
    let mut parts = vec![answers.fold(list, crate::ui::old::Element::child).view()];
    let collated = session.collated.get_untracked();
    let states = collated.states(filed.record.id);
    let is_of_it = move |field: Field| field.action() == Some(id);
    for pair in states.windows(2) {
        let [one, other] = pair else { continue };
        let of_state = |it: &IndexedReturn| {
            format!(
                "Revision {}, {}",
                it.record.revision,
                words::date(it.record.changed_at.date())
            )
        };
        let names = [of_state(one), of_state(other)];
        parts.push(what_differs(
            session,
            [&one.record, &other.record],
            names,
            is_of_it,
        ));
    }
    if states.len() < 2 {
        parts.push(paragraph(text::ONE_STATE));
    }
    parts
}
