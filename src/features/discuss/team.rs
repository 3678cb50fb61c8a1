//! The team's four details.

use leptos::prelude::*;

use crate::app::fields::{self, text_in};
use crate::app::{FieldProblems, OpenRecord};
use crate::record::{Field as FormField, RecordStoreFields, TeamField, TeamStoreFields};
use crate::ui::{Section, TextInput, Textarea};
use crate::words;

/// A box for each detail.
#[component]
pub fn TeamDetails() -> impl IntoView {
    let team = expect_context::<OpenRecord>().record.team();
    let problems = expect_context::<FieldProblems>().of_team();
    let boxes = TeamField::ALL.map(|field| {
        let id = fields::id(FormField::Team(field));
        let label = words::team_label(field);
        let note = problems.note(FormField::Team(field));
        let line =
            |text| view! { <TextInput id=id.clone() label=label note=note text=text /> }.into_any();
        match field {
            TeamField::Organisation => line(text_in(team.organisation())),
            TeamField::Manager => line(text_in(team.manager())),
            TeamField::SectionAndTeam => line(text_in(team.section_and_team())),
            // A name, a telephone number and an address take several lines.
            TeamField::ContactDetails => {
                let text = text_in(team.contact_details());
                view! { <Textarea id=id label=label rows=2 note=note text=text /> }.into_any()
            }
        }
    });
    view! {
        <Section id="team-heading" heading="Your team">
            <div class="app-team">{boxes}</div>
        </Section>
    }
}
