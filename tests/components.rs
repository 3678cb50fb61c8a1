//! The pages as HTML, rendered natively. `tests/e2e` shows what happens when people type and press
//! buttons, and `tests/standalone_copy.rs` that the filled form has every answer.
#![cfg(feature = "ssr")]
#![allow(clippy::expect_used, reason = "a test stops at what it did not expect")]

use std::collections::HashSet;

use leptos::prelude::*;
use seven_minute_briefing::app::printed_form::FilledForm;
use seven_minute_briefing::app::route::Page;
use seven_minute_briefing::app::{
    Clock, EmailProgram, Frame, OpenRecord, OverdueActions, Phase, StandaloneCopy, provide_contexts,
};
use seven_minute_briefing::briefing::{ABOUT, About, Briefing, Segment, TSCP_CASE_REVIEWS, form};
use seven_minute_briefing::export::{FormDocument, plain_text, word_document};
use seven_minute_briefing::features::{
    CheckPage, DiscussPage, FollowUpPage, PlanPage, PresentPage, RecordsPage, ReturnsPage,
    SharePage, Slide, StartPage,
};
use seven_minute_briefing::record::file::{decode, encode};
use seven_minute_briefing::record::{
    Date, DateParts, Evidence, EvidenceKind, Record, Status, Team,
};
use seven_minute_briefing::words;

fn briefing() -> Briefing {
    Briefing::parse(TSCP_CASE_REVIEWS).expect("the bundled briefing can be read")
}

/// 23 November 2026, 10:42.
fn clock() -> Clock {
    Clock {
        now_ms: || 1_795_430_520_000,
        local: |_| (2026, 11, 23, 10, 42),
    }
}

fn html<V: IntoView>(record: Option<Record>, page: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_contexts(briefing(), clock(), || [7; 16], None);
        if let Some(record) = record {
            expect_context::<OpenRecord>().replace(record);
        }
        page().into_view().to_html()
    })
}

fn filled() -> Record {
    decode(include_bytes!("golden/v1/paper-form.json")).expect("a golden file is a record")
}

fn about() -> About {
    About::parse(ABOUT, &briefing()).expect("the bundled texts can be read")
}

/// A slide of present mode.
fn slide(number: usize) -> String {
    html(None, move || {
        let slide = Memo::new(move |_| Slide { number, last: 14 });
        view! { <PresentPage slide=slide /> }
    })
}

fn paper(record: &Record) -> String {
    let form = FormDocument::new(record, &briefing());
    html(None, || view! { <FilledForm form /> })
}

fn start_page() -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_contexts(briefing(), clock(), || [7; 16], None);
        let about = about();
        view! { <StartPage about=about /> }.to_html()
    })
}

