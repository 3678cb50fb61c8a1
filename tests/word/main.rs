//! The form as a Word file: that its markup is what docx-rs writes, and that every word of a
//! record is in it. `LibreOffice` opens it in `tests/libreoffice.rs`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

#[path = "../common/mod.rs"]
mod common;

use std::io::Cursor;

use common::packed::{check_template, opened, part};
use common::{cases, followed_up, paper_form, record};
use docx_rs::{
    BreakType, Docx, Footer, LineSpacing, NumPages, PageMargin, PageNum, Paragraph, Run, RunFonts,
    Shading, Style, StyleType, Table, TableCell, TableCellMargins, TableLayoutType, TableRow,
    WidthType,
};
use proptest::prelude::*;
use seven_minute_briefing::briefing::{Briefing, TSCP_CASE_REVIEWS, form};
use seven_minute_briefing::export::{DISCUSSION, FormDocument, PLAN, PROGRESS, word_document};
use seven_minute_briefing::record::Record;

const TEMPLATE: &str = "src/export/word-template.txt";

/// In the template, where the words go.
const WORDS: &str = "\u{e000}";

/// A4 less its margins is 9,638 twentieths of a point across.
const TEAM: &[usize] = &[4_819, 4_819];
const POINTS: &[usize] = &[600, 9_038];
/// The third has room for "30 September" on one line.
const ACTIONS: &[usize] = &[2_150, 1_600, 1_540, 2_174, 2_174];

const STYLES: [&str; 8] = [
    "Partnership",
    "Heading1",
    "NextPage",
    "Heading2",
    "Heading3",
    "Label",
    "Answer",
    "Notice",
];

fn briefing() -> Briefing {
    Briefing::parse(TSCP_CASE_REVIEWS).unwrap()
}

fn paper(record: &Record) -> FormDocument {
    FormDocument::new(record, &briefing())
}

#[test]
fn the_template_is_what_the_crate_writes() {
    check_template(TEMPLATE, &template(), "word");
}

#[test]
fn a_form_is_what_the_crate_would_have_written() {
    for record in [paper_form(), followed_up()] {
        check_alike(&paper(&record));
    }
}

#[test]
fn the_file_can_be_read_by_others_and_tells_who_wrote_what() {
    let file = word_document(&paper(&paper_form()));
    let mut archive = opened(&file);
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    for name in ["[Content_Types].xml", "_rels/.rels", "word/styles.xml"] {
        assert!(names.iter().any(|it| it == name), "{name} in {names:?}");
    }
    let core = part(&mut archive, "docProps/core.xml");
    for told in [
        "<dc:title>Case Reviews 2017-2020: Discussion – Action plan</dc:title>",
        "<dc:creator>Northbank Primary School, Pastoral &amp; Inclusion Team</dc:creator>",
        "<dc:language>en-GB</dc:language>",
        "2026-11-23T10:42:07Z</dcterms:modified>",
    ] {
        assert!(core.contains(told), "{told} in {core}");
    }
    assert!(part(&mut archive, "word/styles.xml").contains("<w:lang w:val=\"en-GB\""));
    assert!(part(&mut archive, "word/document.xml").contains("<w:tblHeader"));
    assert!(part(&mut archive, "word/footer1.xml").contains("revision 41"));
}

#[test]
fn a_name_that_is_not_on_one_line_is_one_in_the_properties() {
    let mut record = paper_form();
    record.team.organisation = "North\tbank\r\nSchool".to_owned();
    record.briefing.title = "Case\nReviews\t1".to_owned();
    let file = word_document(&paper(&record));
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
    fn any_record_is_what_the_crate_would_have_written(record in record()) {
        check_alike(&paper(&record));
    }
}

fn check_alike(paper: &FormDocument) {
    let file = word_document(paper);
    let ours = part(&mut opened(&file), "word/document.xml");
    let ours = ours.replace("<w:tblHeader />", "");
    // Quotation marks need no escape in a text.
    let theirs = bare(&document_of(&whole(paper)))
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

/// What the crate writes of a document.
fn document_of(docx: &Docx) -> String {
    String::from_utf8(docx.clone().build().document).unwrap()
}

/// Without the ids that the crate counts up, which are for people who edit one document
/// together, and without what it leaves empty; and in the order that the schema asks for.
fn bare(xml: &str) -> String {
    let xml = xml
        .replace("<w:pPr><w:rPr />", "<w:pPr>")
        .replace("<w:rPr />", "");
    let xml = xml
        .replace("<w:trPr />", "")
        .replace("\" w:type=\"dxa\" /><w:gridCol", "\" /><w:gridCol");
    let xml = xml.replace("\" w:type=\"dxa\" /></w:tblGrid>", "\" /></w:tblGrid>");
    let layout = "<w:tblLayout w:type=\"fixed\" />";
    let xml = xml
        .replace(layout, "")
        .replace("<w:tblCellMar>", &format!("{layout}<w:tblCellMar>"));
    let footer = "<w:footerReference w:type=\"default\" r:id=\"rIdFooter1\" />";
    let xml = xml
        .replace(footer, "")
        .replace("<w:sectPr>", &format!("<w:sectPr>{footer}"));
    let mut pieces = xml.split(" w14:paraId=\"");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |bare, piece| {
        bare + piece.split_once('"').map_or("", |(_, rest)| rest)
    })
}

