//! The Word document in `LibreOffice` Writer.

use std::collections::HashMap;
use std::fs;
use std::process::Command;
use std::sync::OnceLock;

use seven_minute_briefing::briefing::form;
use seven_minute_briefing::export::{DISCUSSION, FormDocument, PLAN, PROGRESS, word_document};
use seven_minute_briefing::record::Record;
use seven_minute_briefing::words::{foot, progress, team_name, topic_of, typed_date};

use super::common::golden_records;
use super::made_up::made_up;
use super::office::{clean_up, convert, find_program, folder, output_of};
use super::{as_xml_holds, briefing};

/// How many records are made up, in addition to the golden ones.
const MADE_UP: u8 = 100;

/// The most letters of a word that fits into every column. A line may break inside a longer one.
const MAX_UNBROKEN: usize = 9;

#[test]
fn every_answer_is_in_the_text_in_the_order_of_the_form() {
    for it in opened() {
        let text = normalize_space(&it.text);
        let mut rest = text.as_str();
        for answer in Answers::of(&it.record).in_order() {
            let answer = normalize_space(&as_xml_holds(&answer));
            let at = rest.find(&answer).unwrap_or_else(|| {
                let next: String = rest.chars().take(300).collect();
                panic!(
                    "{}: {answer:?} is not in what comes next: {next:?}",
                    it.name
                )
            });
            rest = &rest[at + answer.len()..];
        }
    }
}

#[test]
fn every_word_of_every_answer_is_on_the_pages() {
    for it in on_paper() {
        let printed = it.pages.join(" ");
        let has = count(words_of(&printed));
        let printed = without_space(&printed);
        let answers = Answers::of(&it.record).in_order();
        for (word, wanted) in count(answers.iter().flat_map(|answer| words_of(answer))) {
            let mut found = has.get(word).copied().unwrap_or_default();
            // A line may break inside a word that is wide or has punctuation around it.
            if found < wanted && (is_unique(word) || word.chars().count() > MAX_UNBROKEN) {
                found = printed.matches(word).count();
            }
            assert!(
                found >= wanted,
                "{}: {word:?} is there {found} times of {wanted}",
                it.name
            );
        }
    }
}

/// Looks for the first word of each answer. Columns are side by side and long cells continue on the
/// next page, so only the text shows the order inside a row of the plan.
#[test]
fn the_answers_of_a_column_are_on_the_pages_in_their_order() {
    for it in on_paper() {
        let printed = without_space(&it.pages.concat());
        for column in Answers::of(&it.record).columns() {
            let mut rest = printed.as_str();
            for mark in column.iter().filter_map(|answer| first_word(answer)) {
                let at = rest.find(mark);
                let at = at.unwrap_or_else(|| panic!("{}: {mark:?} is out of order", it.name));
                rest = &rest[at + mark.len()..];
            }
        }
    }
}

#[test]
fn the_pages_are_a4_and_name_the_record_at_their_foot() {
    for it in on_paper() {
        let title = format!("{}: {DISCUSSION} – {PLAN}", it.record.briefing.title);
        let about: Vec<String> = it.about.lines().map(normalize_space).collect();
        assert!(about.contains(&format!("Title: {title}")), "{about:?}");
        let team = &it.record.team;
        let author = normalize_space(&team_name(&team.organisation, &team.section_and_team));
        assert!(about.contains(&format!("Author: {author}")), "{about:?}");
        let all = it.pages.len();
        for (number, page) in (1..).zip(&it.pages) {
            let size = format!("Page {number} size:");
            let size = about.iter().find(|line| line.starts_with(&size));
            assert!(size.unwrap().ends_with("(A4)"), "{}: {size:?}", it.name);
            let foot = format!("{} – page {number} of {all}", foot(&it.record));
            assert!(
                normalize_space(page).ends_with(&normalize_space(&foot)),
                "{}: {page}",
                it.name
            );
        }
    }
}

#[test]
fn the_header_of_the_plan_repeats_on_each_of_its_pages() {
    let notice = without_space(&briefing().keep_a_copy)[..30].to_owned();
    let heads = without_space(&form::COLUMNS[..3].concat());
    let mut repeated = 0;
    for it in on_paper() {
        let pages: Vec<String> = it.pages.iter().map(|page| without_space(page)).collect();
        let title = without_space(&format!("{}: {PLAN}", it.record.briefing.title));
        let first = pages.iter().position(|page| page.contains(&title));
        // The table is followed by the progress of the actions or by the notice.
        let is_begun = (it.record.actions.iter()).any(|row| !progress(row).is_empty());
        let after = if is_begun {
            without_space(PROGRESS)
        } else {
            notice.clone()
        };
        let last = pages.iter().rposition(|page| page.contains(&after));
        let (first, last) = (first.unwrap(), last.unwrap());
        // The title may be alone on a page if the first row does not fit below it, and so may be
        // what follows the table.
        let left_behind = title + &without_space(form::ACTIONS) + &without_space(&foot(&it.record));
        for page in &pages[first..=last] {
            let is_without = page.starts_with(&left_behind) || page.starts_with(&after);
            assert!(is_without || page.contains(&heads), "{}: {page}", it.name);
        }
        repeated += last - first;
    }
    assert!(repeated > 100, "plans go over to {repeated} more pages");
}