/// The values of an attribute, in order.
fn values(html: &str, attribute: &str) -> Vec<String> {
    let start = format!(" {attribute}=\"");
    (html.split(&start).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

/// The text as a browser shows it, without tags and with the usual entities decoded.
fn text(html: &str) -> String {
    let without_tags =
        html.split('<')
            .fold(String::new(), |text, piece| match piece.split_once('>') {
                Some((_, after)) => text + " " + after,
                None => text + piece,
            });
    let decoded = without_tags
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    decoded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn has_every_sentence(shown: &str, segment: &Segment, briefing: &Briefing) {
    for expected in segment.texts() {
        // The partnership's address is a link, so `text` puts spaces around it.
        for part in expected.split(&briefing.email) {
            assert!(shown.contains(part.trim()), "{part}");
        }
    }
}

#[test]
fn the_prerendered_page_has_every_word_of_the_briefing_and_the_form() {
    let (briefing, shown) = (briefing(), text(&start_page()));
    for segment in &briefing.segments {
        has_every_sentence(&shown, segment, &briefing);
    }
    let labels = form::TEAM.into_iter().chain(form::COLUMNS);
    for label in labels.chain([form::LEARNING, form::ACTIONS]) {
        assert!(shown.contains(label), "{label}");
    }
    assert_eq!(shown.matches(&briefing.keep_a_copy).count(), 2);
}

#[test]
fn without_the_app_the_steps_lead_to_the_blank_form() {
    let html = start_page();
    let ids: HashSet<String> = values(&html, "id").into_iter().collect();
    for step in ["#/discussion", "#/plan"] {
        assert!(values(&html, "href").contains(&step.to_owned()), "{step}");
        assert!(ids.contains(step.trim_start_matches('#')), "{step}");
    }
}

#[test]
fn no_page_has_what_its_security_policy_forbids() {
    for html in pages(Some(filled())) {
        assert_eq!(values(&html, "style"), [""; 0]);
        assert_eq!(values(&html, "onclick"), [""; 0]);
        assert!(!html.contains("<script") && !html.contains("<style"));
    }
}

fn pages(record: Option<Record>) -> Vec<String> {
    vec![
        start_page(),
        slide(2),
        slide(14),
        paper(&record.clone().unwrap_or_else(filled)),
        html(record.clone(), || view! { <DiscussPage /> }),
        html(record.clone(), || view! { <PlanPage /> }),
        html(record.clone(), || view! { <FollowUpPage /> }),
        html(record.clone(), || view! { <CheckPage /> }),
        html(record, || view! { <RecordsPage /> }),
        html(None, || view! { <SharePage /> }),
    ]
}

#[test]
fn every_box_has_a_label_every_label_has_a_box_and_ids_are_unique() {
    for html in pages(Some(filled())) {
        let ids = values(&html, "id");
        let unique: HashSet<&String> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{ids:?}");
        let labelled: HashSet<String> = values(&html, "for").into_iter().collect();
        let mut boxes = 0;
        for tag in ["<input", "<textarea"] {
            for element in html.split(tag).skip(1) {
                let element = format!(" {}", element.split('>').next().unwrap_or_default());
                let id = values(&element, "id").pop().expect("a box has an id");
                assert!(labelled.contains(&id), "{id} has no label");
                let kind = values(&element, "type");
                if tag == "<textarea" || kind == ["text"] {
                    // Or browsers write its text into their session files.
                    assert_eq!(values(&element, "autocomplete"), ["off"], "{id}");
                }
                boxes += 1;
            }
        }
        assert_eq!(boxes, labelled.len());
        for described in values(&html, "aria-describedby") {
            for id in described.split(' ') {
                assert!(ids.contains(&id.to_owned()), "{described}");
            }
        }
    }
}

#[test]
fn the_check_page_shows_every_answer_and_a_way_back_to_each() {
    let record = filled();
    let html = html(Some(record.clone()), || view! { <CheckPage /> });
    let shown = text(&html);
    let squeezed = |answer: &str| answer.split_whitespace().collect::<Vec<_>>().join(" ");
    let (links, ids) = (values(&html, "href"), values(&html, "id"));
    for point in &record.learning_points {
        assert!(shown.contains(&squeezed(&point.discussion)));
        for field in ["discussion", "about"] {
            let id = format!("{field}-{}", point.id);
            assert!(links.contains(&format!("#/discussion/{id}?from=change")));
            assert!(ids.contains(&format!("change-{id}")));
        }
    }
    for action in &record.actions {
        for answer in [
            &action.what,
            &action.who,
            &action.how_done,
            &action.how_worked,
        ] {
            assert!(shown.contains(&squeezed(answer)), "{answer}");
        }
        for field in ["what", "who", "by-when", "how-done", "how-worked"] {
            let id = format!("{field}-{}", action.id);
            assert!(links.contains(&format!("#/plan/{id}?from=change")));
            assert!(ids.contains(&format!("change-{id}")));
        }
    }
}

#[test]
fn what_is_missing_leads_to_its_field() {
    let html = html(None, || view! { <CheckPage /> });
    let list = html
        .split("Check these before you send")
        .nth(1)
        .and_then(|rest| rest.split("</section>").next())
        .expect("an empty form has something to check");
    assert_eq!(
        values(list, "href"),
        [
            "#/discussion/organisation?from=second-look",
            "#/discussion/manager?from=second-look",
            "#/discussion/section-and-team?from=second-look",
            "#/discussion/contact-details?from=second-look",
            "#/discussion/discussion-1?from=second-look",
            "#/plan/what-1?from=second-look"
        ]
    );
}

/// The filled record with one learning point and one action.
fn small() -> Record {
    let mut record = filled();
    record.learning_points.truncate(1);
    record.actions.truncate(1);
    record
}

/// "Check and send" for somebody with that email program.
fn check_page(record: Record, program: EmailProgram) -> String {
    html(Some(record), move || {
        expect_context::<RwSignal<EmailProgram>>().set(program);
        view! { <CheckPage /> }
    })
}

/// Checks that a text has each of these parts after the one before.
#[track_caller]
fn has_in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        rest = rest.split_once(part).expect(part).1;
    }
}

#[test]
fn the_check_page_begins_with_what_matters_and_ends_with_deleting() {
    let mut record = small();
    record.learning_points[0].discussion = "Mrs Hussain rang from 07700 900123.".to_owned();
    record.actions[0].who.clear();
    let shown = text(&check_page(record, EmailProgram::Other));
    has_in_order(
        &shown,
        &[
            "Check for personal details: 2 found",
            "could identify a child or family",
            "Check these before you send",
            "Your team",
            "Action 1",
            "How do you send email?",
            "Download the return",
            "Email it",
            "I have sent it",
            "Save a copy",
            "Download the Word file",
            "Copy as plain text",
            "On a shared computer",
            "Delete everything saved here",
        ],
    );
    assert!(shown.ends_with("Delete everything saved here"), "{shown}");
    // Where nothing was found, it still asks people to look.
    let mut record = small();
    record.learning_points[0].discussion = "We ring once.".to_owned();
    let shown = text(&check_page(record, EmailProgram::Other));
    assert!(shown.contains("Nothing may identify a child or family"));
}

#[test]
fn the_email_program_decides_how_the_return_is_sent() {
    let with = |program| text(&check_page(small(), program));
    let (outlook, other) = (with(EmailProgram::Outlook), with(EmailProgram::Other));
    assert!(outlook.contains("Download an email draft") && !outlook.contains("Email it"));
    assert!(other.contains("Email it") && !other.contains("Download an email draft"));
    // Either has the return once: to send it, or to save it.
    has_in_order(&outlook, &["Save a copy", "Download the return"]);
    has_in_order(&other, &["Download the return", "Save a copy"]);
    for shown in [outlook, other] {
        assert_eq!(shown.matches("Download the return").count(), 1, "{shown}");
    }
}

/// The words of a page that are its own: without what was typed and without what only screen readers say.
fn own_words(html: &str) -> usize {
    let mut own = html.to_owned();
    for (start, end) in [
        ("<div class=\"app-answer", "</div>"),
        ("<span class=\"govuk-visually-hidden", "</span>"),
        ("<span class=\"app-file-name", "</span>"),
    ] {
        let mut pieces = own.split(start);
        let first = pieces.next().unwrap_or_default().to_owned();
        own = pieces.fold(first, |kept, piece| {
            // What is left of the tag goes with the rest of the tag before it.
            kept + piece.split_once(end).unwrap_or_default().1
        });
    }
    text(&own).split_whitespace().count()
}

#[test]
fn the_check_page_has_few_words_of_its_own() {
    for program in [EmailProgram::Outlook, EmailProgram::Other] {
        let words = own_words(&check_page(small(), program));
        assert!((200..=400).contains(&words), "{program:?}: {words} words");
    }
}

#[test]
fn contact_details_take_several_lines_on_screen_on_paper_and_in_documents() {
    let mut record = filled();
    record.team.contact_details = "Sam Carter\n0161 496 0000".to_owned();
    let html = html(Some(record.clone()), || view! { <DiscussPage /> });
    let boxes = html.split("<textarea").skip(1);
    let mut tags = boxes.filter_map(|it| it.split('>').next());
    let tag = tags.find(|tag| tag.contains("id=\"contact-details\""));
    assert!(tag.expect("a textarea").contains("rows=\"2\""));
    let form = FormDocument::new(&record, &briefing());
    assert!(paper(&record).contains(">Sam Carter\n0161 496 0000</dd>"));
    assert!(plain_text(&form).contains("Contact Details:\nSam Carter\n0161 496 0000\n"));
    let word = String::from_utf8_lossy(&word_document(&form)).into_owned();
    let after = word.split("Sam Carter").nth(1).expect("the details");
    let between = after.split("0161 496 0000").next().unwrap_or_default();
    assert!(between.contains("<w:br"), "{between}");
}

#[test]
fn the_printed_plan_is_a_sheet_of_its_own_kind() {
    let html = paper(&filled());
    let sheets: Vec<&str> = html.split("<section").skip(1).collect();
    assert_eq!(sheets.len(), 2);
    let is_plan = |sheet: &&str| sheet.contains("app-printed-form--plan");
    assert_eq!(
        sheets.iter().map(is_plan).collect::<Vec<_>>(),
        [false, true]
    );
    assert!(sheets[1].contains("<thead>"));
}

#[test]
fn partnerships_find_out_how_to_share_the_briefing() {
    let returns = html(None, || view! { <ReturnsPage /> });
    let footer = frame(None, Page::Briefing);
    for html in [returns, footer] {
        assert!(values(&html, "href").contains(&"#/share".to_owned()));
    }
    let page = html(None, || view! { <SharePage /> });
    let shown = text(&page);
    for words in [
        "Send a link",
        "application/wasm",
        "SharePoint",
        ".html attachments",
        "iPad",
    ] {
        assert!(shown.contains(words), "{words}");
    }
    assert!(values(&page, "href").contains(&"#/returns".to_owned()));
    let words = shown.split_whitespace().count();
    assert!(words < 450, "{words} words");
}

#[test]
fn an_overdue_action_leads_to_its_progress() {
    let mut record = filled();
    record.actions[0].by_when = Date::new(2026, 11, 1).expect("a date").into();
    record.actions[0].status = Status::InProgress;
    let id = record.actions[0].id;
    let html = html(Some(record), || view! { <CheckPage /> });
    assert!(text(&html).contains("Action 1 is overdue: update its progress"));
    let link = html.split("Action 1 is overdue").next().expect("a start");
    let address = values(link, "href").pop().expect("a link");
    assert_eq!(address, format!("#/follow-up/status-{id}?from=second-look"));
}

#[test]
fn what_was_typed_is_text_and_never_markup() {
    let mut record = filled();
    let hostile = "<img src=x onerror=alert(1)></dd><script>alert(2)</script>&amp;";
    record.team.organisation = hostile.to_owned();
    record.actions[0].what = hostile.to_owned();
    record.actions[0].status = Status::Done;
    record.learning_points[0].about = vec![hostile.to_owned()];
    let html = html(Some(record), || view! { <CheckPage /> });
    assert!(!html.contains("<img") && !html.contains("<script"));
    assert!(html.matches("&lt;img src=x").count() >= 3);
}

#[test]
fn a_learning_point_about_something_unknown_says_so() {
    let mut record = filled();
    record.learning_points[0].about = vec!["finding-99".to_owned()];
    let shown = text(&html(Some(record), || view! { <DiscussPage /> }));
    assert!(shown.contains("Not in this briefing: finding-99"));
}

/// The frame around a page, without the page.
fn frame(record: Option<Record>, page: Page) -> String {
    html(record.clone(), move || {
        if let Some(record) = record {
            let today = clock().today_or_earliest();
            expect_context::<OverdueActions>().note(&record, today);
        }
        let page = Memo::new(move |_| page);
        view! { <Frame page=page>""</Frame> }
    })
}

/// The ids of one briefing mean nothing in another: its words would be put into the team's mouth.
#[test]
fn a_form_for_another_briefing_quotes_nothing_of_this_one() {
    let ours = text(&html(Some(filled()), || view! { <DiscussPage /> }));
    let mut other = filled();
    other.briefing.id = "neglect-2026".to_owned();
    let shown = text(&html(Some(other), || view! { <DiscussPage /> }));
    for words in ["From the briefing", "The briefing says:", "60%"] {
        assert!(ours.contains(words), "{words}: {ours}");
        assert!(!shown.contains(words), "{words}: {shown}");
    }
}

/// The filled record, with its first action overdue and the second due.
fn overdue() -> Record {
    let mut record = filled();
    record.actions[0].by_when = Date::new(2026, 11, 1).expect("a date").into();
    record
}

#[test]
fn who_comes_back_is_told_whose_form_is_here_and_how_it_stands() {
    let html = frame(Some(overdue()), Page::Briefing);
    let card = (html.split("<section").nth(1)).expect("the card");
    let shown = text(&format!("<section{card}"));
    for part in [
        "Welcome back: Northbank Primary School, Pastoral & Inclusion Team",
        "Not sent yet.",
        "1 action is overdue , 1 is due by 12 February 2027.",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let links = values(card, "href");
    for link in ["#/follow-up", "#/check", "#/records/return-file"] {
        assert!(links.contains(&link.to_owned()), "{link}: {links:?}");
    }
    assert!(shown.contains("Update your actions"));
    assert!(shown.contains("Start a form for another team"));
    assert_eq!(
        text(&html).matches("overdue").count(),
        1,
        "it is said once: {html}"
    );
    // On other pages the notice says so.
    let plan = text(&frame(Some(overdue()), Page::Plan));
    assert!(plan.contains("1 action is overdue."), "{plan}");
    assert!(!plan.contains("Welcome back"), "{plan}");
}

#[test]
fn who_comes_back_to_a_form_that_is_not_finished_carries_on_with_it() {
    let mut record = filled();
    record.actions.clear();
    record.team = Team::default();
    let html = frame(Some(record), Page::Briefing);
    let card = (html.split("<section").nth(1)).expect("the card");
    let shown = text(&format!("<section{card}"));
    assert!(shown.contains("Welcome back Not sent yet."), "{shown}");
    assert_eq!(shown.matches("Carry on with the form").count(), 1);
    assert!(!shown.contains("Update your actions"), "{shown}");
    assert!(
        values(card, "href").contains(&"#/plan".to_owned()),
        "{card}"
    );
}

#[test]
fn where_there_is_no_form_nobody_is_welcomed_back() {
    assert!(!frame(None, Page::Briefing).contains("Welcome back"));
    // The build renders the page without a record, too.
    assert!(!start_page().contains("Welcome back"));
    // Until it is known what is stored, the page says nothing about it.
    let starting = html(Some(overdue()), || {
        expect_context::<OpenRecord>().phase.set(Phase::Starting);
        let page = Memo::new(|_| Page::Briefing);
        view! { <Frame page=page>""</Frame> }
    });
    assert!(!starting.contains("Welcome back"), "{starting}");
}

#[test]
fn a_standalone_copy_has_its_own_page_and_no_card() {
    let record = overdue();
    let owner = Owner::new();
    let html = owner.with(|| {
        let copy = StandaloneCopy::new(encode(&record));
        provide_contexts(briefing(), clock(), || [7; 16], copy);
        expect_context::<OpenRecord>().replace(record.clone());
        let today = clock().today_or_earliest();
        expect_context::<OverdueActions>().note(&record, today);
        let page = Memo::new(|_| Page::Briefing);
        view! { <Frame page=page>""</Frame> }.to_html()
    });
    assert!(!html.contains("Welcome back"), "{html}");
    assert!(text(&html).contains("1 action is overdue."), "{html}");
}

#[test]
fn a_saved_return_can_be_opened_from_the_pages_that_need_one() {
    let opens = |html: &str| {
        let links = values(html, "href");
        let count = links.iter().filter(|it| *it == "#/records/return-file");
        count.count()
    };
    assert_eq!(opens(&start_page()), 1);
    assert_eq!(opens(&html(None, || view! { <DiscussPage /> })), 1);
    assert_eq!(opens(&html(None, || view! { <FollowUpPage /> })), 1);
    // Somebody who has a form on the screen has no use for it.
    assert_eq!(
        opens(&html(Some(filled()), || view! { <DiscussPage /> })),
        0
    );
    // The link leads to the input for the file.
    let records = html(None, || view! { <RecordsPage /> });
    assert!(values(&records, "id").contains(&"return-file".to_owned()));
}

#[test]
fn the_steps_say_how_much_is_filled_in() {
    let mut record = filled();
    record.learning_points[1].about.clear();
    let steps = |record: Option<Record>| {
        let html = frame(record, Page::Discussion);
        let nav = html.split("aria-label=\"Steps\"").nth(1);
        text(
            nav.and_then(|rest| rest.split("</nav>").next())
                .expect("steps"),
        )
    };
    let filled_in = steps(Some(record.clone()));
    assert!(
        filled_in.contains("Discussion , 3 of 3 learning points"),
        "{filled_in}"
    );
    assert!(filled_in.contains("Action plan , 2 actions"), "{filled_in}");
    record.learning_points[1].discussion = " ".to_owned();
    record.actions.truncate(1);
    let less = steps(Some(record));
    assert!(less.contains("2 of 3 learning points"), "{less}");
    assert!(less.contains("Action plan , 1 action "), "{less}");
    let blank = steps(None);
    assert!(blank.contains("0 of 3 learning points"), "{blank}");
    assert!(blank.contains("0 actions"), "{blank}");
}

#[test]
fn there_is_a_timeline_only_for_two_or_more_dates() {
    let drawn = |dates: usize| {
        let mut record = filled();
        for action in record.actions.iter_mut().skip(dates) {
            action.by_when = DateParts::default();
        }
        let html = html(Some(record), || view! { <FollowUpPage /> });
        html.contains("app-timeline")
    };
    assert_eq!([0, 1, 2].map(drawn), [false, false, true]);
}

/// The unit charts in a page: how many filled marks each has, and how many empty ones.
fn drawn(html: &str) -> Vec<(usize, usize)> {
    let marks = |drawing: &str, class: &str| {
        let mut paths = drawing.split("<path").skip(1);
        let path = paths.find(|path| path.contains(class));
        values(path.expect("both sorts of marks"), "d")[0]
            .matches('M')
            .count()
    };
    (html.split("<svg").skip(1))
        .filter(|drawing| drawing.contains("class=\"app-unit-chart\""))
        .map(|drawing| {
            (
                marks(drawing, "app-unit-chart__filled"),
                marks(drawing, "app-unit-chart__empty"),
            )
        })
        .collect()
}

#[test]
fn every_number_of_the_briefing_is_drawn_and_in_words() {
    let (briefing, html) = (briefing(), start_page());
    let mut wanted = Vec::new();
    for segment in &briefing.segments {
        let counts = segment.paragraphs.iter().flat_map(|it| &it.counts);
        wanted.extend(counts.map(|count| count.reviews as usize));
        wanted.extend(segment.findings.iter().map(|it| it.reviews as usize));
    }
    let found = drawn(&html);
    let filled: Vec<usize> = found.iter().map(|(filled, _)| *filled).collect();
    assert_eq!(filled, wanted);
    assert!(found.iter().all(|(filled, empty)| filled + empty == 10));
    // A sentence that states a single number says it itself. The others are named one by one.
    let named = (briefing.segments.iter())
        .flat_map(|segment| &segment.paragraphs)
        .filter(|paragraph| paragraph.counts.len() > 1)
        .flat_map(|paragraph| paragraph.counts.iter().map(|count| count.reviews))
        .chain((briefing.segments.iter()).flat_map(|it| it.findings.iter().map(|it| it.reviews)));
    let named: Vec<u32> = named.collect();
    let shown = text(&html);
    for number in [2, 4, 5, 6] {
        let said = format!("{number} of 10 reviews");
        let times = named.iter().filter(|it| **it == number).count();
        assert_eq!(shown.matches(&said).count(), times, "{said}");
    }
}

#[test]
fn the_contents_lead_to_every_segment_even_without_the_app() {
    let html = start_page();
    let (ids, links) = (values(&html, "id"), values(&html, "href"));
    for number in 1..=7 {
        let id = format!("/briefing/segment-{number}");
        assert!(ids.contains(&id), "{id}");
        // The wheel and the strip.
        let links = links.iter().filter(|it| **it == format!("#{id}")).count();
        assert_eq!(links, 2, "{id}");
    }
    assert!(values(&html, "aria-label").contains(&"05 The findings".to_owned()));
    for page in ["/accessibility", "/privacy"] {
        assert!(ids.contains(&page.to_owned()), "{page}");
    }
}

#[test]
fn the_slides_have_every_sentence_and_end_with_what_to_discuss() {
    let briefing = briefing();
    let slides: Vec<String> = (1..=14).map(slide).collect();
    let shown: String = slides.iter().map(|html| text(html) + " ").collect();
    for segment in &briefing.segments {
        assert!(shown.contains(&segment.heading));
        let mut segment = segment.clone();
        for paragraph in &mut segment.paragraphs {
            // Several numbers stand in rows, below the part of the sentence before them.
            if paragraph.counts.len() > 1 {
                for count in &paragraph.counts {
                    let row = format!("{} {} of 10 reviews", count.name, count.reviews);
                    assert!(shown.contains(&row), "{row}");
                }
                let lead = paragraph.text.split(';').next().unwrap_or_default();
                paragraph.text = lead.to_owned();
            }
        }
        has_every_sentence(&shown, &segment, &briefing);
    }
    let drawn: usize = slides.iter().map(|html| drawn(html).len()).sum();
    let findings: usize = briefing.segments.iter().map(|it| it.findings.len()).sum();
    assert_eq!(drawn, briefing.counts().count() + findings);
    let title = text(&slides[0]);
    assert!(title.contains(&briefing.title) && title.contains("Start 7 minutes"));
    let last = &slides[13];
    assert!(text(last).contains(form::LEARNING) && text(last).contains(form::ACTIONS));
    for topic in briefing.topics().iter().take(4) {
        assert!(text(last).contains(topic.text), "{}", topic.text);
    }
    assert!(values(last, "href").contains(&"#/discussion".to_owned()));
}

#[test]
fn the_statement_follows_the_model_and_names_the_partnership() {
    let shown = text(&start_page());
    for part in [
        "Accessibility statement",
        "Feedback and contact information",
        "TSCP@tameside.gov.uk",
        "Enforcement procedure",
        "Equality and Human Rights Commission",
        "Technical information",
        "Preparation of this accessibility statement",
    ] {
        assert!(shown.contains(part), "{part}");
    }
    assert!(!shown.contains('{'), "a place that was not filled in");
}

/// The elements of that name, each from its start tag to the next one of its kind.
fn elements<'a>(html: &'a str, start: &str) -> Vec<&'a str> {
    let marks: Vec<usize> = html.match_indices(start).map(|(at, _)| at).collect();
    let ends = marks.iter().skip(1).copied().chain([html.len()]);
    (marks.iter().zip(ends))
        .map(|(from, to)| &html[*from..to])
        .collect()
}

