//! The Seven-Minute Briefing: a team reads a safeguarding briefing, discusses it,
//! agrees actions, keeps them and sends them, in one page with no server.
//!
//! This page is the map. The rooms are listed in reading order, and imports point one way only:
//!
//! | room | owns | may import |
//! |---|---|---|
//! | [`record`] | the record a team fills in and the rules about it; [`record::file`] is its file format, one frozen module a version | nothing of ours |
//! | [`screening`] | possible personal details in free text | record |
//! | [`briefing`] | the briefing as content and how long it takes, the form's words, what the page says of itself | nothing of ours |
//! | [`vault`] | the storage port: loading, saving, trash, earlier versions, backup, autosave | record |
//! | [`words`] | sentences that several pages and documents share | record, briefing, vault |
//! | [`export`] | a record as documents: Word, calendar, e-mail draft, text, standalone copy | record, briefing, words |
//! | [`returns`] | the returns of many teams: import, register, filter, totals, sheets, workbook | record, export |
//! | `browser` | adapters to the web's interfaces | vault |
//! | `ui` | design-system components that know no domain | leptos only |
//! | `app` | the route, the open record, commands, and what pages share | all above |
//! | `features` | one folder a page, and the root component that chooses the page | all above |
//!
//! `tests/structure.rs` enforces the table.
//!
//! # Invariants
//!
//! - Everything above `browser` in the table builds and passes its tests without leptos and
//!   without a browser: `cargo test --no-default-features`.
//! - What is typed is kept as typed. No rule can refuse to keep or send a record.
//! - A text that cannot be read is never written over, and every write is read
//!   back before anything is said of it.
//! - What two tabs type into one record is put together; where it cannot be, both
//!   texts are kept.
//! - Nothing in a file, an address or a store can make the program panic.
//! - No raw HTML is made from data, and nothing is asked of another origin.
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
