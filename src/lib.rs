//! The Seven-Minute Briefing: teams read a safeguarding briefing, discuss it, plan actions, send them to
//! their partnership and follow them up, and the partnership counts what comes back. All of it happens
//! in one HTML file without a server.
//!
//! This page is the map of the code.
//!
//! # Rooms
//!
//! The top-level modules, in reading order. Each imports only rooms above it, as the table says.
//!
//! | room | what it contains | may import |
//! |---|---|---|
//! | [`record`] | the record that a team fills in and the rules about it; [`record::file`] is its file format, with one frozen module for each version | no other room |
//! | [`screening`] | possible personal details in free text | record |
//! | [`briefing`] | the briefing as content, how long it takes, the form's words, the accessibility statement and privacy notice | no other room |
//! | [`vault`] | everything that decides whether typed text is kept: loading, saving, tabs, trash, earlier versions, backup, clearing; the storage ports and their fakes | record |
//! | [`words`] | sentences that several pages and documents share | record, briefing, vault |
//! | [`export`] | a record as documents: return, form, Word file, calendar, email draft, text, standalone copy | record, briefing, words |
//! | [`returns`] | the returns of many teams: import, register, filter, totals, sheets, workbook | record, export |
//! | `browser` | adapters to web APIs, one file for each | vault |
//! | `ui` | design-system components that know nothing about records | leptos only |
//! | `app` | the frame around the pages, the route, contexts, announcements, and what several pages share | all above |
//! | `features` | one folder for each page: `mod.rs` is the page, `text.rs` its words; the room's own `mod.rs` chooses the page, and its `print.rs` what is printed | all above |
//!
//! `src/main.rs` starts the app in the browser. `src/bin/prerender.rs` renders the start page for the
//! build, and `src/bin/returns.rs` writes made-up returns.
//!
//! The rooms above `browser` are pure: they build and pass their tests without leptos and without a
//! browser, with `cargo test --no-default-features`. `tests/structure.rs` enforces the table, keeps
//! features apart from one another, and limits the size of types.
//!
//! # Where to look
//!
//! | question | answer |
//! |---|---|
//! | How is a record file read? | [`record::file::decode`] |
//! | Which answers are missing or unlikely? | [`record::check`]; `app/field_problems.rs` says it beside the fields |
//! | How is a date understood that was typed whole into one box? | `record/typed_date.rs` reads it, `app/date_field.rs` puts it into the three boxes |
//! | What happens when two tabs edit one record? | `vault/tab/other_tabs.rs` notices, `vault/save.rs` merges with [`record::merge`] and moves a text that lost to the trash |
//! | When is a record saved, and when is a failed save retried? | [`vault::autosave::step`]: a quarter of a second after the last key |
//! | What is written to storage, and under which keys? | `vault/keys.rs`; the keys never change |
//! | What happens to words that the store has no room for? | `vault/tab/second_store.rs`: the backup keeps them |
//! | Where does a deleted, replaced or earlier text go? | `vault/trash.rs`, `vault/versions.rs` |
//! | What does "Delete everything saved here" ask and remove? | `app/clear_device.rs` asks and starts it, `vault/tab/clearing.rs` clears the store, `browser/indexed_db.rs` the backup |
//! | Why does nothing that was removed for good come back after a kill? | [`vault::Erasure`] is noted in the backup, and obeyed by `vault/tab/restoring.rs` before anything is shown |
//! | What is flagged as a possible personal detail? | [`screening::personal_details`], with a file for each kind; ordinary words that look like names are in `screening/name.rs`, names next to another detail in `screening/beside.rs` |
//! | Which of two revisions counts? | `Register::collate` in `returns/register.rs`; `tests/queries` has the same rule in SQL |
//! | Which columns do the workbook and the CSV files have? | `returns/sheets.rs`, for both |
//! | How is a file dropped on "Returns" recognised? | `returns/importer.rs`, `archive.rs`, `email.rs` |
//! | What is in the Word file, and what is printed? | [`export::FormDocument`] for both; `export/word.rs` and `app/printed_form.rs` render it |
//! | What are downloaded files called? | `export/return_file.rs` |
//! | Which way to send the return is shown? | `features/send/send_section.rs`, by `app/email_program.rs` |
//! | What is printed instead of a page? | `features/print.rs` |
//! | How does a standalone copy open itself? | `export/standalone_copy.rs` puts a record into the page, `app/standalone_copy.rs` reads it, the script in `index.html` starts the app |
//! | Which page does an address show? | `app/route.rs`, `features/mod.rs` |
//! | What does somebody see who comes back? | `app/welcome_back.rs`; how actions stand is counted in `record/progress.rs` |
//! | Where does "Back" lead on a page that is built again? | `app/navigation.rs` decides, `browser/history.rs` and `browser/page_position.rs` note and restore it; `app/check_return.rs` is the way back to "Check and send" |
//! | What do screen readers announce? | `app/announcer.rs` |
//! | Where are the sentences that users read? | in the page or its `text.rs`; those of several pages in [`words`], of the banner in `app/error_banner.rs`, the pages' names in `app/mod.rs` |
//! | What does a new page need? | a `Page` in `app/route.rs`, a name in `app/mod.rs`, a folder and an arm in `features/mod.rs`, perhaps a step in `app/frame.rs` and something to print in `features/print.rs`, and its states in `tests/e2e/src/states` |
//! | What does a new field of the record need? | a new version in `record/file` (see there), [`record::Record`], [`record::merge`], its box on a page, [`export::FormDocument`], `returns/sheets.rs`, `tests/queries` |
//! | How is the page built? | `xtask/src/page.rs`, `index.html` |
//!
//! # Terms
//!
//! A *record* is what a team fills in, a *return* a record as it was sent. Each save counts its
//! *revision* on. A *version* is one of the file format, an *earlier version* a stored state of a record.
//! Users read "form" for a record, "saved forms" for the records on their device, and "version" for a
//! revision; `tests/structure.rs` holds it.
//! A *register* holds all imported returns; *collation* decides which of them count.
//!
//! # Invariants
//!
//! - Text is saved as typed. No rule can refuse to save or send a record.
//! - A text that cannot be read is never overwritten, and every write is read back before the page says
//!   that something is saved.
//! - What two tabs type into one record is merged. If both change the same answer, one text stays in it
//!   and the other goes to the trash.
//! - Nothing in a file, an address or storage can cause a panic.
//! - Data never becomes HTML without escaping, and nothing is requested from another site.
//! - Every later version can read the stored records and files of every published version.
//!
//! # Weight and start
//!
//! The one file may weigh 1.5 MB, or 750 kB as gzip, and `cargo xtask test` fails above that. What users
//! notice is how long the page takes to accept typing: `cargo xtask bench OTHER.html` compares it with
//! another build. `cargo xtask bench` measures how long thousands of returns take to import. The build
//! sets `--cfg erase_components`, so that Leptos builds the pages from a few types of view; without it
//! the file weighs 1,035 kB instead of 889 (703 and 593 as gzip), starts no sooner, and takes as long to
//! build. With `opt-level = "s"` instead of `"z"` it weighs 987 kB and starts no sooner, with `2` 1,252
//! kB, and it starts 13 ms later in Chromium. `wasm-opt -Oz` instead of `-Os` takes a tenth off the code.
#![cfg_attr(feature = "app", recursion_limit = "256")]

pub mod briefing;
pub mod export;
pub mod record;
pub mod returns;
pub mod screening;
pub mod vault;
pub mod words;

#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "app")]
pub mod browser;
#[cfg(feature = "app")]
pub mod features;
#[cfg(feature = "app")]
pub mod ui;