#[test]
fn only_the_first_learning_point_shows_its_topics_and_the_others_name_what_is_chosen() {
    let shown = html(Some(filled()), || view! { <DiscussPage /> });
    let cards = elements(&shown, "<fieldset class=\"govuk-fieldset app-card\"");
    assert!(cards.len() > 1, "{} cards", cards.len());
    let record = filled();
    for (index, (card, row)) in cards.iter().zip(&record.learning_points).enumerate() {
        let is_open = card.contains("type=\"checkbox\"");
        assert_eq!(is_open, index == 0, "{card}");
        assert!(card.contains(&format!(
            "<h3 class=\"govuk-fieldset__heading\">Learning point {}",
            index + 1
        )));
        if !row.about.is_empty() {
            assert!(
                text(card).contains(&format!("{} selected", row.about.len())),
                "{card}"
            );
        }
        for id in &row.about {
            let briefing = briefing();
            let topics = briefing.topics();
            let name = words::topic_of(&topics, id);
            assert!(text(card).contains(&name), "{name} in {card}");
        }
    }
}

#[test]
fn each_action_has_a_heading_to_jump_to() {
    let shown = html(Some(filled()), || view! { <PlanPage /> });
    for number in 1..=filled().actions.len() {
        let heading = format!("<h2 class=\"govuk-fieldset__heading\">Action {number}");
        assert!(shown.contains(&heading), "{heading}");
    }
}

