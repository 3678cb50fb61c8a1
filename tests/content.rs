//! The briefing and the form say what the partnership's document says: all of
//! it, and nothing else.
//!
//! `tests/source/` holds the text layer of that document. It lost the layout and
//! suffered in scanning; the repairs below are the only liberties taken.
#![allow(clippy::expect_used, reason = "a test stops at what it did not expect")]

use seven_minute_briefing::briefing::{ABOUT, About, Briefing, TSCP_CASE_REVIEWS, TopicKind, form};

const SOURCE: &str = include_str!("source/case-reviews-2017-2020.txt");

/// Scanning errors, and what was printed.
const REPAIRS: [(&str, &str); 3] = [
    ("thinkina.", "thinking."),
    ("selfharm", "self-harm"),
    ("Procedures 3) Develop", "Procedures (3) Develop"),
];

/// What is left of the source when all its sentences are taken out: segment and
/// row numbers, the title in the middle of the wheel, the logo, a column count.
const FURNITURE: [&str; 22] = [
    "01",
    "02",
    "03",
    "04",
    "05",
    "06",
    "07",
    "Case",
    "Reviews",
    "2017-2020",
    "7",
    "Minute",
    "**Briefing**",
    "7,11,1",
    "(1)",
    "(2)",
    "(3)",
    "(4)",
    "1.",
    "2.",
    "3.",
    "------------------------",
];

fn briefing() -> Briefing {
    Briefing::parse(TSCP_CASE_REVIEWS).expect("the bundled briefing is one")
}

/// The source as running text, repaired.
fn source() -> String {
    let running = SOURCE.split_whitespace().collect::<Vec<_>>().join(" ");
    REPAIRS.iter().fold(running, |text, (scanned, printed)| {
        assert!(text.contains(scanned), "no {scanned:?} to repair");
        text.replace(scanned, printed)
    })
}

/// Every text that the app shows as the partnership's own words.
fn shown(briefing: &Briefing) -> Vec<&str> {
    let mut texts = vec![briefing.keep_a_copy.as_str()];
    for segment in &briefing.segments {
        texts.push(&segment.heading);
        texts.extend(segment.paragraphs.iter().map(|it| it.text.as_str()));
        texts.extend(segment.findings.iter().map(|it| it.text.as_str()));
        texts.extend(segment.recommendations.iter().map(|it| it.text.as_str()));
    }
    texts.extend([form::LEARNING, form::ACTIONS]);
    texts.extend(form::TEAM);
    texts.extend(form::COLUMNS);
    texts
}

#[test]
fn nothing_is_shown_as_the_partnerships_words_that_the_source_does_not_say() {
    let (briefing, source) = (briefing(), source());
    for text in shown(&briefing) {
        assert!(source.contains(text), "the source does not say: {text}");
    }
    assert!(source.contains(&briefing.title) && source.contains(&briefing.email));
}

#[test]
fn every_sentence_of_the_source_is_shown() {
    let briefing = briefing();
    let mut texts = shown(&briefing);
    // The longest first, so that no sentence is broken by a heading that it contains.
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let left = texts
        .iter()
        .fold(source(), |left, text| left.replace(text, " "));
    let left = left
        .replace("Safeguarding Children Partnership", " ")
        .replace("--|--", " ");
    let unknown: Vec<&str> = left
        .split_whitespace()
        .filter(|word| !FURNITURE.contains(word) && !word.chars().all(|c| "|-".contains(c)))
        .collect();
    assert_eq!(unknown, [""; 0], "left out of the briefing");
}

#[test]
fn the_segments_are_the_seven_of_the_wheel_in_order() {
    let briefing = briefing();
    let headings: Vec<&str> = (briefing.segments.iter())
        .map(|segment| segment.heading.as_str())
        .collect();
    assert_eq!(
        headings,
        [
            "Background",
            "Safeguarding concerns",
            "The incident",
            "The review",
            "The findings",
            "Recommendations",
            "Implementing Change"
        ]
    );
}

