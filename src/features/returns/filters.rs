//! The filter: which organisation, which recommendation or finding, how actions stand, when
//! they are due, which words.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::{FILTER, parsed, place, text};
use crate::app::Session;
use crate::record::{Date, Standing, lower};
use crate::returns::{Filter, FilteredReturns};
use crate::ui::old::{
    Choice, Look, Part, Text, button, element, live, live_words, paragraph, select, text_field,
    words as text_of,
};
use crate::words;

/// How long the address waits for what comes next: a browser may refuse to change it too
/// often.
const ADDRESS: Duration = Duration::from_millis(300);

/// The filter, which is also in the address.
#[derive(Clone, Copy)]
pub struct Asked {
    /// How it is now.
    pub filter: RwSignal<Filter>,
    /// How often it changed otherwise than by the boxes here.
    anew: RwSignal<usize>,
    /// As it is to stand in the address.
    written: StoredValue<String>,
    /// As it stands there.
    query: Memo<Option<String>>,
    /// What was put there and did not come back yet.
    under_way: StoredValue<Option<String>>,
    session: Session,
}

impl Asked {
    /// As the address has it, now and whenever that changes.
    pub fn new(session: Session, query: Memo<Option<String>>) -> Self {
        let filter = RwSignal::new(parsed(query.get_untracked().as_deref()));
        let asked = Self {
            filter,
            anew: RwSignal::new(0),
            written: StoredValue::new(filter.with_untracked(Filter::print)),
            query,
            under_way: StoredValue::new(None),
            session,
        };
        Effect::watch(
            move || query.get(),
            move |query, _, _| {
                let query = query.clone().unwrap_or_default();
                // What comes back of what was put there is no news, also where something else
                // was asked for meanwhile.
                let put = asked.under_way.try_update_value(Option::take).flatten();
                let is_news = put.as_ref() != Some(&query);
                if is_news && asked.written.with_value(|written| *written != query) {
                    asked.filter.set(parsed(Some(&query)));
                    asked.written.set_value(query);
                    asked.anew.update(|it| *it += 1);
                }
            },
            false,
        );
        asked
    }

    /// Changes the filter where it is another: the event of leaving a box says nothing new.
    fn change_if(self, is_other: impl FnOnce(&Filter) -> bool, change: impl FnOnce(&mut Filter)) {
        // A box that is taken away with the page tells of its last change after that.
        if self.filter.try_with_untracked(is_other) == Some(true) {
            self.change(change);
        }
    }

    /// Changes the filter, at once here and a little later in the address.
    fn change(self, change: impl FnOnce(&mut Filter)) {
        self.filter.update(change);
        let printed = self.filter.with_untracked(Filter::print);
        self.written.set_value(printed.clone());
        let write = move || {
            // Only the last of several is written.
            let is_last = self.written.try_with_value(|written| *written == printed);
            if is_last == Some(true) {
                let was = self.query.try_get_untracked().flatten();
                let was = was.unwrap_or_default();
                self.under_way
                    .set_value((was != printed).then(|| printed.clone()));
                self.session.ask_of_returns(&was, &printed);
            }
        };
        set_timeout(write, ADDRESS);
    }
}

/// The filter, and how much it lets through.
pub fn filters(session: Session, asked: Asked, shown: Memo<Arc<FilteredReturns>>) -> Part {
    // The boxes are made anew when the filter changes by the address: while somebody types
    // in one, nothing may write in it.
    let boxes = live(move || {
        asked.anew.track();
        boxes(session, asked)
    });
    let said = live_words(move || {
        let all = session.collated.with(|it| it.counting.len());
        shown.with(|it| text::shown(it.returns.len(), all, it.point_count(), it.action_count()))
    });
    let everything = button("Show everything", Look::Secondary, move || {
        asked.change(|it| *it = Filter::default());
        asked.anew.update(|it| *it += 1);
    });
    place(
        "app-filter",
        FILTER,
        vec![
            paragraph(text::FILTER),
            boxes,
            element(
                "p",
                &[("class", "govuk-body app-strong"), ("role", "status")],
                vec![said],
            ),
            everything,
        ],
    )
}