#[test]
fn a_form_for_another_team_is_offered_once_there_is_an_organisation() {
    let is_offered = |record| {
        let shown = html(record, || view! { <RecordsPage /> });
        text(&shown).contains("Same organisation, another team")
    };
    assert!(is_offered(Some(filled())));
    assert!(!is_offered(None));
}

/// The page with the notes that stand beside its fields, after the page that lists the problems if
/// `is_checked`.
fn with_notes<V: IntoView>(record: Record, is_checked: bool, page: impl FnOnce() -> V) -> String {
    html(Some(record), || {
        if is_checked {
            drop(view! { <CheckPage /> }.to_html());
        }
        page()
    })
}

#[test]
fn what_is_missing_is_said_beside_its_field_once_it_was_listed() {
    let mut record = filled();
    record.actions.truncate(1);
    record.actions[0].who.clear();
    record.learning_points[0].about.clear();
    record.team.manager.clear();
    for (is_checked, notes) in [(false, [0, 0]), (true, [2, 1])] {
        let pages = [
            with_notes(record.clone(), is_checked, || view! { <DiscussPage /> }),
            with_notes(record.clone(), is_checked, || view! { <PlanPage /> }),
        ];
        let found = pages
            .each_ref()
            .map(|page| page.matches("app-note").count());
        assert_eq!(found, notes, "checked: {is_checked}");
        for note in ["manager-note", "about-1-note", "who-1-note"] {
            let is_there = |page: &String| {
                let describes = |it: &String| it.split(' ').any(|id| id == note);
                let is_described = values(page, "aria-describedby").iter().any(describes);
                assert_eq!(
                    is_described,
                    page.contains(&format!("id=\"{note}\"")),
                    "{note}"
                );
                is_described
            };
            assert_eq!(pages.iter().any(is_there), is_checked, "{note}");
        }
    }
}

