//! The Seven-Minute Briefing: a team reads a safeguarding briefing, discusses it,
//! agrees actions, keeps them and sends them, in one page with no server.
//!
//! This page is the map. The modules are listed in reading order, and the arrows
//! of import point one way:
//!
//! | module | owns | may import |
//! |---|---|---|
//! | `json` | reading and writing JSON, for any type | nothing of ours |
//! | [`domain`] | the record a team fills in, and the rules about it | nothing of ours |
//! | [`briefing`] | the briefing as content and how long it takes, the form's words, what the page says of itself | json |
//! | [`mod@format`] | the record file: decode, encode, one frozen module a version | json, domain |
//! | [`storage`] | the storage port, opening, saving, setting aside, earlier versions, second copies, autosave as a value | domain, format |
//! | [`words`] | the sentences for what the types above say | domain, briefing, format, storage |
//! | [`documents`] | a record as something to take away: Word, calendar, e-mail, text, a page | domain, briefing, format, words |
//! | [`collation`] | many returns as one register, its sheets and its workbook | domain, format, documents |
//! | [`route`] | where in the app a person is | nothing of ours |
//! | `browser` | the web's interfaces | storage |
//! | `components` | parts of pages that know no domain | leptos only |
//! | `session` | the open record, its saving, every command | all above but components |
//! | `pages` | one module a page | session, components, and what is pure |
//! | `app` | the frame, which page is shown | pages, session, components, browser, and what is pure |
//!
//! `tests/structure.rs` holds the table.
//!
//! # Invariants
//!
//! - Everything above `browser` builds and passes its tests without leptos and
//!   without a browser: `cargo test --no-default-features`.
//! - What is typed is kept as typed. No rule can refuse to keep or send a record.
//! - A text that cannot be read is never written over, and every write is read
//!   back before anything is said of it.
//! - What two tabs type into one record is put together; where it cannot be, both
//!   texts are kept.
//! - Nothing in a file, an address or a store can make the program panic.
//! - No raw HTML is made from data, and nothing is asked of another origin.
#![cfg_attr(feature = "app", recursion_limit = "256")]

mod json;

pub mod domain;

pub mod briefing;

pub mod format;

pub mod storage;

pub mod words;

pub mod documents;

pub mod collation;

pub mod route;

#[cfg(feature = "app")]
pub mod browser;

#[cfg(feature = "app")]
pub mod components;

#[cfg(feature = "app")]
pub mod session;

#[cfg(feature = "app")]
pub mod pages;

#[cfg(feature = "app")]
pub mod app;
