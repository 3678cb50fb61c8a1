//! The form as a Word document: its markup is what docx-rs would write, and its properties say who
//! wrote what. `tests/libreoffice` opens it with `LibreOffice`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

#[path = "../common/mod.rs"]
mod common;
mod docx;
mod template;

use common::packed::{check_template, opened, part};
use common::{cases, followed_up, paper_form, record};
use proptest::prelude::*;
use seven_minute_briefing::briefing::{Briefing, TSCP_CASE_REVIEWS};
use seven_minute_briefing::export::{FormDocument, word_document};
use seven_minute_briefing::record::Record;

fn briefing() -> Briefing {
    Briefing::parse(TSCP_CASE_REVIEWS).unwrap()
}

fn form(record: &Record) -> FormDocument {
    FormDocument::new(record, &briefing())
}

#[test]
fn the_template_is_what_docx_rs_writes() {
    check_template(
        "src/export/word-template.txt",
        &template::template(),
        "word",
    );
}

#[test]
fn a_form_is_what_docx_rs_would_write() {
    for record in [paper_form(), followed_up()] {
        check_same(&form(&record));
    }
}

#[test]
fn the_properties_say_who_wrote_what() {
    let file = word_document(&form(&paper_form()));
    let mut archive = opened(&file);
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    for name in ["[Content_Types].xml", "_rels/.rels", "word/styles.xml"] {
        assert!(names.iter().any(|it| it == name), "{name} in {names:?}");
    }
    let core = part(&mut archive, "docProps/core.xml");
    for property in [
        "<dc:title>Case Reviews 2017-2020: Discussion – Action plan</dc:title>",
        "<dc:creator>Northbank Primary School, Pastoral &amp; Inclusion Team</dc:creator>",
        "<dc:language>en-GB</dc:language>",
        "2026-11-23T10:42:07Z</dcterms:modified>",
    ] {
        assert!(core.contains(property), "{property} in {core}");
    }
    assert!(part(&mut archive, "word/styles.xml").contains("<w:lang w:val=\"en-GB\""));
    assert!(part(&mut archive, "word/document.xml").contains("<w:tblHeader"));
    let foot = "Northbank Primary School, Pastoral &amp; Inclusion Team, version 41";
    assert!(part(&mut archive, "word/footer1.xml").contains(foot));
    let id = paper_form().id.to_string();
    let times: usize = ["word/document.xml", "word/footer1.xml"]
        .map(|name| part(&mut archive, name).matches(&id).count())
        .iter()
        .sum();
    assert_eq!(times, 1, "the id of the form");
}

#[test]
fn in_the_properties_a_name_is_on_one_line() {
    let mut record = paper_form();
    record.team.organisation = "North\tbank\r\nSchool".to_owned();
    record.briefing.title = "Case\nReviews\t1".to_owned();
    let file = word_document(&form(&record));
    let mut archive = opened(&file);
    for name in ["docProps/core.xml", "word/footer1.xml", "word/document.xml"] {
        let xml = part(&mut archive, name);
        let mut reader = quick_xml::Reader::from_str(&xml);
        reader.config_mut().check_end_names = true;
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
    }
    let core = part(&mut archive, "docProps/core.xml");
    assert!(core.contains("<dc:creator>North bank  School, "), "{core}");
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn any_record_is_what_docx_rs_would_write(record in record()) {
        check_same(&form(&record));
    }
}

/// Compares our document with one that docx-rs writes.
fn check_same(form: &FormDocument) {
    let file = word_document(form);
    let ours = part(&mut opened(&file), "word/document.xml");
    let ours = ours.replace("<w:tblHeader />", "");
    // docx-rs escapes quotation marks, which XML does not require in text.
    let theirs = docx::normalized(&docx::document_of(&docx::whole(form)))
        .replace("&apos;", "'")
        .replace("&quot;", "\"");
    let differs = ours.bytes().zip(theirs.bytes()).position(|(a, b)| a != b);
    let at = differs.unwrap_or(ours.len().min(theirs.len()));
    let from_there =
        |text: &str| -> String { text.chars().skip(at.saturating_sub(80)).take(200).collect() };
    assert!(
        ours == theirs,
        "ours: {}\n\ntheirs: {}",
        from_there(&ours),
        from_there(&theirs)
    );
}
