//! Pages on which something went wrong.

use super::{State, Theme};
use crate::harness::site_fault::SiteFault;
use crate::record;
use crate::user::User;
use crate::user::failures::EXPOSE_WASM_EXPORTS;
use serde_json::json;

/// The name of the state in which only the prerendered page is there.
pub const WITHOUT_WEBASSEMBLY: &str = "without WebAssembly";

pub fn all() -> Vec<State> {
    let error = |name, set_up: fn(&User)| State::new(Theme::Error, name, set_up);
    vec![
        error("a record that cannot be read", |user| {
            store_unreadable_record(user);
            user.open("#/discussion");
            user.sees_heading("This form cannot be read");
        }),
        error("a record that cannot be read, in the list", |user| {
            store_unreadable_record(user);
            user.open("#/records");
            user.sees_a("button", "Download its text");
        }),
        error("a record from a newer version", |user| {
            let mut newer = record::small();
            newer["version"] = json!(2);
            user.store_record(&newer);
            user.open("#/discussion");
            user.sees_heading("This form needs a newer version of this page");
        }),
        error("nothing can be saved", |user| {
            user.open("#/discussion");
            user.refuse_writes();
            user.type_into("Name of Organisation", "Not saved anywhere");
            user.sees_save_status("Not saved.");
            user.sees_a("button", "Download a copy now");
        }),
        error("saved in the second store", |user| {
            user.open("#/discussion");
            user.refuse_local_writes();
            user.type_into("Name of Organisation", "Northbank School");
            user.sees_save_status("Saved in one place only");
            user.sees_a("button", "Download a copy now");
        }),
        error("a file that is not a return", |user| {
            user.store_small_record();
            let file = user.write_file("letter.json", b"Dear Sam, please find our return");
            user.open("#/records");
            user.choose_return(&file);
            user.sees("not a return");
        }),
        error("an unsaved record stays open", |user| {
            user.try_to_replace_an_unsaved_record();
        }),
        error("after a crash", |user| {
            user.open("#/discussion");
            user.type_into("Name of Organisation", "Saved before the crash");
            user.sees_saved();
            user.corrupt_app_memory();
            user.press("Add a learning point");
            user.sees_heading("Something went wrong on this page");
        })
        .with_fault(SiteFault::injected_script(EXPOSE_WASM_EXPORTS)),
        error(WITHOUT_WEBASSEMBLY, |user| {
            user.open_without_waiting("");
            user.sees("To fill in the form");
        })
        .with_fault(SiteFault::missing_wasm()),
    ]
}

fn store_unreadable_record(user: &User) {
    user.store_entry(record::KEY, &record::unreadable_text());
}

impl User {
    /// Opens another record while the open one cannot be saved. The open one stays.
    #[track_caller]
    pub fn try_to_replace_an_unsaved_record(&self) {
        self.store_small_record();
        self.open("#/records");
        self.press("Start a form for another team");
        self.arrives_at("Discussion");
        self.refuse_writes();
        self.type_into("Name of Organisation", "Not saved anywhere");
        self.sees_save_status("Not saved.");
        self.follow("Saved forms");
        self.arrives_at("Saved forms");
        self.press("Open Northbank School, Pastoral team");
        self.sees("Your open form is not saved, so it stays open.");
    }
}
