//! The Word file and the workbook as programs that are not ours read them: `LibreOffice`
//! opens them, and what it understood is looked at as text and as paper, and as cells.
//! `tests/word.rs` and `tests/workbook.rs` show that the markup is what it should be; here
//! another program shows that it means what it should.
//!
//! Needs `LibreOffice` and poppler, so it runs only when asked for:
//! `cargo test --no-default-features --features libreoffice --test libreoffice`. With
//! `KEEP_FILES=1` the files stay in `target/tmp`, to be looked at.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

#[path = "../common/mod.rs"]
mod common;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use common::{golden_records, new_record};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use seven_minute_briefing::briefing::{Briefing, TSCP_CASE_REVIEWS, form};
use seven_minute_briefing::export::{DISCUSSION, FormDocument, PLAN, PROGRESS, word_document};
use seven_minute_briefing::record::file::encode;
use seven_minute_briefing::record::{
    ActionItem, Date, DateParts, Evidence, EvidenceKind, LearningPoint, Record, RecordId, RowId,
    Status, Team,
};
use seven_minute_briefing::returns::{
    Cell, Filter, FilteredReturns, Register, Sheet, sheets, workbook,
};
use seven_minute_briefing::words::{progress, source, team_name, topic_of, typed_date};

/// How many records are made up, beside the golden ones.
const MADE_UP: u8 = 100;

/// How long an answer gets in a made-up record; the golden ones have longer ones.
const LONGEST: usize = 5_000;

/// A word of so many letters fits into every column. A longer one may be broken there.
const ALWAYS_WHOLE: usize = 9;

/// How long one call of `LibreOffice` may take; on a busy machine it is two minutes.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

/// What is written as it is in the address of a file. `LibreOffice` stops at a space.
const IN_A_PATH: AsciiSet = NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.');

