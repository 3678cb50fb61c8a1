//! The filter: organisation, recommendation or finding, how actions stand, when they are due, words.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::{FILTERS, Filtered, PartSection, text};
use crate::app::route::Page;
use crate::app::{Navigation, Returns};
use crate::briefing::Briefing;
use crate::browser;
use crate::record::{Date, Standing, lower};
use crate::returns::Filter;
use crate::ui::{Button, Select, SelectOption, TextBinding, TextInput};
use crate::words;

/// How long a change waits before it is written into the address: browsers refuse changes that come too
/// fast.
const ADDRESS_DELAY: Duration = Duration::from_millis(300);

/// The filter. Its conditions that name nobody are also in the address.
#[derive(Clone, Copy)]
pub struct FilterState {
    /// The filter now.
    pub filter: RwSignal<Filter>,
    /// Counts changes that do not come from the boxes. Each rebuilds the boxes.
    resets: RwSignal<usize>,
    /// The query that the address has, or is about to get.
    written: StoredValue<String>,
    /// The query that was written into the address but has not come back from there yet.
    in_flight: StoredValue<Option<String>>,
    navigation: Navigation,
}

impl FilterState {
    /// The filter in the address, now and whenever that changes.
    pub fn from_address() -> Self {
        let navigation = expect_context::<Navigation>();
        let state = Self {
            filter: expect_context::<Returns>().filter,
            resets: RwSignal::new(0),
            written: StoredValue::new(String::new()),
            in_flight: StoredValue::new(None),
            navigation,
        };
        // Otherwise somebody is back on the page, and the boxes show what they typed before.
        let query = untrack(|| navigation.query());
        if state.filter.with_untracked(Filter::to_query) == query {
            state.written.set_value(query);
        } else {
            state.read_query(&query);
        }
        // Rendered natively, a page never changes, and effects have no executor to run on.
        if browser::is_present() {
            let query = Memo::new(move |_| navigation.query());
            Effect::watch(
                move || query.get(),
                move |query, _, _| state.take_from_address(query),
                false,
            );
        }
        state
    }

    fn take_from_address(self, query: &str) {
        // Ignore the change that we caused ourselves, even if the filter has changed again since.
        let in_flight = self.in_flight.try_update_value(Option::take).flatten();
        if in_flight.as_deref() == Some(query) {
            return;
        }
        if self.written.with_value(|written| written != query) {
            self.read_query(query);
            self.reset_boxes();
        }
    }

    /// Takes the filter from a query, and what may name somebody out of the address: an earlier version
    /// put it there.
    fn read_query(self, query: &str) {
        let filter = Filter::from_query(query);
        let written = filter.to_query();
        self.filter.set(filter);
        self.written.set_value(written.clone());
        self.write_to_address(&written);
    }

    fn reset_boxes(self) {
        self.resets.update(|resets| *resets += 1);
    }

    /// Changes the filter if `is_new` returns true: leaving a box sends its last value again.
    fn change_if(self, is_new: impl FnOnce(&Filter) -> bool, change: impl FnOnce(&mut Filter)) {
        // A box that is removed with its page reports its last change after the signals are gone.
        if self.filter.try_with_untracked(is_new) == Some(true) {
            self.change(change);
        }
    }

    /// Changes the filter now, and the address a little later.
    fn change(self, change: impl FnOnce(&mut Filter)) {
        self.filter.update(change);
        let query = self.filter.with_untracked(Filter::to_query);
        self.written.set_value(query.clone());
        set_timeout(move || self.write_to_address(&query), ADDRESS_DELAY);
    }

    fn write_to_address(self, query: &str) {
        // Of several changes only the last one is written, and none after the page was left.
        let is_last = self
            .filter
            .with_untracked(|filter| filter.to_query() == query);
        if !is_last || self.written.try_with_value(|written| written == query) != Some(true) {
            return;
        }
        let was = untrack(|| self.navigation.query());
        self.in_flight
            .set_value((was != query).then(|| query.to_owned()));
        self.navigation
            .replace_query(Page::Returns, &was, query.to_owned());
    }

    fn clear(self) {
        self.change(|filter| *filter = Filter::default());
        self.reset_boxes();
    }
}

/// The boxes of the filter, and how much matches it.
#[component]
pub fn Filters(state: FilterState, filtered: Filtered) -> impl IntoView {
    let returns = expect_context::<Returns>();
    let count = move || {
        let all = returns.collation.with(|it| it.counted.len());
        filtered.with(|it| {
            text::shown(
                it.returns.len(),
                all,
                it.learning_point_count(),
                it.action_count(),
            )
        })
    };
    // The boxes are rebuilt only when the filter changes elsewhere: nothing may write into a box while
    // somebody types in it.
    let boxes = move || {
        state.resets.track();
        view! { <Boxes state=state /> }
    };
    view! {
        <PartSection part=FILTERS class="app-filter">
            <p class="govuk-body">{text::FILTER}</p>
            {boxes}
            <p class="govuk-body app-strong" role="status">{count}</p>
            <Button text="Clear the filters" on_press=move || state.clear() />
        </PartSection>
    }
}

