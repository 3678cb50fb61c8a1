//! The one file's own source: what it needs to write itself down again.
//!
//! The page as the browser has it is not the page as it was made: the app changes it, and so do
//! browsers' extensions. So the file holds all of its text, compressed, except for the texts of its
//! large elements, which nothing changes and which it need not hold twice. In the place of each of
//! those stands its id between two marks. The boot script in `index.html` puts both together.

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::compress;

/// The element that holds the source.
const SOURCE: (&str, &str) = ("source", "<script type=\"text/plain\" id=\"source\">");

/// The elements whose texts are not in the source: the id and the start tag of each.
const LEFT_OUT: [(&str, &str); 6] = [
    ("style", "<style id=\"style\">"),
    (
        "briefing",
        "<script type=\"application/json\" id=\"briefing\">",
    ),
    ("wasm", "<script type=\"text/plain\" id=\"wasm\">"),
    ("glue", "<script id=\"glue\">"),
    ("boot", "<script id=\"boot\">"),
    SOURCE,
];

/// `page` with its source in it.
pub fn add(page: &str) -> Result<String> {
    // Browsers turn both kinds of line end into one, and replace the null character.
    if page.contains(['\r', '\0', '\u{e000}', '\u{e001}']) {
        bail!("the page holds a character that it could not write down again");
    }
    let mut shell = page.to_owned();
    for (id, tag) in LEFT_OUT {
        let (before, after) = around_text(&shell, tag)?;
        shell = format!("{before}\u{e000}{id}\u{e001}{after}");
    }
    let source = BASE64_STANDARD.encode(compress::gzip(shell.as_bytes())?);
    let (before, after) = around_text(page, SOURCE.1)?;
    Ok(format!("{before}{source}{after}"))
}

/// What stands before and after the text of the element with that start tag; both tags are part of it.
fn around_text<'a>(page: &'a str, tag: &str) -> Result<(&'a str, &'a str)> {
    if page.matches(tag).count() != 1 {
        bail!("expected one {tag} in the page");
    }
    let start = page.find(tag).context("no start tag")? + tag.len();
    let end = page[start..].find("</").context("no end tag")?;
    Ok((&page[..start], &page[start + end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> String {
        let elements = LEFT_OUT.map(|(_, tag)| {
            let text = if tag == SOURCE.1 { "" } else { "$& words" };
            let end = if tag.starts_with("<style") {
                "</style>"
            } else {
                "</script>"
            };
            format!("{tag}{text}{end}\n")
        });
        format!("<title>é</title>{}<p>\u{1f3eb}</p>", elements.concat())
    }

    #[test]
    fn the_page_grows_by_its_source_alone() -> Result<()> {
        let html = add(&page())?;
        let (before, after) = around_text(&html, SOURCE.1)?;
        assert_eq!(format!("{before}{after}"), page());
        assert_ne!(html, page());
        Ok(())
    }

    #[test]
    fn a_page_that_could_not_be_written_down_again_is_refused() {
        assert!(add(&page().replace('\n', "\r\n")).is_err());
        assert!(add(&page().replace("id=\"wasm\"", "id=\"other\"")).is_err());
        assert!(add(&page().replace("<p>", "<script id=\"boot\"></script>")).is_err());
    }
}