#[test]
fn in_the_text_every_answer_is_whole_and_in_the_order_of_the_form() {
    for it in opened() {
        let text = even(&it.text);
        let mut rest = text.as_str();
        for answer in Answers::of(&it.record).in_order() {
            let answer = even(&as_held(&answer));
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
fn on_paper_no_word_of_any_answer_is_missing() {
    for it in on_paper() {
        let printed = it.pages.join(" ");
        let has = counted(pieces(&printed));
        let printed = squeezed(&printed);
        let answers = Answers::of(&it.record).in_order();
        for (word, wanted) in counted(answers.iter().flat_map(|answer| pieces(answer))) {
            let mut found = has.get(word).copied().unwrap_or_default();
            // A line may end inside a word that is wide, or has marks around it.
            if found < wanted && (is_own(word) || word.chars().count() > ALWAYS_WHOLE) {
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

/// By the first word of each. Columns stand side by side, and a long cell goes on over pages:
/// the order inside a row of the plan is for the text to show.
#[test]
fn on_paper_the_answers_of_a_column_come_in_their_order() {
    for it in on_paper() {
        let printed = squeezed(&it.pages.concat());
        for column in Answers::of(&it.record).columns() {
            let mut rest = printed.as_str();
            for mark in column.iter().filter_map(|answer| mark(answer)) {
                let at = rest.find(mark);
                let at = at.unwrap_or_else(|| panic!("{}: {mark:?} is out of order", it.name));
                rest = &rest[at + mark.len()..];
            }
        }
    }
}

#[test]
fn the_paper_is_a4_and_each_page_says_what_it_belongs_to() {
    for it in on_paper() {
        let title = format!("{}: {DISCUSSION} – {PLAN}", it.record.briefing.title);
        let about: Vec<String> = it.about.lines().map(even).collect();
        assert!(about.contains(&format!("Title: {title}")), "{about:?}");
        let team = &it.record.team;
        let author = even(&team_name(&team.organisation, &team.section_and_team));
        assert!(about.contains(&format!("Author: {author}")), "{about:?}");
        let all = it.pages.len();
        for (number, page) in (1..).zip(&it.pages) {
            let size = format!("Page {number} size:");
            let size = about.iter().find(|line| line.starts_with(&size));
            assert!(size.unwrap().ends_with("(A4)"), "{}: {size:?}", it.name);
            let foot = format!("{} – page {number} of {all}", source(&it.record));
            assert!(even(page).ends_with(&foot), "{}: {page}", it.name);
        }
    }
}

#[test]
fn the_heads_of_the_plan_stand_on_each_of_its_pages() {
    let notice = squeezed(&briefing().keep_a_copy)[..30].to_owned();
    let heads = squeezed(&form::COLUMNS[..3].concat());
    let mut repeated = 0;
    for it in on_paper() {
        let pages: Vec<String> = it.pages.iter().map(|page| squeezed(page)).collect();
        let title = squeezed(&format!("{}: {PLAN}", it.record.briefing.title));
        let first = pages.iter().position(|page| page.contains(&title));
        // What comes after the table: what became of the actions, or the notice.
        let is_begun = (it.record.actions.iter()).any(|row| !progress(row).is_empty());
        let after = if is_begun {
            squeezed(PROGRESS)
        } else {
            notice.clone()
        };
        let last = pages.iter().rposition(|page| page.contains(&after));
        let (first, last) = (first.unwrap(), last.unwrap());
        // What stands before the table may be left behind by a row that is kept whole, and
        // what stands after it may be alone on its page.
        let left_behind = title + &squeezed(form::ACTIONS) + &squeezed(&source(&it.record));
        for page in &pages[first..=last] {
            let is_without = page.starts_with(&left_behind) || page.starts_with(&after);
            assert!(is_without || page.contains(&heads), "{}: {page}", it.name);
        }
        repeated += last - first;
    }
    assert!(repeated > 100, "plans go over to {repeated} more pages");
}

/// Every text whole and a text, every number a number, every day a day.
#[test]
fn in_the_workbook_every_cell_is_what_it_was() {
    let calc = in_calc();
    for (sheet, csv) in calc.sheets.iter().zip(&calc.csv) {
        let heads: Vec<Cell> = sheet.columns.iter().map(|head| Cell::from(*head)).collect();
        let read = rows_of(csv);
        assert_eq!(read.len(), sheet.rows.len() + 1, "{}", sheet.name);
        for (cells, read) in [&heads].into_iter().chain(&sheet.rows).zip(read) {
            assert_eq!(read.len(), cells.len(), "{}: {read:?}", sheet.name);
            for (cell, (is_text, read)) in cells.iter().zip(read) {
                let wanted = cell.text().replace("\r\n", "\n").replace('\r', "\n");
                let is_so = match cell {
                    Cell::Text(_) if wanted.is_empty() => read.is_empty(),
                    Cell::Text(_) => is_text && is_told(&as_held(&wanted), &read),
                    Cell::Number(_) | Cell::Date(_) => !is_text && wanted == read,
                };
                assert!(is_so, "{}: {cell:?} is {read:?}", sheet.name);
            }
        }
    }
}

#[test]
fn in_the_workbook_nothing_is_reckoned_days_are_days_and_every_sheet_has_filters() {
    let calc = in_calc();
    let flat = &calc.flat;
    assert!(!flat.contains("table:formula"));
    for (sheet, last_column) in calc.sheets.iter().zip(["J", "H", "M", "J"]) {
        let last = sheet.rows.len() + 1;
        let name = match sheet.name {
            "learning-points" => "&apos;learning-points&apos;",
            plain => plain,
        };
        let area = format!("table:target-range-address=\"{name}.A1:{name}.{last_column}{last}\" ");
        let filter = flat
            .split("<table:database-range ")
            .find(|it| it.contains(&area));
        let filter = filter.unwrap_or_else(|| panic!("no filter over {area}"));
        let filter = filter.split('>').next().unwrap();
        assert!(
            filter.contains("table:display-filter-buttons=\"true\""),
            "{filter}"
        );
    }
    let cells = calc
        .sheets
        .iter()
        .flat_map(|sheet| sheet.rows.iter().flatten());
    let days = cells.filter(|cell| matches!(cell, Cell::Date(_)));
    assert_eq!(
        flat.matches("office:value-type=\"date\"").count(),
        days.count()
    );
}

/// What stands at the start of texts in the workbook: what a spreadsheet might reckon out,
/// what is markup or a code to it, and letters that are hard to keep.
const HARD: [&str; 24] = [
    "=1+1 ",
    "=HYPERLINK(\"https://example.com\";\"see\") ",
    "=SUM(A1:A9)\n",
    "+44 1632 960 001 ",
    "-1",
    "@SUM(A1) ",
    "'apostrophe ",
    "\"quoted\", and\r\nover two lines ",
    "12",
    "2027-03-01",
    "1/2",
    "TRUE",
    "#REF!",
    "one,two;three\tfour ",
    "\n\n ends in white space \t",
    "<f>1+1</f> ]]> &amp; &#65; ",
    "_x0041_ _x005F_ __x000d__ ",
    "a\u{0}b\u{1b}c\u{7f}d ",
    "\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466} \u{1f3eb} ",
    "\u{202b}צוות\u{202c} فريق حماية الأطفال ",
    "cafe\u{301} \u{feff} \u{a0} \u{2028} ",
    "0012",
    "1e5",
    "£5 {=A1} ",
];

/// The sheets of a workbook, and what `LibreOffice` made of it.
struct InCalc {
    sheets: [Sheet; 4],
    /// Of each sheet: texts in quotation marks, and all else as it would be shown.
    csv: Vec<String>,
    /// The whole as one file of its own format.
    flat: String,
}

/// Opened once for both tests.
#[track_caller]
fn in_calc() -> &'static InCalc {
    static IN_CALC: OnceLock<Result<InCalc, String>> = OnceLock::new();
    match IN_CALC.get_or_init(open_workbook) {
        Ok(calc) => calc,
        Err(why) => panic!("{why}"),
    }
}

fn open_workbook() -> Result<InCalc, String> {
    let office = found("SOFFICE", &["soffice", "libreoffice"])?;
    let folder = folder("calc")?;
    let mut register = Register::default();
    for (name, record) in golden_records() {
        register.import(name.to_owned(), encode(&record).as_bytes());
    }
    for (number, start) in (1..=2 * u8::try_from(HARD.len()).unwrap()).zip(HARD.iter().cycle()) {
        let mut record = made_up(number);
        let texts = [
            &mut record.team.organisation,
            &mut record.team.contact_details,
        ];
        let texts = (texts.into_iter())
            .chain(
                record
                    .learning_points
                    .iter_mut()
                    .map(|row| &mut row.discussion),
            )
            .chain(record.actions.iter_mut().map(|row| &mut row.what));
        for text in texts {
            // Every other of them is nothing else.
            *text = if number % 2 == 0 {
                (*start).to_owned()
            } else {
                format!("{start}{text}")
            };
        }
        register.import(format!("{number}.json"), encode(&record).as_bytes());
    }
    let collated = register.collate(&briefing().id);
    let today = Date::new(2027, 6, 1).unwrap();
    let sheets = sheets(&FilteredReturns::new(
        &collated.counted,
        Filter::default(),
        today,
    ));
    fs::write(folder.join("book.xlsx"), workbook(&sheets)).unwrap();

    let from = ["book.xlsx".to_owned()];
    let csv = sheets
        .each_ref()
        .map(|sheet| format!("book-{}.csv", sheet.name));
    // With commas, in UTF-8, texts in quotation marks, cells as they are shown, every sheet.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1";
    convert(&office, &folder, filter, &from, &csv)?;
    convert(&office, &folder, "fods", &from, &["book.fods".to_owned()])?;
    let read = |name: &String| fs::read_to_string(folder.join(name)).unwrap();
    let calc = InCalc {
        csv: csv.iter().map(read).collect(),
        flat: read(&"book.fods".to_owned()),
        sheets,
    };
    done_with(&folder);
    Ok(calc)
}

/// The cells of a CSV file: whether each was in quotation marks, and what it says.
fn rows_of(csv: &str) -> Vec<Vec<(bool, String)>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = csv.trim_start_matches('\u{feff}');
    while !rest.is_empty() {
        let mut cell = String::new();
        let is_text = rest.starts_with('"');
        if is_text {
            rest = &rest[1..];
            loop {
                let (piece, after) = rest.split_once('"').unwrap();
                cell.push_str(piece);
                rest = after;
                // Two of them are one that is in the text.
                match rest.strip_prefix('"') {
                    Some(after) => rest = after,
                    None => break,
                }
                cell.push('"');
            }
        } else {
            let end = rest.find([',', '\n', '\r']).unwrap_or(rest.len());
            cell.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        row.push((is_text, cell));
        if let Some(after) = rest.strip_prefix(',') {
            rest = after;
        } else {
            rest = rest
                .trim_start_matches('\r')
                .strip_prefix('\n')
                .unwrap_or_default();
            rows.push(std::mem::take(&mut row));
        }
    }
    rows
}

/// Whether the text is told, the whole of it or as much as Excel takes.
fn is_told(text: &str, told: &str) -> bool {
    let start = told.strip_suffix(" … [The CSV file has the rest.]");
    match start {
        Some(start) => text.starts_with(start) && told.encode_utf16().count() == 32_767,
        None => text == told,
    }
}

/// A record, and what `LibreOffice` made of its Word file.
struct Opened {
    name: String,
    record: Record,
    text: String,
    /// Of the PDF file: the words of each page, in the order in which they are drawn.
    pages: Vec<String>,
    /// What pdfinfo says of it.
    about: String,
}

/// All of them, opened once for all tests.
#[track_caller]
fn opened() -> &'static [Opened] {
    static OPENED: OnceLock<Result<Vec<Opened>, String>> = OnceLock::new();
    match OPENED.get_or_init(open_all) {
        Ok(opened) => opened,
        Err(why) => panic!("{why}"),
    }
}

/// Those to be looked at on paper. Fonts may lack letters that the golden record 'unicode'
/// has: of that, only the text is judged.
#[track_caller]
fn on_paper() -> impl Iterator<Item = &'static Opened> {
    opened().iter().filter(|it| it.name != "unicode")
}

fn open_all() -> Result<Vec<Opened>, String> {
    let office = found("SOFFICE", &["soffice", "libreoffice"])?;
    let to_text = found("PDFTOTEXT", &["pdftotext"])?;
    let info = found("PDFINFO", &["pdfinfo"])?;

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
        let words = said_by(Command::new(&to_text).arg("-raw").arg(&pdf).arg("-"))?;
        opened.push(Opened {
            text: fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap(),
            pages: words.split_terminator('\u{c}').map(str::to_owned).collect(),
            about: said_by(Command::new(&info).args(["-l", "-1"]).arg(&pdf))?,
            name,
            record,
        });
    }
    done_with(&folder);
    Ok(opened)
}

/// A new folder for the files of one program.
fn folder(program: &str) -> Result<PathBuf, String> {
    let own = format!("libreoffice-{program}-{}", std::process::id());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(own);
    let made = fs::create_dir_all(&folder);
    made.map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

fn done_with(folder: &Path) {
    if env::var_os("KEEP_FILES").is_none() {
        fs::remove_dir_all(folder).ok();
    }
}

/// Has `LibreOffice` convert all of these files to all of those in one go.
fn convert(
    office: &Path,
    folder: &Path,
    filter: &str,
    from: &[String],
    to: &[String],
) -> Result<(), String> {
    let profile = folder.join("profile");
    let profile = utf8_percent_encode(profile.to_str().unwrap(), &IN_A_PATH);
    let log_path = folder.join("log");
    let log = fs::File::create(&log_path).unwrap();
    let mut command = Command::new(office);
    command
        // A profile of its own: a person's open LibreOffice would take the files over.
        .arg(format!("-env:UserInstallation=file://{profile}"))
        .args(["--headless", "--convert-to", filter, "--outdir"])
        .arg(folder)
        .args(from.iter().map(|name| folder.join(name)))
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log);
    let started = Instant::now();
    let done = run(&mut command)?;
    let is_there = |name: &&String| folder.join(name).is_file();
    let missing: Vec<_> = to.iter().filter(|name| !is_there(name)).collect();
    if !done || !missing.is_empty() {
        let said = fs::read_to_string(log_path).unwrap();
        let after = started.elapsed().as_secs();
        return Err(format!(
            "After {after} s LibreOffice has not made {missing:?}, for which it may need its \
             package for texts or sheets: {said}"
        ));
    }
    Ok(())
}

/// Runs it to its end, or until patience is at an end. Where something goes wrong inside of
/// it, `LibreOffice` may stay for good; what it started has to go with it.
fn run(command: &mut Command) -> Result<bool, String> {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let child = command.spawn();
    let mut child = child.map_err(|error| format!("{command:?} does not start: {error}"))?;
    let started = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > PATIENCE {
            let group = format!("kill -KILL -{}", child.id());
            Command::new("sh").args(["-c", &group]).status().ok();
            child.kill().ok();
            return Ok(false);
        }
        thread::sleep(Duration::from_millis(50));
    }
    Ok(true)
}

/// A program, named by a variable or on the PATH.
fn found(variable: &str, names: &[&str]) -> Result<PathBuf, String> {
    if let Some(path) = env::var_os(variable) {
        return Ok(path.into());
    }
    let on_path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&on_path)
        .flat_map(|folder| {
            let file = move |name: &&str| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX));
            names.iter().map(file)
        })
        .find(|path| path.is_file())
        .ok_or_else(|| {
            format!(
                "{} is not on the PATH, and {variable} does not say where it is. Install \
                 LibreOffice Writer and Calc and poppler's tools; on Debian: sudo apt-get \
                 install --no-install-recommends libreoffice-writer-nogui \
                 libreoffice-calc-nogui poppler-utils",
                names[0]
            )
        })
}