/// A whole form by the crate alone.
fn whole(paper: &FormDocument) -> Docx {
    let mut docx = empty()
        .add_paragraph(paragraph("Partnership", &paper.partnership))
        .add_paragraph(paragraph(
            "Heading1",
            &format!("{}: {DISCUSSION}", paper.title),
        ));
    let team = paper.team.chunks(2).map(|pair| {
        let cells = pair.iter().zip(TEAM).map(|((label, answer), width)| {
            cell(*width)
                .add_paragraph(paragraph("Label", label))
                .add_paragraph(paragraph("Answer", answer))
        });
        TableRow::new(cells.collect()).cant_split()
    });
    docx = docx
        .add_table(table(TEAM, team.collect()))
        .add_paragraph(paragraph("Heading2", form::LEARNING));
    let points = (1..).zip(&paper.points).map(|(number, point)| {
        let number = cell(POINTS[0]).add_paragraph(paragraph("Label", &format!("{number}.")));
        let about = point.about.iter().map(|about| paragraph("Label", about));
        let words = about
            .fold(cell(POINTS[1]), TableCell::add_paragraph)
            .add_paragraph(paragraph("Answer", &point.discussion));
        kept_together(TableRow::new(vec![number, words]), point.is_long())
    });
    let points: Vec<TableRow> = points.collect();
    if !points.is_empty() {
        docx = docx.add_table(table(POINTS, points));
    }
    docx = docx
        .add_paragraph(paragraph("Notice", &paper.notice))
        .add_paragraph(paragraph("NextPage", &format!("{}: {PLAN}", paper.title)))
        .add_paragraph(paragraph("Heading2", form::ACTIONS));
    let actions = paper.actions.iter().map(|action| {
        let cells = action.cells.iter().zip(ACTIONS);
        let cells = cells
            .map(|(answer, width)| cell(*width).add_paragraph(paragraph("Answer", answer)))
            .collect();
        kept_together(TableRow::new(cells), action.is_long())
    });
    docx = docx.add_table(table(
        ACTIONS,
        [heads()].into_iter().chain(actions).collect(),
    ));
    if paper.actions_with_progress().next().is_some() {
        docx = docx.add_paragraph(paragraph("Heading2", PROGRESS));
    }
    for (number, action) in paper.actions_with_progress() {
        docx = docx.add_paragraph(paragraph("Heading3", &action.title(number)));
        for line in &action.progress {
            docx = docx.add_paragraph(paragraph("Answer", line));
        }
    }
    docx.add_paragraph(paragraph("Notice", &paper.notice))
}

/// The document without a word in it.
fn empty() -> Docx {
    let style = |id: &str, name: &str| Style::new(id, StyleType::Paragraph).name(name);
    let spaced = |before, after| LineSpacing::new().before(before).after(after);
    let font = "Arial";
    let fonts = RunFonts::new().ascii(font).hi_ansi(font).cs(font);
    let ink = "14213D";
    let heading = |id: &str, name: &str, level, size| {
        style(id, name)
            .based_on("Normal")
            .next("Answer")
            .outline_lvl(level)
            .size(size)
            .bold()
            .color(ink)
            .line_spacing(spaced(240, 120))
    };
    // Small by its style, since the crate gives its numbers no size.
    let footer = Paragraph::new()
        .style("Footer")
        .add_run(Run::new().add_text(WORDS))
        .add_run(Run::new().add_text(" – page "))
        .add_page_num(PageNum::new())
        .add_run(Run::new().add_text(" of "))
        .add_num_pages(NumPages::new());
    Docx::new()
        .page_size(11_906, 16_838)
        .page_margin(PageMargin {
            top: 1_134,
            bottom: 1_134,
            left: 1_134,
            right: 1_134,
            header: 567,
            footer: 567,
            gutter: 0,
        })
        .default_fonts(fonts)
        .default_size(21)
        .add_style(heading("Heading1", "heading 1", 0, 36))
        .add_style(heading("NextPage", "Heading 1 on the next page", 0, 36).based_on("Heading1"))
        .add_style(heading("Heading2", "heading 2", 1, 26))
        .add_style(heading("Heading3", "heading 3", 2, 22))
        .add_style(style("Partnership", "Partnership").bold().color(ink))
        .add_style(style("Label", "Label").bold().line_spacing(spaced(40, 40)))
        .add_style(style("Answer", "Answer").line_spacing(spaced(40, 40)))
        .add_style(
            style("Notice", "Notice")
                .bold()
                .line_spacing(spaced(240, 120)),
        )
        .add_style(style("Footer", "footer").size(16))
        .footer(Footer::new().add_paragraph(footer))
}