fn boxes(session: Session, asked: Asked) -> Vec<Part> {
    let now = asked.filter.get_untracked();
    let words = text_field("filter-words", "Words", Some(text::SEARCH), search(asked));
    let boxes = vec![
        // The only one that follows what came in: nobody types in it.
        live(move || {
            session.collated.track();
            let now = asked.filter.with_untracked(|it| it.organisation.clone());
            vec![organisation(session, asked, now)]
        }),
        topic(session, asked, &now.topic),
        standing(asked, now.standing),
        day("filter-from", "Due from", now.from, move |day| {
            asked.change_if(|it| it.from != day, |it| it.from = day);
        }),
        day("filter-to", "Due until", now.to, move |day| {
            asked.change_if(|it| it.to != day, |it| it.to = day);
        }),
    ];
    vec![element("div", &[("class", "app-both")], boxes), words]
}

fn search(asked: Asked) -> Text {
    let now = asked.filter.with_untracked(|it| it.words.clone());
    Text {
        read: Box::new(move || now.clone()),
        typed: Box::new(move |event| {
            let words = lower(&event_target_value(event));
            asked.change_if(|it| it.words != words, |it| it.words.clone_from(&words));
        }),
    }
}

fn any(words: &str) -> Choice {
    Choice {
        value: String::new(),
        words: words.to_owned(),
    }
}

fn organisation(session: Session, asked: Asked, now: Option<String>) -> Part {
    // By their keys, and of several spellings one.
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    session.collated.with_untracked(|collated| {
        for filed in &collated.counting {
            if !all.contains_key(&filed.organisation) {
                let name = filed.record.team.organisation.trim().to_owned();
                all.insert(filed.organisation.clone(), name);
            }
        }
    });
    if let Some(key) = &now
        && !all.contains_key(key)
    {
        all.insert(key.clone(), text::none_of_it(key));
    }
    let mut choices = vec![any("Any")];
    choices.extend(all.into_iter().map(|(key, name)| Choice {
        value: format!("={key}"),
        words: if name.is_empty() {
            words::NOT_FILLED_IN.to_owned()
        } else {
            name
        },
    }));
    let now = now.map(|key| format!("={key}")).unwrap_or_default();
    // A key may be empty, as any is.
    let choose = move |value: String| {
        asked.change(|it| it.organisation = value.strip_prefix('=').map(str::to_owned));
    };
    select(
        "filter-organisation",
        "Organisation",
        choices,
        &now,
        Box::new(choose),
    )
}

fn topic(session: Session, asked: Asked, now: &str) -> Part {
    let briefing = session.briefing();
    let mut choices = vec![any("Any")];
    choices.extend(briefing.topics().iter().map(|topic| Choice {
        value: topic.id.to_owned(),
        words: words::topic(topic),
    }));
    if choices.iter().all(|choice| choice.value != now) {
        choices.push(Choice {
            value: now.to_owned(),
            words: text::none_of_it(now),
        });
    }
    let choose = move |value| asked.change(|it| it.topic = value);
    select(
        "filter-topic",
        "Recommendation or finding",
        choices,
        now,
        Box::new(choose),
    )
}

const STANDINGS: [Standing; 4] = [
    Standing::Overdue,
    Standing::Due,
    Standing::Undated,
    Standing::Done,
];

fn standing(asked: Asked, now: Option<Standing>) -> Part {
    let mut choices = vec![any("Any")];
    choices.extend(STANDINGS.map(|standing| Choice {
        value: words::standing(standing).to_owned(),
        words: words::standing(standing).to_owned(),
    }));
    let choose = move |value: String| {
        let mut all = STANDINGS.into_iter();
        let standing = all.find(|it| words::standing(*it) == value);
        asked.change(|it| it.standing = standing);
    };
    let now = now.map(words::standing).unwrap_or_default();
    select(
        "filter-standing",
        "Actions that are",
        choices,
        now,
        Box::new(choose),
    )
}

fn day(
    id: &str,
    label: &'static str,
    now: Option<Date>,
    choose: impl Fn(Option<Date>) + 'static,
) -> Part {
    let now = now.map(words::date).unwrap_or_default();
    let is_odd = RwSignal::new(false);
    let text = Text {
        read: Box::new(move || now.clone()),
        typed: Box::new(move |event| {
            let typed = event_target_value(event);
            let day = Date::parse_typed(&typed);
            // Half a date is none yet; it is told once the box is left.
            let is_left = event.type_() == "change";
            is_odd.try_set(is_left && day.is_none() && !typed.trim().is_empty());
            choose(day);
        }),
    };
    let problem = live(move || {
        let said = is_odd.get().then(|| {
            element(
                "p",
                &[("class", "app-problem"), ("role", "alert")],
                vec![text_of(text::NO_DAY)],
            )
        });
        said.into_iter().collect()
    });
    let field = text_field(id, label, Some(text::DAY), text);
    element("div", &[], vec![field, problem])
}
