//! Where each field of the form is: its page and its element's id.

use crate::domain::{Field, TeamField};
use crate::route::{Page, Route};

/// The id of a field's element: the one that takes the focus.
pub fn id(field: Field) -> String {
    match field {
        Field::Team(TeamField::Organisation) => "organisation".to_owned(),
        Field::Team(TeamField::Manager) => "manager".to_owned(),
        Field::Team(TeamField::SectionAndTeam) => "section-and-team".to_owned(),
        Field::Team(TeamField::ContactDetails) => "contact-details".to_owned(),
        Field::About(id) => format!("about-{id}"),
        Field::Discussion(id) => format!("discussion-{id}"),
        Field::What(id) => format!("what-{id}"),
        Field::Who(id) => format!("who-{id}"),
        Field::ByWhen(id) => format!("by-when-{id}"),
        Field::HowDone(id) => format!("how-done-{id}"),
        Field::HowWorked(id) => format!("how-worked-{id}"),
    }
}

/// The address of a field.
pub fn href(field: Field) -> String {
    let page = match field {
        Field::Team(_) | Field::About(_) | Field::Discussion(_) => Page::Discussion,
        Field::What(_)
        | Field::Who(_)
        | Field::ByWhen(_)
        | Field::HowDone(_)
        | Field::HowWorked(_) => Page::Plan,
    };
    Route::to_element(page, &id(field)).to_string()
}
