//! The parts the pages are built from: props in, GOV.UK Frontend's documented
//! markup out. Each shares its stem with a Sass partial where it has styles of
//! its own.
//!
//! **Architecture invariant:** a component knows no domain. It is given words,
//! ids and fields of text.

mod bars;
mod button;
mod checkbox;
mod element;
mod field;
mod file;
mod layout;
mod picture;
mod radios;
mod select;
mod summary;
mod table;

pub use bars::{Bar, bars};
pub use button::{Button, Look, Press, button, link_button, named_button};
pub use checkbox::checkbox;
pub use element::{
    Element, Part, drawn, element, link, live, live_words, paragraph, tag, texted, views, words,
};
pub use field::{Text, date_part, hint, text_area, text_field};
pub use file::file_input;
pub use layout::{HEADING_ID, inset, page_heading, section};
pub use picture::{Dial, Spoke, TimeMark, dial, marks, timeline, wheel};
pub use radios::{Radio, radios};
pub use select::{Choice, select};
pub use summary::{answer_words, summary_list, summary_row};
pub use table::{Few, fold, long_list, named_fold, table};
