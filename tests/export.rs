//! The names of files, and the link that starts an email to the partnership.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod common;

use common::{cases, followed_up, new_record, paper_form, record, text};
use proptest::prelude::*;
use seven_minute_briefing::{
    export::{FileKind, file_name, file_name_of, mailto},
    record::Record,
};

fn named(briefing: &str, organisation: &str, team: &str) -> Record {
    let mut record = new_record(1);
    briefing.clone_into(&mut record.briefing.title);
    organisation.clone_into(&mut record.team.organisation);
    team.clone_into(&mut record.team.section_and_team);
    record
}

#[test]
fn a_file_name_is_one_that_a_person_can_read() {
    assert_eq!(
        file_name(&paper_form()),
        "Case Reviews 2017-2020 - Northbank Primary School - Pastoral & Inclusion Team - v41.json"
    );
    for (organisation, team, name) in [
        ("", "  ", "B - No organisation - v0.json"),
        ("…", "فريق", "B - … - فريق - v0.json"),
        ("St Mary’s R.C.", "A&E", "B - St Mary’s R.C - A&E - v0.json"),
        (
            "Tŷ’r Bont",
            "Zoë's ÉQUIPE",
            "B - Tŷ’r Bont - Zoë's ÉQUIPE - v0.json",
        ),
        (
            "Łódź",
            "e\u{301}quipe",
            "B - Łódź - e\u{301}quipe - v0.json",
        ),
        ("CON", "nul.", "B - CON - nul - v0.json"),
        (
            "../../etc",
            "a_b\\c:d\r\n\"e\"",
            "B - etc - a_b c d e - v0.json",
        ),
        (
            "\u{202e}gpj.\u{200f}exe\u{7}",
            "\u{1f3eb}?",
            "B - gpj. exe - \u{1f3eb} - v0.json",
        ),
    ] {
        assert_eq!(file_name(&named("B", organisation, team)), name);
    }
    let name = file_name(&named("con.x", "School", ""));
    assert_eq!(name, "con x - School - v0.json");
}

#[test]
fn a_long_name_leaves_room_for_the_other_parts() {
    let long = "Northbank ".repeat(10_000);
    let name = file_name(&named(&long, &long, &long));
    let parts: Vec<&str> = name.split(" - ").collect();
    assert_eq!(parts.len(), 4, "{name}");
    assert!(parts[..3].iter().all(|part| part.len() >= 25), "{name}");
    let name = file_name(&named("B", &long, "Team"));
    assert!(
        name.len() > 110 && name.ends_with(" - Team - v0.json"),
        "{name}"
    );
    let name = file_name(&named("B", "School", &long));
    assert!(
        name.starts_with("B - School - Northbank") && name.len() > 110,
        "{name}"
    );
}

#[test]
fn the_email_names_the_team_and_the_file_to_attach() {
    let link = mailto(&paper_form(), "officer@partnership.example");
    let (to, subject, body) = parse(&link);
    assert_eq!(to, "officer@partnership.example");
    assert_eq!(
        subject,
        "7 minute briefing return: Case Reviews 2017-2020 – \
         Northbank Primary School, Pastoral & Inclusion Team (version 41)"
    );
    assert!(body.contains(&file_name(&paper_form())), "{body}");
    assert!(body.contains("\r\nOrganisation: Northbank Primary School\r\n"));
    assert_eq!(body.matches('\n').count(), body.matches("\r\n").count());
    assert!(link.contains("%0D%0A") && !link.contains('+'));
}

#[test]
fn the_email_has_none_of_the_answers() {
    let record = followed_up();
    let link = mailto(&record, "");
    let (_, subject, body) = parse(&link);
    for answer in [&record.actions[0].what, &record.team.contact_details] {
        assert!(!subject.contains(answer.as_str()) && !body.contains(answer.as_str()));
    }
}

#[test]
fn empty_names_leave_no_gap_in_the_subject() {
    let subject = |title: &str, organisation: &str, team: &str| {
        let mut record = named("b", organisation, team);
        title.clone_into(&mut record.briefing.title);
        parse(&mailto(&record, "")).1
    };
    assert_eq!(subject("", "", ""), "7 minute briefing return (version 0)");
    assert_eq!(
        subject("T", "", " "),
        "7 minute briefing return: T (version 0)"
    );
    assert_eq!(
        subject("T", "", "A"),
        "7 minute briefing return: T – A (version 0)"
    );
    assert_eq!(
        subject("", "O\r\n P", ""),
        "7 minute briefing return – O P (version 0)"
    );
}

#[test]
fn addresses_are_separated_by_commas_and_never_cut() {
    let to = |to: &str| parse(&mailto(&new_record(1), to)).0;
    assert_eq!(to("a@b.example; c@d.example,"), "a@b.example,c@d.example");
    assert_eq!(
        to("a@b.example?bcc=x@y.example"),
        "a@b.example%3Fbcc%3Dx@y.example"
    );
    let long = format!("{}@b.example", "a".repeat(500));
    assert_eq!(to(&long), "");
}

#[test]
fn a_name_of_100_000_characters_gives_a_link_that_still_works() {
    for letter in ["a", " a", "é", "\u{1f3eb}", "\r\n"] {
        let long = letter.repeat(100_000);
        let mut record = named(&long, &long, &long);
        record.briefing.title.clone_from(&long);
        record.revision = u32::MAX;
        let link = mailto(&record, &format!("{}@b.example", "a".repeat(380)));
        assert!(link.len() <= 1_900, "{} for {letter:?}", link.len());
        parse(&link);
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_file_name_is_safe_everywhere(record in record()) {
        for kind in FileKind::ALL {
            let name = file_name_of(&record, kind);
            prop_assert!(name.chars().count() <= 120 && name.len() <= 240, "{name}");
            let (stem, extension) = name.rsplit_once('.').expect("an extension");
            prop_assert_eq!(extension, kind.extension());
            let version = format!(" - v{}", record.revision);
            prop_assert!(stem.ends_with(&version), "{name}");
            let is_forbidden = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
            prop_assert!(!name.contains(is_forbidden), "{name:?}");
            let turns = ['\u{200e}', '\u{200f}', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}'];
            prop_assert!(!name.contains(turns), "{name:?}");
            prop_assert!(!name.starts_with([' ', '.', '-']) && !name.contains("  "), "{name:?}");
            // Windows takes a name for a device by what is before the first full stop.
            let device = name.split('.').next().unwrap_or_default().trim();
            prop_assert!(device.contains(" - "), "{name:?}");
        }
    }

    #[test]
    fn any_link_can_be_parsed(record in record(), to in text()) {
        let link = mailto(&record, &to);
        prop_assert!(link.len() <= 1_900);
        prop_assert!(link.bytes().all(|byte| byte.is_ascii_graphic()));
        parse(&link);
    }
}

/// The addresses as they are in the link, and the subject and the body as an email program decodes
/// them.
fn parse(link: &str) -> (String, String, String) {
    let rest = link.strip_prefix("mailto:").expect("the scheme");
    let (to, rest) = rest.split_once("?subject=").expect("a subject");
    let (subject, body) = rest.split_once("&body=").expect("a body");
    assert!(!body.contains(['&', '=', '?', '#']), "{link}");
    let decoded = |text: &str| {
        let text = percent_encoding::percent_decode_str(text);
        text.decode_utf8().expect("UTF-8").into_owned()
    };
    (to.to_owned(), decoded(subject), decoded(body))
}
