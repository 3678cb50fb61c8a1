//! Where two states of a record differ.

use std::sync::Arc;

use leptos::prelude::*;

use crate::briefing::{Briefing, Topic};
use crate::record::{Difference, Field, Record, differences};
use crate::ui::{Answer, FIRST_ROWS, ShowMore, Shown};
use crate::words;

/// Every place where two states of a record differ, with both texts.
#[component]
pub fn Differences(
    /// The two states, each with its name.
    states: [(String, Record); 2],
    /// Which fields to compare; by default all.
    #[prop(default = Box::new(|_| true))]
    fields: Box<dyn Fn(Field) -> bool>,
) -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let [(_, one), (_, other)] = &states;
    let mut found = differences(one, other);
    found.retain(|it| fields(it.field));
    let is_same = found.is_empty();
    let shown = Shown::first_of(found.len(), FIRST_ROWS);
    let rows = move || {
        let topics = briefing.topics();
        let [(one_name, one), (other_name, other)] = &states;
        let found = found.iter().take(shown.count()).cloned();
        let rows = found.map(|difference| {
            // A row that only one state has goes by its number there.
            let named_in = if difference.second.trim().is_empty() {
                one
            } else {
                other
            };
            let title = words::difference(difference.field, named_in);
            let [first, second] = texts(difference, &topics);
            view! {
                <li>
                    <strong>{title}</strong>
                    <dl class="app-difference">
                        <dt class="app-difference__name">{one_name.clone()}</dt>
                        <dd>
                            <Answer text=first />
                        </dd>
                        <dt class="app-difference__name">{other_name.clone()}</dt>
                        <dd>
                            <Answer text=second />
                        </dd>
                    </dl>
                </li>
            }
        });
        rows.collect_view()
    };
    (!is_same).then(|| {
        view! {
            <div>
                <h4 class="govuk-heading-s">"What differs"</h4>
                <ul class="govuk-list">{rows}</ul>
                <ShowMore shown=shown of="of what differs" />
            </div>
        }
    })
}

/// The two texts as people read them: recommendations and findings by name.
fn texts(difference: Difference, topics: &[Topic<'_>]) -> [String; 2] {
    let is_topics = matches!(difference.field, Field::About(_));
    [difference.first, difference.second].map(|text| {
        if !is_topics {
            return text;
        }
        let names = text.lines().map(|id| words::topic_of(topics, id));
        names.collect::<Vec<_>>().join("\n")
    })
}