#[component]
fn Boxes(state: FilterState) -> impl IntoView {
    let returns = expect_context::<Returns>();
    let now = state.filter.get_untracked();
    // Nobody types into this one, so it can follow the returns that are open.
    let organisations = move || {
        returns.collation.track();
        view! { <OrganisationSelect state=state /> }
    };
    view! {
        <div class="app-columns">
            {organisations}
            <TopicSelect state=state />
            <StandingSelect state=state />
            <DayInput
                id="filter-from"
                label="Due from"
                day=now.from
                on_day=move |day| state.change_if(|it| it.from != day, |it| it.from = day)
            />
            <DayInput
                id="filter-to"
                label="Due until"
                day=now.to
                on_day=move |day| state.change_if(|it| it.to != day, |it| it.to = day)
            />
        </div>
        <TextInput
            id="filter-words"
            label="Words"
            hint=text::SEARCH
            text=TextBinding {
                value: Signal::stored(now.words),
                on_typed: Callback::new(move |event| {
                    let words = lower(&event_target_value(&event));
                    state.change_if(|it| it.words != words, |it| it.words.clone_from(&words));
                }),
            }
        />
    }
}

/// Puts "Any" in front of options.
fn with_any(options: impl Iterator<Item = SelectOption>) -> Vec<SelectOption> {
    std::iter::once(any()).chain(options).collect()
}

fn any() -> SelectOption {
    SelectOption {
        value: String::new(),
        text: "Any".to_owned(),
    }
}

#[component]
fn OrganisationSelect(state: FilterState) -> impl IntoView {
    let returns = expect_context::<Returns>();
    let now = state.filter.with_untracked(|it| it.organisation.clone());
    // By key; of several spellings the first is shown.
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    returns.collation.with_untracked(|collation| {
        for it in &collation.counted {
            names
                .entry(it.organisation.clone())
                .or_insert_with(|| it.record.team.organisation.trim().to_owned());
        }
    });
    if let Some(key) = &now {
        names
            .entry(key.clone())
            .or_insert_with(|| text::none_here(key));
    }
    let options = names.into_iter().map(|(key, name)| SelectOption {
        value: organisation_value(&key),
        text: if name.is_empty() {
            words::NOT_FILLED_IN.to_owned()
        } else {
            name
        },
    });
    let choose = move |value: String| {
        state.change(|it| it.organisation = value.strip_prefix('=').map(str::to_owned));
    };
    view! {
        <Select
            id="filter-organisation"
            label="Organisation"
            options=with_any(options)
            value=now.as_deref().map(organisation_value).unwrap_or_default()
            on_choose=choose
        />
    }
}

/// The value of an option. The `=` tells an empty key from "Any", whose value is empty.
fn organisation_value(key: &str) -> String {
    format!("={key}")
}

#[component]
fn TopicSelect(state: FilterState) -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let now = state.filter.with_untracked(|it| it.topic.clone());
    let mut options = vec![any()];
    options.extend(briefing.topics().iter().map(|topic| SelectOption {
        value: topic.id.to_owned(),
        text: words::topic(topic),
    }));
    if options.iter().all(|option| option.value != now) {
        options.push(SelectOption {
            value: now.clone(),
            text: text::none_here(&now),
        });
    }
    view! {
        <Select
            id="filter-topic"
            label="Recommendation or finding"
            options=options
            value=now
            on_choose=move |value| state.change(|it| it.topic = value)
        />
    }
}

const STANDINGS: [Standing; 4] = [
    Standing::Overdue,
    Standing::Due,
    Standing::Undated,
    Standing::Done,
];

#[component]
fn StandingSelect(state: FilterState) -> impl IntoView {
    // The value of an option is its place in the list.
    let value = |standing| STANDINGS.iter().position(|it| *it == standing);
    let now = state.filter.with_untracked(|it| it.standing);
    let options = STANDINGS
        .iter()
        .enumerate()
        .map(|(index, standing)| SelectOption {
            value: index.to_string(),
            text: words::standing(*standing).to_owned(),
        });
    let choose = move |value: String| {
        let index: Option<usize> = value.parse().ok();
        let standing = index.and_then(|index| STANDINGS.get(index)).copied();
        state.change(|it| it.standing = standing);
    };
    view! {
        <Select
            id="filter-standing"
            label="Actions that are"
            options=with_any(options)
            value=now.and_then(value).map(|index| index.to_string()).unwrap_or_default()
            on_choose=choose
        />
    }
}

/// A box for a day, which shows an error when it is left with anything else in it.
#[component]
fn DayInput(
    id: &'static str,
    label: &'static str,
    day: Option<Date>,
    on_day: impl Fn(Option<Date>) + Send + Sync + 'static,
) -> impl IntoView {
    let is_wrong = RwSignal::new(false);
    let on_typed = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        let day = Date::parse_typed(&typed);
        // Half a date is no error until the box is left.
        let is_left = event.type_() == "change";
        is_wrong.try_set(is_left && day.is_none() && !typed.trim().is_empty());
        on_day(day);
    };
    let text = TextBinding {
        value: Signal::stored(day.map(words::date).unwrap_or_default()),
        on_typed: Callback::new(on_typed),
    };
    let error = Signal::derive(move || is_wrong.get().then_some(text::NO_DAY));
    view! { <TextInput id=id label=label hint=text::DAY error=error text=text /> }
}
