//! The form as docx-rs writes it, without our template.

use docx_rs::{
    BreakType, Docx, Footer, LineSpacing, NumPages, PageMargin, PageNum, Paragraph, Run, RunFonts,
    Shading, Style, StyleType, Table, TableCell, TableCellMargins, TableLayoutType, TableRow,
    WidthType,
};
use seven_minute_briefing::briefing::form;
use seven_minute_briefing::export::{DISCUSSION, FormDocument, PLAN, PROGRESS};

/// Marks the places in the template to fill in.
pub const PLACEHOLDER: &str = "\u{e000}";

/// The widths of columns in twentieths of a point. A4 without its margins is 9,638 wide.
pub const TEAM: &[usize] = &[4_819, 4_819];
pub const POINTS: &[usize] = &[600, 9_038];
/// The third has room for "30 September" on one line.
pub const ACTIONS: &[usize] = &[2_150, 1_600, 1_540, 2_174, 2_174];

/// The main part of a document.
pub fn document_of(docx: &Docx) -> String {
    String::from_utf8(docx.clone().build().document).unwrap()
}

/// Removes the ids that docx-rs counts up, which are for people who edit a document together, and
/// empty elements; and puts elements in the order that the schema requires.
pub fn normalized(xml: &str) -> String {
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
    pieces.fold(first, |normalized, piece| {
        normalized + piece.split_once('"').map_or("", |(_, rest)| rest)
    })
}

/// A whole form.
pub fn whole(document: &FormDocument) -> Docx {
    let mut docx = empty()
        .add_paragraph(paragraph("Partnership", &document.partnership))
        .add_paragraph(paragraph(
            "Heading1",
            &format!("{}: {DISCUSSION}", document.title),
        ));
    let team = document.team.chunks(2).map(|pair| {
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
    let points = (1..).zip(&document.points).map(|(number, point)| {
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
        .add_paragraph(paragraph("Notice", &document.notice))
        .add_paragraph(paragraph(
            "NextPage",
            &format!("{}: {PLAN}", document.title),
        ))
        .add_paragraph(paragraph("Heading2", form::ACTIONS));
    let actions = document.actions.iter().map(|action| {
        let cells = action.cells.iter().zip(ACTIONS);
        let cells = cells
            .map(|(answer, width)| cell(*width).add_paragraph(paragraph("Answer", answer)))
            .collect();
        kept_together(TableRow::new(cells), action.is_long())
    });
    docx = docx.add_table(table(
        ACTIONS,
        [header_row()].into_iter().chain(actions).collect(),
    ));
    if document.actions_with_progress().next().is_some() {
        docx = docx.add_paragraph(paragraph("Heading2", PROGRESS));
    }
    for (number, action) in document.actions_with_progress() {
        docx = docx.add_paragraph(paragraph("Heading3", &action.title(number)));
        for line in &action.progress {
            docx = docx.add_paragraph(paragraph("Answer", line));
        }
    }
    docx.add_paragraph(paragraph("Notice", &document.notice))
        .add_paragraph(paragraph("Footer", &document.source))
}

/// A document without text.
pub fn empty() -> Docx {
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
    // Small by its style, since docx-rs gives page numbers no size.
    let footer = Paragraph::new()
        .style("Footer")
        .add_run(Run::new().add_text(PLACEHOLDER))
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

pub fn paragraph(style: &str, text: &str) -> Paragraph {
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

/// The lines of a text, without characters that XML cannot hold.
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

pub fn cell(width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa)
}

pub fn table(widths: &[usize], rows: Vec<TableRow>) -> Table {
    Table::new(rows)
        .set_grid(widths.to_vec())
        .width(widths.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(60, 100, 60, 100))
}

/// The first row of the plan.
pub fn header_row() -> TableRow {
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
