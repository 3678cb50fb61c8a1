//! Follow up, in the months after: how far each action has got, and the evidence.

mod action;
mod evidence;
mod text;
mod timeline;

use std::collections::HashSet;

use leptos::prelude::*;

use crate::app::route::{Page, Route};
use crate::app::rows::row_ids;
use crate::app::{Clock, LazyRows, OpenRecord, OverdueActions, SavedReturn};
use crate::record::{ActionItem, RecordStoreFields, RowId, follow_up, overdue};
use crate::ui::{ButtonStyle, InsetText, LinkButton, PageHeading};
use crate::words;

use action::ActionCard;
use timeline::ActionTimeline;

/// The page on which actions are followed up.
#[component]
pub fn FollowUpPage() -> impl IntoView {
    expect_context::<OverdueActions>().dismiss();
    let today = expect_context::<Clock>().today_or_earliest();
    let record = expect_context::<OpenRecord>().record;
    let rows = record.actions();
    let ids = row_ids(rows);
    // The order is fixed when the page opens: no card moves away when its status is changed.
    let order = record.with_untracked(|record| follow_up(record, today));
    let shown = move || -> Vec<RowId> {
        let ids: HashSet<RowId> = ids.with(|ids| ids.iter().copied().collect());
        (order.iter().copied())
            .filter(|id| ids.contains(id))
            .collect()
    };
    let overdue_count = Memo::new(move |_| record.with(|record| overdue(record, today)));
    let overdue_notice = move || {
        let count = overdue_count.get();
        (count > 0).then(|| view! { <InsetText>{words::overdue(count)}</InsetText> })
    };
    view! {
        <PageHeading text="Follow up" />
        <p class="govuk-body">{text::INTRODUCTION}</p>
        {overdue_notice}
        <ActionTimeline today=today />
        <LazyRows rows=Memo::new(move |_| shown()) let:id>
            <ActionCard id=id row=rows.at_key(id) ids=ids today=today />
        </LazyRows>
        <Show
            when=move || rows.with(|rows| rows.iter().all(ActionItem::is_blank))
            fallback=|| {
                view! {
                    <p class="govuk-body">{text::SEND_AGAIN}</p>
                    <LinkButton
                        href=Route::to(Page::Check).to_string()
                        text="Continue to check and send"
                        style=ButtonStyle::Primary
                    />
                }
            }
        >
            <p class="govuk-body">{text::NOTHING_TO_FOLLOW_UP}</p>
            <SavedReturn />
            <LinkButton
                href=Route::to(Page::Plan).to_string()
                text="Go to the action plan"
                style=ButtonStyle::Primary
            />
        </Show>
    }
}