fn said_by(command: &mut Command) -> Result<String, String> {
    let output = command.output();
    let output = output.map_err(|error| format!("{command:?} does not start: {error}"))?;
    if !output.status.success() {
        return Err(format!("{command:?}: {output:?}"));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn briefing() -> Briefing {
    Briefing::parse(TSCP_CASE_REVIEWS).unwrap()
}

/// What a team answered, by the parts of the form.
struct Answers {
    team: Vec<String>,
    /// Of each learning point, what it is about, and the discussion.
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

    /// All of them, as one reads the form.
    fn in_order(&self) -> Vec<String> {
        let mut all = self.team.clone();
        for (about, discussion) in &self.points {
            all.extend(about.iter().chain([discussion]).cloned());
        }
        all.extend(self.plan.iter().flatten().cloned());
        all.extend(self.progress.clone());
        all
    }

    /// Each column from top to bottom.
    fn columns(&self) -> Vec<Vec<&String>> {
        let points = self.points.iter().map(|(_, discussion)| discussion);
        let mut columns = vec![self.team.iter().collect(), points.collect()];
        columns.extend((0..5).map(|column| self.plan.iter().map(|row| &row[column]).collect()));
        columns.push(self.progress.iter().collect());
        columns
    }
}

/// A text as far as XML can hold it.
fn as_held(text: &str) -> String {
    let held = |letter: char| match letter {
        '\t' | '\n' | '\r' => letter,
        '\0'..='\u{1f}' => '\u{fffd}',
        other => other,
    };
    text.chars().map(held).collect()
}

/// White space evened out.
fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without white space: however lines were broken.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The words and numbers. What joins two of them, a line may end after.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split(|letter: char| !letter.is_alphanumeric());
    pieces.filter(|piece| !piece.is_empty())
}

fn counted<'a>(pieces: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for piece in pieces {
        *counts.entry(piece).or_default() += 1;
    }
    counts
}