fn paragraph(style: &str, text: &str) -> Paragraph {
    let mut run = Run::new();
    for (index, line) in split(text).enumerate() {
        if index > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        for (index, piece) in line.split('\t').enumerate() {
            if index > 0 {
                run = run.add_tab();
            }
            run = run.add_text(piece);
        }
    }
    let paragraph = Paragraph::new().style(style).add_run(run);
    let is_heading = style.starts_with("Heading") || style == "NextPage";
    let paragraph = if is_heading {
        paragraph.keep_next(true)
    } else {
        paragraph
    };
    if style == "NextPage" {
        paragraph.page_break_before(true)
    } else {
        paragraph
    }
}

/// A text by its lines, without what XML cannot hold.
fn split(text: &str) -> impl Iterator<Item = String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let held = |letter: char| match letter {
        '\n' | '\t' => letter,
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        other => other,
    };
    let text: String = text.chars().map(held).collect();
    let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    lines.into_iter()
}

fn cell(width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa)
}

fn table(widths: &[usize], rows: Vec<TableRow>) -> Table {
    Table::new(rows)
        .set_grid(widths.to_vec())
        .width(widths.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(60, 100, 60, 100))
}

/// The first row of the plan.
fn heads() -> TableRow {
    let cells = form::COLUMNS.iter().zip(ACTIONS).map(|(head, width)| {
        cell(*width)
            .shading(Shading::new().fill("E8EBF1"))
            .add_paragraph(paragraph("Label", head))
    });
    TableRow::new(cells.collect()).cant_split()
}

fn kept_together(row: TableRow, is_long: bool) -> TableRow {
    if is_long { row } else { row.cant_split() }
}

/// Parts that the crate writes and that have nothing in them.
const UNUSED: [&str; 4] = ["comments", "commentsExtended", "numbering", "footnotes"];

/// Without what names those parts.
fn without_unused(markup: &str) -> String {
    let mut kept = String::new();
    for element in markup.split_inclusive("/>") {
        let names_one = (UNUSED.iter()).any(|unused| element.contains(&format!("{unused}.xml\"")));
        if !names_one {
            kept.push_str(element);
        }
    }
    kept
}

/// Every block once, with a mark in place of the words.
fn template() -> String {
    let mut lines = Vec::new();
    let mut put = |name: &str, markup: &str| lines.push(format!("{name}\t{}", bare(markup)));

    // What every document begins and ends with: what stands around a block.
    let with_block = document_of(&empty().add_paragraph(paragraph("Answer", WORDS)));
    let block = with_block
        .find("<w:p>")
        .or(with_block.find("<w:p "))
        .unwrap();
    let end = with_block.find("</w:p>").unwrap() + "</w:p>".len();
    let (start, end) = (&with_block[..block], &with_block[end..]);
    put("document", start);
    put("document end", end);
    let inner = |docx: Docx| -> String {
        let whole = document_of(&docx);
        let inner = whole.strip_prefix(start).unwrap();
        inner.strip_suffix(end).unwrap().to_owned()
    };
    for style in STYLES {
        put(
            style,
            &inner(empty().add_paragraph(paragraph(style, WORDS))),
        );
    }
    let broken = inner(empty().add_paragraph(paragraph("Answer", &format!("{WORDS}\n{WORDS}"))));
    put("line break", broken.split(WORDS).nth(1).unwrap());
    let tabbed = inner(empty().add_paragraph(paragraph("Answer", &format!("{WORDS}\t{WORDS}"))));
    put("tab", tabbed.split(WORDS).nth(1).unwrap());

    for (name, widths) in [("team", TEAM), ("points", POINTS), ("plan", ACTIONS)] {
        let row = || {
            let cells = widths
                .iter()
                .map(|width| cell(*width).add_paragraph(paragraph("Answer", "")));
            TableRow::new(cells.collect())
        };
        let heads = (name == "plan").then(heads);
        let rows: Vec<TableRow> = heads.into_iter().chain([row()]).collect();
        let markup = inner(empty().add_table(table(widths, rows)));
        let row_start = markup.rfind("<w:tr>").unwrap();
        let head = &markup[..row_start];
        put(name, &repeated(head));
        let cells: Vec<&str> = markup[row_start..].split("<w:tc>").collect();
        for (column, cell) in cells[1..].iter().enumerate() {
            let content = cell.find("<w:p ").or(cell.find("<w:p>")).unwrap();
            put(
                &format!("{name} {column}"),
                &format!("<w:tc>{}", &cell[..content]),
            );
        }
        if name == "plan" {
            put("row", cells[0]);
            put("cell end", "</w:tc>");
            put("row end", "</w:tr>");
            let whole = inner(empty().add_table(table(widths, vec![row().cant_split()])));
            let row_start = whole.rfind("<w:tr>").unwrap();
            put(
                "row whole",
                whole[row_start..].split("<w:tc>").next().unwrap(),
            );
            let end = whole.rfind("</w:tr>").unwrap() + "</w:tr>".len();
            put("table end", &whole[end..]);
        }
    }

    let mut packed = Cursor::new(Vec::new());
    empty().build().pack(&mut packed).unwrap();
    let packed = packed.into_inner();
    let mut archive = opened(&packed);
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    for name in names.iter().filter(|name| !name.ends_with('/')) {
        let markup = match name.as_str() {
            "docProps/core.xml" => CORE.replace('\n', ""),
            "word/document.xml" => String::new(),
            "word/styles.xml" => in_schema_order(&in_english(&part(&mut archive, name))),
            "word/settings.xml" => zoom_first(&part(&mut archive, name)),
            _ if UNUSED.iter().any(|unused| name.contains(unused)) => continue,
            _ => without_unused(&part(&mut archive, name)),
        };
        put(&format!("file:{name}"), &markup.replace('\n', ""));
    }
    lines.join("\n") + "\n"
}

