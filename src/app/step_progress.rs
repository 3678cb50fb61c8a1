//! How much is filled in, beside the names of the steps.

use leptos::prelude::*;

use super::clock::later;
use super::route::Page;
use super::rows::Rows;
use super::{NEEDS_APP, OpenRecord};
use crate::browser;
use crate::record::{ActionItem, LearningPoint, RecordStoreFields, Row};
use crate::words;

/// How often the rows are counted at most, in milliseconds. A key typed in any row notifies whatever reads
/// the list, and there may be thousands of rows.
const COUNT_EVERY_MS: u64 = 250;

/// How much of a step is filled in: "2 of 3 points", "1 action". Nothing for a step that has no rows.
#[component]
pub fn StepProgress(
    /// The step.
    step: Page,
) -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    match step {
        Page::Discussion => {
            let count = count(open.record.learning_points(), LearningPoint::is_blank);
            // Screen readers hear what the points are.
            let text = move || {
                let (filled, of) = count.get();
                let point = if of == 1 { "point" } else { "points" };
                view! {
                    {format!("{filled} of {of} ")}
                    <span class="govuk-visually-hidden">"learning "</span>
                    {point}
                }
            };
            Some(view! { <Beside>{text}</Beside> }.into_any())
        }
        Page::Plan => {
            let count = count(open.record.actions(), ActionItem::is_blank);
            let text = move || words::how_many(count.get().0, "action");
            Some(view! { <Beside>{text}</Beside> }.into_any())
        }
        _ => None,
    }
}

/// A few small words after the name of a step, which stand there unseen until a record is open.
#[component]
fn Beside(children: Children) -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    view! {
        <span
            class=format!("app-step-progress {NEEDS_APP}")
            class=("app-step-progress--waiting", move || open.is_starting())
        >
            <span class="govuk-visually-hidden">", "</span>
            {children()}
        </span>
    }
}

/// How many rows of a list are filled in, and of how many.
fn count<R: Row + 'static>(rows: Rows<R>, is_blank: fn(&R) -> bool) -> ReadSignal<(usize, usize)> {
    let count = move || {
        rows.with_untracked(|rows| {
            let filled = rows.iter().filter(|row| !is_blank(row)).count();
            (filled, rows.len())
        })
    };
    let (shown, set_shown) = signal(count());
    let show = move || {
        let latest = count();
        if shown.get_untracked() != latest {
            set_shown.set(latest);
        }
    };
    // Rendered natively, a page never changes, and effects have no executor to run on.
    if browser::is_present() {
        let waits = StoredValue::new(false);
        Effect::new(move |_| {
            rows.track();
            if waits.get_value() {
                return;
            }
            show();
            // What changes until then is counted then.
            let count_again = move || {
                waits.set_value(false);
                show();
            };
            waits.set_value(later(Box::new(count_again), COUNT_EVERY_MS).is_some());
        });
    }
    shown
}
