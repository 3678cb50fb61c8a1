//! The briefing and the form say what the partnership's document says: all of it, and nothing else.
//!
//! `tests/source/` holds the text of that document. It was scanned, so it has no layout and some
//! errors, which are corrected here and nowhere else.
#![allow(clippy::expect_used, reason = "a test stops at what it did not expect")]

use seven_minute_briefing::briefing::{ABOUT, About, Briefing, TSCP_CASE_REVIEWS, TopicKind, form};

const SOURCE: &str = include_str!("source/case-reviews-2017-2020.txt");

/// Scanning errors, and what was printed.
const CORRECTIONS: [(&str, &str); 3] = [
    ("thinkina.", "thinking."),
    ("selfharm", "self-harm"),
    ("Procedures 3) Develop", "Procedures (3) Develop"),
];

/// What is left of the source without its sentences: the numbers of segments and rows, the title in
/// the middle of the wheel, the logo, the borders of tables.
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
    Briefing::parse(TSCP_CASE_REVIEWS).expect("the bundled briefing can be read")
}

/// The source as one line of text, corrected.
fn source() -> String {
    let line = SOURCE.split_whitespace().collect::<Vec<_>>().join(" ");
    CORRECTIONS.iter().fold(line, |text, (scanned, printed)| {
        assert!(text.contains(scanned), "{scanned:?} is not there");
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
    let rest = texts
        .iter()
        .fold(source(), |rest, text| rest.replace(text, " "));
    let rest = rest
        .replace("Safeguarding Children Partnership", " ")
        .replace("--|--", " ");
    let unknown: Vec<&str> = rest
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

/// The numbers as words, from 0.
const NUMBERS: [&str; 11] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

#[test]
fn the_number_of_reviews_is_the_one_that_the_source_states() {
    let reviews = NUMBERS[briefing().reviews as usize];
    assert!(source().contains(&format!("{reviews} case reviews have been completed")));
}

#[test]
fn every_count_is_the_number_that_its_sentence_states() {
    for paragraph in briefing().segments.iter().flat_map(|it| &it.paragraphs) {
        let sentence = paragraph.text.to_lowercase();
        for count in &paragraph.counts {
            let reviews = count.reviews;
            let stated = [
                format!("{} ({reviews} reviews)", count.name.to_lowercase()),
                format!("the other {reviews} case reviews"),
                format!("in {} out of the ten cases", NUMBERS[reviews as usize]),
            ];
            assert!(stated.iter().any(|it| sentence.contains(it)), "{count:?}");
        }
        let in_brackets = sentence.matches(" reviews)").count();
        assert!(paragraph.counts.len() >= in_brackets, "{sentence}");
    }
}

#[test]
fn the_number_of_every_finding_is_the_one_that_its_text_states() {
    let briefing = briefing();
    for finding in briefing.segments.iter().flat_map(|it| &it.findings) {
        let stated = if finding.text.starts_with("In half of the cases") {
            briefing.reviews / 2
        } else if let Some((percent, _)) = finding.text.split_once("% of case reviews") {
            let percent: u32 = percent.trim_start_matches("In ").parse().expect("a number");
            briefing.reviews * percent / 100
        } else {
            let word = finding.text.split(' ').nth(1).expect("a second word");
            let number = NUMBERS.iter().position(|number| *number == word);
            u32::try_from(number.expect("a number")).expect("a small number")
        };
        assert_eq!(finding.reviews, stated, "{}", finding.text);
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

/// Records name topics by these ids, so they stay the same for good.
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
