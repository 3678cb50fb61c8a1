//! The briefing, to read. The build renders the same page into the file, so it
//! is there before the app is.

use crate::app::Session;
use crate::app::route::{Page, Route};
use crate::briefing::{Briefing, Count, Finding, Paragraph, Recommendation, Segment};
use crate::ui::old::{
    Look, Part, Spoke, button, element, link, link_button, live_words, marks, page_heading, tag,
    texted, wheel, words,
};
use crate::words as say;

/// The whole briefing.
pub fn briefing_page() -> Vec<Part> {
    let session = Session::of_app();
    session.watch_reading(section_id);
    let briefing = session.briefing();
    let segments = (briefing.segments.iter())
        .zip(1..)
        .map(|(segment, number)| segment_view(&briefing, segment, number))
        .collect();
    let discussion = Route::to(Page::Discussion).to_string();
    let next = vec![
        link_button(&discussion, "Start the discussion", Look::Main),
        button("Print the briefing", Look::Secondary, move || {
            session.print();
        }),
        button("Print the blank form", Look::Secondary, move || {
            session.print_blank_form();
        }),
    ];
    let text = vec![
        head(session, &briefing),
        element("div", &[("class", "app-segments")], segments),
        element(
            "div",
            &[("class", "app-needs-app app-next govuk-button-group")],
            next,
        ),
    ];
    let parts = vec![contents(session, &briefing), element("div", &[], text)];
    vec![element("div", &[("class", "app-briefing")], parts)]
}

/// The title, and what can be done with the briefing.
fn head(session: Session, briefing: &Briefing) -> Part {
    let discussion = Route::to(Page::Discussion).to_string();
    let present = tag("a")
        .with("class", Look::Main.class())
        .with("href", &Route::to(Page::Present).to_string())
        .with("draggable", "false")
        .on(
            "click",
            Box::new(move |click| session.fill_the_screen(&click)),
        )
        .text("Present to your team")
        .view();
    let ways = vec![
        present,
        link_button(&discussion, "Start the discussion", Look::Secondary),
    ];
    element(
        "div",
        &[("class", "app-briefing-head")],
        vec![
            texted("span", "govuk-caption-xl", briefing.kind.as_str()),
            page_heading(briefing.title.as_str()),
            texted("p", "govuk-body-l", say::THE_JOB),
            element(
                "div",
                &[("class", "app-needs-app govuk-button-group")],
                ways,
            ),
            texted(
                "p",
                "govuk-body app-quiet",
                say::reading_time(briefing.segments.len(), briefing.reading_minutes()),
            ),
        ],
    )
}

/// The list of contents, which also shows how far one has read: a wheel, and where there
/// is no room for it a strip of numbers.
fn contents(session: Session, briefing: &Briefing) -> Part {
    let entries = || (briefing.segments.iter()).zip(1..);
    let is_read = move |number| session.is_read(number);
    let spokes = entries().map(|(segment, number)| Spoke {
        number: format!("{number:02}"),
        name: format!("{number:02} {}", segment.heading),
        href: segment_route(number).to_string(),
        class: format!("app-segment--{number}"),
        is_filled: Box::new(move || is_read(number)),
    });
    let strip = entries().map(|(segment, number)| {
        let name = format!(" {}", segment.heading);
        let entry = tag("a")
            .live("class", move || {
                let filled = if is_read(number) { " app-filled" } else { "" };
                Some(format!("app-strip__link app-segment--{number}{filled}"))
            })
            .with("href", &segment_route(number).to_string())
            .text(format!("{number:02}"))
            .child(texted("span", "govuk-visually-hidden", name));
        element("li", &[], vec![entry.view()])
    });
    let middle = vec![
        texted("span", "app-wheel__title", briefing.title.as_str()),
        texted("span", "app-wheel__kind", briefing.kind.as_str()),
    ];
    // The page's heading says the same.
    let seen_only = [("class", "app-wheel__middle"), ("aria-hidden", "true")];
    let middle = element("div", &seen_only, middle);
    let count = briefing.segments.len();
    let read = live_words(move || {
        let read = (1..=count).filter(|number| session.is_read(*number));
        say::read_so_far(read.count(), count)
    });
    let wheel = vec![wheel(spokes.collect()), middle];
    element(
        "nav",
        &[("class", "app-contents"), ("aria-label", "Segments")],
        vec![
            element("div", &[("class", "app-contents__wheel")], wheel),
            element("ol", &[("class", "app-strip")], strip.collect()),
            element(
                "p",
                &[("class", "app-contents__read app-quiet app-needs-app")],
                vec![read],
            ),
        ],
    )
}