/// With the mark by which Word repeats the first row on every page, for which the crate
/// has no word.
fn repeated(head: &str) -> String {
    head.replace("<w:cantSplit />", "<w:cantSplit /><w:tblHeader />")
}

/// With the language of the words, for which the crate has no word either.
fn in_english(styles: &str) -> String {
    let styles = &styles.replace(
        "w:type=\"paragraph\" w:styleId=\"Normal\"",
        "w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"",
    );
    styles.replacen(
        "</w:rPr></w:rPrDefault>",
        "<w:lang w:val=\"en-GB\" /></w:rPr></w:rPrDefault>",
        1,
    )
}

/// With what is said of each style in the order that the schema asks for.
fn in_schema_order(styles: &str) -> String {
    let of_letters = [
        "w:rFonts", "w:b", "w:bCs", "w:color", "w:sz", "w:szCs", "w:lang",
    ];
    let of_a_style = [
        "w:name",
        "w:basedOn",
        "w:next",
        "w:qFormat",
        "w:pPr",
        "w:rPr",
    ];
    let styles = sorted(styles, "<w:rPr>", "</w:rPr>", &of_letters);
    sorted(&styles, "<w:style ", "</w:style>", &of_a_style)
}

/// With the children of an element in that order.
fn sorted(xml: &str, start: &str, end: &str, order: &[&str]) -> String {
    let mut pieces = xml.split(start);
    let mut sorted = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (inner, after) = piece.split_once(end).unwrap();
        let is_open = !start.ends_with('>');
        let content = inner.find('>').filter(|_| is_open).map_or(0, |at| at + 1);
        let mut children = children(&inner[content..]);
        let place = |child: &str| {
            let name = child[1..].split([' ', '>', '/']).next();
            order.iter().position(|it| name == Some(it)).unwrap()
        };
        children.sort_by_key(|child| place(child));
        sorted.extend([start, &inner[..content], &children.concat(), end, after]);
    }
    sorted
}

/// The elements that follow one another in a piece of markup, each whole.
fn children(mut xml: &str) -> Vec<&str> {
    let mut children = Vec::new();
    while !xml.is_empty() {
        let tag = xml.find('>').unwrap() + 1;
        let name = xml[1..tag].split([' ', '>', '/']).next().unwrap();
        let end = format!("</{name}>");
        let is_whole = xml[..tag].ends_with("/>");
        let length = if is_whole {
            tag
        } else {
            xml.find(&end).unwrap() + end.len()
        };
        children.push(&xml[..length]);
        xml = &xml[length..];
    }
    children
}

/// The settings in the order that the schema asks for.
fn zoom_first(settings: &str) -> String {
    let zoom = "<w:zoom w:percent=\"100\" />";
    let first = "<w:defaultTabStop";
    assert!(settings.contains(zoom));
    settings
        .replace(zoom, "")
        .replace(first, &format!("{zoom}{first}"))
}

/// The crate writes neither title nor author. Source: ECMA-376, part 2, 11.
const CORE: &str = "\
<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>
<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
<dc:title>\u{e000}</dc:title><dc:creator>\u{e000}</dc:creator><dc:language>en-GB</dc:language>\
<dcterms:created xsi:type=\"dcterms:W3CDTF\">\u{e000}</dcterms:created>\
<dcterms:modified xsi:type=\"dcterms:W3CDTF\">\u{e000}</dcterms:modified></cp:coreProperties>";
