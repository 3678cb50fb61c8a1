//! The one file's own source: what it needs to write itself down again.
//!
//! The page as the browser has it is not the page as it was made: the app changes it, and so do
//! browsers' extensions. So the file has in it, compressed, all of its text but the texts of its
//! large elements, which nothing changes and which it need not have twice. For each of those stands
//! its id between two signs. The boot script in `index.html` puts both together.

use anyhow::{Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::compress;

/// The elements whose texts are taken from the page. The last is the source itself.
const TAKEN: [(&str, &str); 6] = [
    ("<style id=\"style\">", "</style>"),
    (
        "<script type=\"application/json\" id=\"briefing\">",
        "</script>",
    ),
    ("<script type=\"text/plain\" id=\"wasm\">", "</script>"),
    ("<script id=\"glue\">", "</script>"),
    ("<script id=\"boot\">", "</script>"),
    ("<script type=\"text/plain\" id=\"source\">", "</script>"),
];

/// `page` with its source in it.
///
/// # Errors
/// When an element is missing or there twice, or holds something that a browser would hand back
/// otherwise than it is written.
pub fn add(page: &str) -> Result<String> {
    // A browser makes one kind of line end of two, and reads the end of a file its own way.
    if page.contains(['\r', '\0', '\u{e000}', '\u{e001}']) {
        bail!("the page holds a character that it could not write down again");
    }
    let mut shell = page.to_owned();
    for (start, end) in TAKEN {
        let (before, after) = parts(&shell, start, end)?;
        let id = start
            .trim_end_matches("\">")
            .rsplit('"')
            .next()
            .unwrap_or_default();
        shell = format!("{before}\u{e000}{id}\u{e001}{after}");
    }
    let source = BASE64_STANDARD.encode(compress::gzip_small("source", shell.as_bytes())?);
    let [.., (start, end)] = TAKEN;
    let (before, after) = parts(page, start, end)?;
    Ok(format!("{before}{source}{after}"))
}

/// What stands before and after the text of the element, its tags included.
fn parts<'a>(page: &'a str, start: &str, end: &str) -> Result<(&'a str, &'a str)> {
    if page.matches(start).count() != 1 {
        bail!("expected one {start} in the page");
    }
    let from = page.find(start).map_or(0, |at| at + start.len());
    let Some(to) = page[from..].find(end) else {
        bail!("{start} has no end");
    };
    Ok((&page[..from], &page[from + to..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> String {
        let elements: Vec<String> = TAKEN
            .iter()
            .map(|(start, end)| format!("{start}$& words{end}\n"))
            .collect();
        let elements = elements
            .concat()
            .replace("id=\"source\">$& words", "id=\"source\">");
        format!("<title>é</title>{elements}<p>\u{1f3eb}</p>")
    }

    #[test]
    fn the_page_grows_by_its_source_alone() -> Result<()> {
        let made = add(&page())?;
        let [.., (start, end)] = TAKEN;
        let (before, after) = parts(&made, start, end)?;
        assert_eq!(format!("{before}{after}"), page());
        Ok(())
    }

    #[test]
    fn a_page_that_could_not_be_written_down_again_is_refused() {
        assert!(add(&page().replace('\n', "\r\n")).is_err());
        assert!(add(&page().replace("id=\"wasm\"", "id=\"other\"")).is_err());
        assert!(add(&page().replace("<p>", "<script id=\"boot\"></script>")).is_err());
    }
}