fn segment_route(number: usize) -> Route {
    Route::to_element(Page::Briefing, &segment_id(number))
}

/// The id of a whole segment: its address, so that the contents lead there where there is
/// no app, too.
fn section_id(number: usize) -> String {
    segment_route(number).to_string().split_off(1)
}

/// The id of a segment's heading.
pub fn segment_id(number: usize) -> String {
    format!("segment-{number}")
}

fn segment_view(briefing: &Briefing, segment: &Segment, number: usize) -> Part {
    let id = segment_id(number);
    let heading = element(
        "h2",
        &[
            ("class", "govuk-heading-l app-segment__heading"),
            ("id", &id),
            ("tabindex", "-1"),
        ],
        vec![
            texted("span", "app-segment__number", format!("{number:02}")),
            words(" "),
            texted("span", "app-segment__title", segment.heading.as_str()),
        ],
    );
    let mut body: Vec<Part> = (segment.paragraphs.iter())
        .flat_map(|paragraph| paragraph_view(briefing, paragraph))
        .collect();
    if !segment.findings.is_empty() {
        body.push(findings_view(&segment.findings, briefing.reviews));
    }
    if !segment.recommendations.is_empty() {
        body.push(recommendations_view(&segment.recommendations));
    }
    element(
        "section",
        &[
            ("class", &format!("app-segment app-segment--{number}")),
            ("id", &section_id(number)),
            ("aria-labelledby", &id),
        ],
        vec![
            heading,
            element("div", &[("class", "app-segment__body")], body),
        ],
    )
}

/// The sentences, and what they count as pictures.
fn paragraph_view(briefing: &Briefing, paragraph: &Paragraph) -> Vec<Part> {
    let text = sentences(paragraph);
    let mut parts = vec![element("p", &[("class", "govuk-body")], text)];
    if !paragraph.counts.is_empty() {
        let rows = paragraph.counts.iter();
        let rows = rows.map(|row| count_view(row, briefing.reviews)).collect();
        parts.push(element("ul", &[("class", "govuk-list app-charts")], rows));
    }
    parts
}

/// The words, with the addresses in them as links: those of e-mail, and of the web.
pub fn with_addresses(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    for word in text.split_whitespace() {
        let address = word.trim_end_matches(['.', ',', ';', ')']);
        let href = if address.starts_with("https://") {
            address.to_owned()
        } else if address.contains('@') {
            format!("mailto:{address}")
        } else {
            continue;
        };
        if let Some((before, after)) = rest.split_once(address) {
            parts.push(words(before));
            parts.push(link(&href, address));
            rest = after;
        }
    }
    parts.push(words(rest));
    parts
}

/// A paragraph's words, and a note where the source breaks off.
pub fn sentences(paragraph: &Paragraph) -> Vec<Part> {
    let mut parts = with_addresses(&paragraph.text);
    if let Some(note) = &paragraph.missing {
        parts.push(words(" … "));
        parts.push(texted("span", "app-editorial-note", format!("[{note}]")));
    }
    parts
}

fn count_view(count: &Count, reviews: u32) -> Part {
    let name = texted("span", "", count.name.as_str());
    chart_row(count.reviews, reviews, name)
}

/// The findings, each with its number of reviews as a picture.
pub fn findings_view(rows: &[Finding], reviews: u32) -> Part {
    let rows = rows.iter().map(|row| finding_view(row, reviews));
    element("ol", &[("class", "govuk-list app-charts")], rows.collect())
}

fn finding_view(finding: &Finding, reviews: u32) -> Part {
    let text = texted("span", "", finding.text.as_str());
    chart_row(finding.reviews, reviews, text)
}

/// A number of reviews as marks and in words, and what it counts.
fn chart_row(number: u32, of: u32, what: Part) -> Part {
    let share = vec![
        marks(number, of),
        texted("strong", "app-chart__share", say::share(number, of)),
    ];
    element(
        "li",
        &[("class", "app-chart")],
        vec![
            element("span", &[("class", "app-chart__picture")], share),
            words(" "),
            what,
        ],
    )
}

/// The recommendations, numbered as in the source.
pub fn recommendations_view(rows: &[Recommendation]) -> Part {
    let rows = rows.iter().zip(1..).map(|(row, number)| {
        element(
            "li",
            &[("class", "app-recommendation")],
            vec![
                texted("span", "app-recommendation__number", format!("({number})")),
                words(" "),
                element("span", &[], vec![words(row.text.as_str())]),
            ],
        )
    });
    element(
        "ol",
        &[("class", "govuk-list app-recommendations")],
        rows.collect(),
    )
}
