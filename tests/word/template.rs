//! Makes the template from what docx-rs writes.

use std::io::Cursor;

use docx_rs::{Docx, TableRow};

use super::common::packed::{opened, part};
use super::docx::{
    ACTIONS, PLACEHOLDER, POINTS, TEAM, cell, document_of, empty, header_row, normalized,
    paragraph, table,
};

const STYLES: [&str; 9] = [
    "Partnership",
    "Heading1",
    "NextPage",
    "Heading2",
    "Heading3",
    "Label",
    "Answer",
    "Notice",
    "Footer",
];

/// Parts that docx-rs writes and that are empty.
const UNUSED: [&str; 4] = ["comments", "commentsExtended", "numbering", "footnotes"];

/// Removes the references to those parts.
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

/// Every kind of block once, with placeholders for the text.
pub fn template() -> String {
    let mut lines = Vec::new();
    let mut put = |name: &str, markup: &str| lines.push(format!("{name}\t{}", normalized(markup)));

    // The start and the end of every document are what surrounds a block.
    let with_block = document_of(&empty().add_paragraph(paragraph("Answer", PLACEHOLDER)));
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
            &inner(empty().add_paragraph(paragraph(style, PLACEHOLDER))),
        );
    }
    let broken = inner(empty().add_paragraph(paragraph(
        "Answer",
        &format!("{PLACEHOLDER}\n{PLACEHOLDER}"),
    )));
    put("line break", broken.split(PLACEHOLDER).nth(1).unwrap());
    let tabbed = inner(empty().add_paragraph(paragraph(
        "Answer",
        &format!("{PLACEHOLDER}\t{PLACEHOLDER}"),
    )));
    put("tab", tabbed.split(PLACEHOLDER).nth(1).unwrap());

    for (name, widths) in [("team", TEAM), ("points", POINTS), ("plan", ACTIONS)] {
        let row = || {
            let cells = widths
                .iter()
                .map(|width| cell(*width).add_paragraph(paragraph("Answer", "")));
            TableRow::new(cells.collect())
        };
        let heads = (name == "plan").then(header_row);
        let rows: Vec<TableRow> = heads.into_iter().chain([row()]).collect();
        let markup = inner(empty().add_table(table(widths, rows)));
        let row_start = markup.rfind("<w:tr>").unwrap();
        let head = &markup[..row_start];
        put(name, &with_repeated_header(head));
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

/// Makes Word repeat the first row on every page, for which docx-rs has no method.
fn with_repeated_header(head: &str) -> String {
    head.replace("<w:cantSplit />", "<w:cantSplit /><w:tblHeader />")
}

/// Sets the language of the text, for which docx-rs has no method either.
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

/// Puts the properties of each style in the order that the schema requires.
fn in_schema_order(styles: &str) -> String {
    let run_properties = [
        "w:rFonts", "w:b", "w:bCs", "w:color", "w:sz", "w:szCs", "w:lang",
    ];
    let style_properties = [
        "w:name",
        "w:basedOn",
        "w:next",
        "w:qFormat",
        "w:pPr",
        "w:rPr",
    ];
    let styles = sorted(styles, "<w:rPr>", "</w:rPr>", &run_properties);
    sorted(&styles, "<w:style ", "</w:style>", &style_properties)
}

/// Sorts the children of an element.
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

/// Splits markup into its outermost elements.
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

/// Puts the settings in the order that the schema requires.
fn zoom_first(settings: &str) -> String {
    let zoom = "<w:zoom w:percent=\"100\" />";
    let first = "<w:defaultTabStop";
    assert!(settings.contains(zoom));
    settings
        .replace(zoom, "")
        .replace(first, &format!("{zoom}{first}"))
}

/// The properties: docx-rs writes neither title nor author. Source: ECMA-376, part 2, 11.
const CORE: &str = "\
<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>
<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
<dc:title>\u{e000}</dc:title><dc:creator>\u{e000}</dc:creator><dc:language>en-GB</dc:language>\
<dcterms:created xsi:type=\"dcterms:W3CDTF\">\u{e000}</dcterms:created>\
<dcterms:modified xsi:type=\"dcterms:W3CDTF\">\u{e000}</dcterms:modified></cp:coreProperties>";
