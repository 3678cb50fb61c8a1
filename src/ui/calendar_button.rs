//! A button that opens the browser's own calendar to choose a day from.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::button::{Button, ButtonStyle};

/// Where the browser has no calendar that a button can open.
const NO_CALENDAR: &str = "This browser cannot open a calendar from a button. Choose the day in this box, or type it in the boxes above.";

/// The button. The browser's own date box lies behind it, unseen, because the calendar opens beside that
/// box. Where a page cannot open the calendar, the button shows the box itself.
#[component]
pub fn CalendarButton(
    /// The id of the button; that of the date box adds "-box".
    id: String,
    /// What tells it apart from similar buttons: "for action 2".
    #[prop(into)]
    of: Signal<String>,
    /// The day that the calendar opens at, as "2027-03-27"; empty for today.
    #[prop(into)]
    day: Signal<String>,
    /// Called with the chosen day, as "2027-03-27".
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let button_id = StoredValue::new(id.clone());
    let box_id = format!("{id}-box");
    let is_shown = RwSignal::new(false);
    let open = move || {
        let Some(input) = input.get_untracked() else {
            return;
        };
        input.set_value(&day.get_untracked());
        if input.show_picker().is_err() {
            is_shown.set(true);
            request_animation_frame(move || {
                let _ = input.focus();
            });
        }
    };
    let choose = move |event| {
        let chosen = event_target_value(&event);
        // Some browsers have a button that empties the box. That empties no other box.
        if chosen.is_empty() || on_choose.try_run(chosen).is_none() || is_shown.get_untracked() {
            return;
        }
        // Some browsers move the focus to the unseen box.
        let button = document().get_element_by_id(&button_id.get_value());
        if let Some(button) = button.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = button.focus();
        }
    };
    view! {
        <div class="app-calendar">
            <Button
                text="Choose from a calendar"
                of=of
                style=ButtonStyle::Quick
                id=id
                on_press=open
            />
            <span
                class="app-calendar__box"
                class=("app-calendar__box--shown", is_shown)
                aria-hidden=move || (!is_shown.get()).then_some("true")
            >
                <label
                    class="govuk-label"
                    class=("govuk-visually-hidden", move || !is_shown.get())
                    for=box_id.clone()
                >
                    {move || format!("Calendar {}", of.get())}
                </label>
                <input
                    class="govuk-input"
                    type="date"
                    autocomplete="off"
                    id=box_id
                    tabindex=move || (!is_shown.get()).then_some("-1")
                    node_ref=input
                    on:change=choose
                />
            </span>
            <Show when=move || is_shown.get()>
                <p class="govuk-hint">{NO_CALENDAR}</p>
            </Show>
        </div>
    }
}