#[test]
fn the_numbers_are_those_of_the_source() {
    let briefing = briefing();
    assert_eq!(briefing.reviews, 10);
    let counts: Vec<(&str, u32)> = (briefing.counts())
        .map(|count| (count.id.as_str(), count.reviews))
        .collect();
    assert_eq!(
        counts,
        [
            ("theme-1", 4),
            ("theme-2", 2),
            ("theme-3", 2),
            ("theme-4", 2),
            ("child-mental-health", 5),
            ("toxic-trio-1", 6),
            ("toxic-trio-2", 6),
            ("toxic-trio-3", 5)
        ]
    );
    let findings: Vec<u32> = (briefing.segments.iter())
        .flat_map(|segment| segment.findings.iter().map(|finding| finding.reviews))
        .collect();
    assert_eq!(findings, [6, 5, 5, 4]);
}

#[test]
fn a_count_within_a_sentence_is_the_number_the_sentence_states() {
    for paragraph in briefing().segments.iter().flat_map(|it| &it.paragraphs) {
        let words = paragraph.text.to_lowercase();
        for count in &paragraph.counts {
            let stated = [
                format!("{} ({} reviews)", count.name.to_lowercase(), count.reviews),
                format!("the other {} case reviews", count.reviews),
                "in five out of the ten cases".to_owned(),
            ];
            assert!(stated.iter().any(|it| words.contains(it)), "{count:?}");
        }
    }
}

#[test]
fn the_cut_off_sentence_is_shown_as_cut_off_and_no_other_is() {
    let briefing = briefing();
    let cut_off: Vec<&str> = (briefing.segments.iter())
        .flat_map(|segment| &segment.paragraphs)
        .filter(|paragraph| paragraph.missing.is_some())
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    assert_eq!(cut_off, ["The other 2 case reviews had"]);
}

#[test]
fn a_learning_point_can_be_about_four_recommendations_and_four_findings() {
    let briefing = briefing();
    let topics: Vec<(TopicKind, String)> = (briefing.topics().iter())
        .map(|topic| (topic.kind, topic.id.to_owned()))
        .collect();
    let expected: Vec<(TopicKind, String)> = [
        (TopicKind::Recommendation, "recommendation"),
        (TopicKind::Finding, "finding"),
    ]
    .into_iter()
    .flat_map(|(kind, name)| (1..=4).map(move |number| (kind, format!("{name}-{number}"))))
    .collect();
    assert_eq!(topics, expected);
}

#[test]
fn a_block_that_is_no_briefing_is_refused() {
    let twice = TSCP_CASE_REVIEWS.replace("finding-2", "finding-1");
    let above = TSCP_CASE_REVIEWS.replace("\"reviews\": 6", "\"reviews\": 11");
    let unknown = TSCP_CASE_REVIEWS.replace("\"title\"", "\"titel\"");
    for block in ["", "{}", "[]", &twice, &above, &unknown] {
        assert!(Briefing::parse(block).is_err(), "{block:.40}");
    }
}

#[test]
fn an_error_in_a_briefing_names_its_place() {
    let text = TSCP_CASE_REVIEWS.replacen("\"reviews\": 6", "\"reviews\": \"six\"", 1);
    let error = Briefing::parse(&text).unwrap_err().to_string();
    assert!(error.starts_with("segments["), "{error}");
    assert!(error.contains(".reviews: invalid type"), "{error}");
    let text = TSCP_CASE_REVIEWS.replacen("\"missing\": null,", "", 1);
    let error = Briefing::parse(&text).unwrap_err().to_string();
    assert!(error.contains(": missing field `missing`"), "{error}");
    let text = ABOUT.replacen("\"list\"", "\"lists\"", 1);
    let error = About::parse(&text, &briefing()).unwrap_err().to_string();
    assert!(
        error.starts_with("accessibility.parts[0].lists: "),
        "{error}"
    );
}