#[test]
fn the_date_of_evidence_says_its_weekday() {
    let mut record = filled();
    record.actions.truncate(1);
    let sunday = Date::new(2026, 11, 22);
    record.actions[0].evidence = vec![Evidence::new(1, EvidenceKind::Done, sunday)];
    let shown = html(Some(record), || view! { <FollowUpPage /> });
    assert!(
        text(&shown).contains("Sunday 22 November 2026, a weekend"),
        "{shown}"
    );
    assert!(values(&shown, "aria-describedby").contains(&"evidence-1-1-reading".to_owned()));
}

#[test]
fn a_date_says_its_weekday_or_what_is_wrong_with_it() {
    let date = |day: &str, month: &str, year: &str| {
        let mut record = filled();
        record.actions.truncate(1);
        record.actions[0].by_when = DateParts {
            day: day.to_owned(),
            month: month.to_owned(),
            year: year.to_owned(),
        };
        text(&html(Some(record), || view! { <PlanPage /> }))
    };
    let weekend = date("27", "March", "2027");
    assert!(
        weekend.contains("Saturday 27 March 2027, a weekend"),
        "{weekend}"
    );
    assert!(!weekend.contains("Error:"), "{weekend}");
    let whole = date("31/2/2027", "", "");
    assert!(
        whole.contains("Error: Enter only the day in the box “Day”, for example 27."),
        "{whole}"
    );
    let past = date("22", "11", "2026");
    assert!(
        past.contains("This date is in the past.") && !past.contains("Error:"),
        "{past}"
    );
}
