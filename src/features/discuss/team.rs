//! The team's four details.

use leptos::prelude::*;

use crate::app::OpenRecord;
use crate::app::fields::{self, text_in};
use crate::record::{Field as FormField, RecordStoreFields, TeamField, TeamStoreFields};
use crate::ui::{Section, TextInput};
use crate::words;

/// A box for each detail.
#[component]
pub fn TeamDetails() -> impl IntoView {
    let team = expect_context::<OpenRecord>().record.team();
    let boxes = TeamField::ALL.map(|field| {
        let text = match field {
            TeamField::Organisation => text_in(team.organisation()),
            TeamField::Manager => text_in(team.manager()),
            TeamField::SectionAndTeam => text_in(team.section_and_team()),
            TeamField::ContactDetails => text_in(team.contact_details()),
        };
        view! {
            <TextInput
                id=fields::id(FormField::Team(field))
                label=words::team_label(field)
                text=text
            />
        }
    });
    view! {
        <Section id="team-heading" heading="Your team">
            <div class="app-team">{boxes}</div>
        </Section>
    }
}