/// The first word that is an answer's own, or else the first.
fn mark(answer: &str) -> Option<&str> {
    let own = pieces(answer).find(|piece| is_own(piece));
    own.or(pieces(answer).next())
}

/// Whether that word is in one answer only, by the number that a [`Pen`] put to it.
fn is_own(word: &str) -> bool {
    word.starts_with(char::is_alphabetic) && word.ends_with(|end: char| end.is_ascii_digit())
}

/// A record that nobody wrote, always the same for one number.
fn made_up(number: u8) -> Record {
    let mut pen = Pen {
        state: number.into(),
        answers: 0,
    };
    let mut record = new_record(number);
    record.id = RecordId::from_random_bytes([number; 16]);
    record.revision = u32::from(number) * 7;
    record.briefing.title = format!("Neglect & “hidden” harm {number}: <one> year's reviews");
    record.team = Team {
        organisation: pen.writes(60),
        manager: pen.writes(40),
        section_and_team: pen.writes(60),
        contact_details: pen.writes(120),
    };
    let topics = [
        "finding-1",
        "recommendation-2",
        "finding-4",
        "recommendation-3",
    ];
    record.learning_points = (1..=pen.below(7))
        .map(|id| LearningPoint {
            id: RowId::try_from(id).unwrap(),
            about: topics[pen.below(5)..]
                .iter()
                .map(|id| (*id).to_owned())
                .collect(),
            discussion: pen.writes(LONGEST),
        })
        .collect();
    let actions = 1 + pen.below(12);
    record.actions = (1..=actions).map(|id| pen.plans(id)).collect();
    record
}