/// A record, and what `LibreOffice` made of its Word document.
struct Opened {
    name: String,
    record: Record,
    text: String,
    /// The text of each page of the PDF file, in the order in which it is drawn.
    pages: Vec<String>,
    /// The output of pdfinfo.
    about: String,
}

/// All documents, opened once for all tests.
#[track_caller]
fn opened() -> &'static [Opened] {
    static OPENED: OnceLock<Result<Vec<Opened>, String>> = OnceLock::new();
    match OPENED.get_or_init(open_all) {
        Ok(opened) => opened,
        Err(why) => panic!("{why}"),
    }
}

/// The documents whose pages are tested: all except that of the golden record `unicode`, since the
/// fonts of this computer may lack its letters.
#[track_caller]
fn on_paper() -> impl Iterator<Item = &'static Opened> {
    opened().iter().filter(|it| it.name != "unicode")
}

fn open_all() -> Result<Vec<Opened>, String> {
    let office = find_program("SOFFICE", &["soffice", "libreoffice"])?;
    let to_text = find_program("PDFTOTEXT", &["pdftotext"])?;
    let info = find_program("PDFINFO", &["pdfinfo"])?;

    let folder = folder("writer")?;
    let golden = golden_records().map(|(name, record)| (name.to_owned(), record));
    let made_up = (1..=MADE_UP).map(|number| (format!("made-up-{number}"), made_up(number)));
    let records: Vec<(String, Record)> = golden.into_iter().chain(made_up).collect();
    let briefing = briefing();
    for (name, record) in &records {
        let file = word_document(&FormDocument::new(record, &briefing));
        fs::write(folder.join(format!("{name}.docx")), file).unwrap();
    }

    let names: Vec<&String> = records.iter().map(|(name, _)| name).collect();
    for (filter, end) in [("txt:Text (encoded):UTF8", "txt"), ("pdf", "pdf")] {
        let from: Vec<String> = names.iter().map(|name| format!("{name}.docx")).collect();
        let to: Vec<String> = names.iter().map(|name| format!("{name}.{end}")).collect();
        convert(&office, &folder, filter, &from, &to)?;
    }

    let mut opened = Vec::new();
    for (name, record) in records {
        let pdf = folder.join(format!("{name}.pdf"));
        let words = output_of(Command::new(&to_text).arg("-raw").arg(&pdf).arg("-"))?;
        opened.push(Opened {
            text: fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap(),
            pages: words.split_terminator('\u{c}').map(str::to_owned).collect(),
            about: output_of(Command::new(&info).args(["-l", "-1"]).arg(&pdf))?,
            name,
            record,
        });
    }
    clean_up(&folder);
    Ok(opened)
}

/// The answers of a team, by the parts of the form.
struct Answers {
    team: Vec<String>,
    /// Each learning point: what it is about, and the discussion.
    points: Vec<(Vec<String>, String)>,
    plan: Vec<[String; 5]>,
    progress: Vec<String>,
}

impl Answers {
    fn of(record: &Record) -> Self {
        let team = &record.team;
        let team = [
            &team.organisation,
            &team.manager,
            &team.section_and_team,
            &team.contact_details,
        ];
        let briefing = briefing();
        let topics = briefing.topics();
        let points = record.learning_points.iter().map(|row| {
            let about = row.about.iter().map(|id| topic_of(&topics, id));
            (about.collect(), row.discussion.clone())
        });
        let plan = record.actions.iter().map(|row| {
            let date = typed_date(&row.by_when);
            let [what, who] = [&row.what, &row.who].map(String::clone);
            [
                what,
                who,
                date,
                row.how_done.clone(),
                row.how_worked.clone(),
            ]
        });
        Self {
            team: team.map(String::clone).to_vec(),
            points: points.collect(),
            plan: plan.collect(),
            progress: record.actions.iter().flat_map(progress).collect(),
        }
    }

    /// All answers, in the order of the form.
    fn in_order(&self) -> Vec<String> {
        let mut all = self.team.clone();
        for (about, discussion) in &self.points {
            all.extend(about.iter().chain([discussion]).cloned());
        }
        all.extend(self.plan.iter().flatten().cloned());
        all.extend(self.progress.clone());
        all
    }

    /// The answers of each column, from top to bottom.
    fn columns(&self) -> Vec<Vec<&String>> {
        let points = self.points.iter().map(|(_, discussion)| discussion);
        let mut columns = vec![self.team.iter().collect(), points.collect()];
        columns.extend((0..5).map(|column| self.plan.iter().map(|row| &row[column]).collect()));
        columns.push(self.progress.iter().collect());
        columns
    }
}

/// A text with single spaces.
fn normalize_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text without white space, however its lines were broken.
fn without_space(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The words and numbers of a text. A line may break after whatever joins two of them.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}

fn count<'a>(words: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

/// The first word that occurs in this answer only, or else its first word.
fn first_word(answer: &str) -> Option<&str> {
    let unique = words_of(answer).find(|word| is_unique(word));
    unique.or(words_of(answer).next())
}

/// Whether a word occurs in one answer only, by the number that a [`super::made_up::Writer`] added
/// to it.
fn is_unique(word: &str) -> bool {
    word.starts_with(char::is_alphabetic) && word.ends_with(|end: char| end.is_ascii_digit())
}
