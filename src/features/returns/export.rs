//! What can be exported: spreadsheets, lines of JSON, a printed summary.

use std::sync::Arc;

use leptos::prelude::*;

use super::{EXPORT, Filtered, PartSection, text};
use crate::app::{Clock, Returns};
use crate::briefing::Briefing;
use crate::browser;
use crate::returns::{ndjson, sheets, workbook};
use crate::ui::{Button, ButtonStyle, Checkbox};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The part of the page with the exports.
#[component]
pub fn Export(filtered: Filtered) -> impl IntoView {
    let returns = expect_context::<Returns>();
    view! {
        <PartSection part=EXPORT>
            <h3 class="govuk-heading-m">"Spreadsheets"</h3>
            <p class="govuk-body">{text::SPREADSHEETS}</p>
            <WorkbookButton filtered=filtered />
            <div class="govuk-button-group">
                <SheetButton text="Returns as CSV" index=0 filtered=filtered />
                <SheetButton text="Learning points as CSV" index=1 filtered=filtered />
                <SheetButton text="Actions as CSV" index=2 filtered=filtered />
                <SheetButton text="Evidence as CSV" index=3 filtered=filtered />
            </div>
            <h3 class="govuk-heading-m">"Other programs"</h3>
            <p class="govuk-body">{text::LINES}</p>
            <LinesButton filtered=filtered />
            <h3 class="govuk-heading-m">"A summary on paper"</h3>
            <p class="govuk-body">{text::SUMMARY}</p>
            <div class="govuk-checkboxes govuk-form-group">
                <Checkbox
                    id="nameless"
                    label="Leave out the names of organisations and teams"
                    checked=returns.anonymous
                    on_change=move |checked| returns.anonymous.set(checked)
                />
            </div>
            <p class="govuk-body">{text::NAMELESS}</p>
            <Button
                text="Print the summary"
                style=ButtonStyle::Primary
                on_press=browser::print
            />
        </PartSection>
    }
}

/// Downloads a file named for the briefing, what it is and today.
pub fn download(
    briefing: &Briefing,
    clock: Clock,
    what: &str,
    extension: &str,
    media_type: &str,
    content: &[u8],
) {
    let today = clock.today_or_earliest();
    let name = format!("7mb_{}_{what}_{today}.{extension}", briefing.id);
    browser::download(&name, media_type, content);
}

#[component]
fn WorkbookButton(filtered: Filtered) -> impl IntoView {
    let clock = expect_context::<Clock>();
    let briefing = expect_context::<Arc<Briefing>>();
    let press = move || {
        let content = filtered.with_untracked(|filtered| workbook(&sheets(filtered)));
        download(&briefing, clock, "returns", "xlsx", XLSX, &content);
    };
    view! {
        <Button
            text="Download a workbook for Excel"
            style=ButtonStyle::Primary
            on_press=press
        />
    }
}

#[component]
fn SheetButton(
    text: &'static str,
    /// The sheet's place in the workbook.
    index: usize,
    filtered: Filtered,
) -> impl IntoView {
    let clock = expect_context::<Clock>();
    let briefing = expect_context::<Arc<Briefing>>();
    let press = move || {
        let sheets = filtered.with_untracked(|filtered| sheets(filtered));
        if let Some(sheet) = sheets.get(index) {
            let content = sheet.to_csv();
            download(
                &briefing,
                clock,
                sheet.name,
                "csv",
                "text/csv",
                content.as_bytes(),
            );
        }
    };
    view! { <Button text=text on_press=press /> }
}

#[component]
fn LinesButton(filtered: Filtered) -> impl IntoView {
    let clock = expect_context::<Clock>();
    let briefing = expect_context::<Arc<Briefing>>();
    let press = move || {
        let content = filtered.with_untracked(|filtered| ndjson(&filtered.returns));
        let media_type = "application/x-ndjson";
        download(
            &briefing,
            clock,
            "returns",
            "ndjson",
            media_type,
            content.as_bytes(),
        );
    };
    view! { <Button text="Data for analysts (NDJSON)" on_press=press /> }
}