/// What writes the answers.
struct Pen {
    state: u64,
    answers: u16,
}

/// Short enough, with a number and marks, for the narrowest column.
const WORDS: [&str; 40] = [
    "we", "listen", "child", "naïve", "rôle", "über", "Zoë", "team", "Łukasz", "first", "asked",
    "school", "nobody", "Siân", "café", "record", "what", "agreed", "action", "home", "voice",
    "nurse", "police", "before", "review", "Tŷ", "señor", "façade", "weekly", "again", "carers",
    "visit", "chair", "talk", "worker", "notes", "call", "learn", "safe", "plan",
];

/// What comes between two words; one that is frequent is there more often.
const GAPS: [&str; 14] = [
    " ", " ", " ", " ", " ", " ", " ", ", ", "; ", ". ", " & ", " – ", "\n", "\n\n",
];

impl Pen {
    /// A number below `limit`. The generator is Knuth's MMIX.
    fn below(&mut self, limit: usize) -> usize {
        self.state = (self.state)
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap() % limit
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    /// An answer of no more than so many characters, every word of it with the answer's own
    /// number, so that none is found by accident. Few are long, and some are not given.
    fn writes(&mut self, most: usize) -> String {
        self.answers += 1;
        let length = match self.below(20) {
            0 => return String::new(),
            1..=9 => 12,
            10..=16 => 120,
            17 | 18 => 700,
            _ => LONGEST,
        };
        let length = 1 + self.below(length.min(most));
        let mut answer = String::new();
        loop {
            let word = format!("{}{:03}", self.one_of(&WORDS), self.answers);
            let word = match self.below(24) {
                0 => format!("“{word}”"),
                1 => format!("\"{word}\""),
                2 => format!("'{word}'"),
                3 => format!("<{word}>"),
                4 => format!("({word}!)"),
                5 => format!("{word}’s"),
                _ => word,
            };
            answer.push_str(&word);
            if answer.chars().count() >= length {
                return answer;
            }
            answer.push_str(self.one_of(&GAPS));
        }
    }

    fn plans(&mut self, id: usize) -> ActionItem {
        let evidence = (1..=self.below(4)).map(|id| Evidence {
            id: RowId::try_from(id).unwrap(),
            kind: [EvidenceKind::Done, EvidenceKind::Worked][self.below(2)],
            on: self.dates(),
            text: self.writes(LONGEST),
        });
        let evidence: Vec<Evidence> = evidence.collect();
        ActionItem {
            id: RowId::try_from(id).unwrap(),
            what: self.writes(LONGEST),
            who: self.writes(60),
            by_when: self.dates(),
            how_done: self.writes(LONGEST),
            how_worked: self.writes(LONGEST),
            status: [Status::NotStarted, Status::InProgress, Status::Done][self.below(3)],
            evidence,
        }
    }

    /// A real date, in a year that no other answer has, or half of one, or none.
    fn dates(&mut self) -> DateParts {
        self.answers += 1;
        let day = u8::try_from(1 + self.below(28)).unwrap();
        let month = u8::try_from(1 + self.below(12)).unwrap();
        match self.below(6) {
            0 => DateParts::default(),
            1 => DateParts {
                day: "31".to_owned(),
                month: format!("Feb{:03}", self.answers),
                year: String::new(),
            },
            2 => DateParts {
                year: format!("soon{:03}", self.answers),
                ..DateParts::default()
            },
            _ => Date::new(2030 + self.answers, month, day).unwrap().into(),
        }
    }
}
