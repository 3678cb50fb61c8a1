//! The one file's own source, from which it makes copies of itself.
//!
//! The page in the browser is no longer the page that was built: the app changes it, and so do browser
//! extensions. So the file also contains its own text, compressed, except for the texts of its large
//! elements: nothing changes those, so the file need not contain them twice. The source has the
//! element's id between two marks instead. The boot script in `index.html` puts both together.

use std::cell::Cell;

use anyhow::{Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use lol_html::element;
use lol_html::html_content::ContentType;

use crate::compress;
use crate::markup::rewrite;

/// The ids of the elements whose texts are not in the source. The last holds the source.
const LEFT_OUT: [&str; 6] = ["style", "briefing", "wasm", "glue", "boot", "source"];

/// Returns `page` with its source added.
pub fn add(page: &str) -> Result<String> {
    // Browsers normalise line endings and replace null characters. The last two are our marks.
    if page.contains(['\r', '\0', '\u{e000}', '\u{e001}']) {
        bail!("the page holds a character that it could not write down again");
    }
    let mut shell = page.to_owned();
    for id in LEFT_OUT {
        shell = set_text(&shell, id, &format!("\u{e000}{id}\u{e001}"))?;
    }
    let source = BASE64_STANDARD.encode(compress::gzip(shell.as_bytes())?);
    set_text(page, "source", &source)
}

/// Returns `page` with another text in the only element that has this id.
fn set_text(page: &str, id: &str, text: &str) -> Result<String> {
    let count = Cell::new(0);
    let handler = element!(format!("#{id}"), |element| {
        count.set(count.get() + 1);
        element.set_inner_content(text, ContentType::Html);
        Ok(())
    });
    let page = rewrite(page, [handler])?;
    if count.get() != 1 {
        bail!("expected one #{id} in the page, found {}", count.get());
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> String {
        let elements = LEFT_OUT.map(|id| format!("<script id=\"{id}\">$& words</script>\n"));
        format!("<title>é</title>{}<p>\u{1f3eb}</p>", elements.concat())
    }

    #[test]
    fn only_the_text_of_the_source_changes() -> Result<()> {
        let html = add(&page())?;
        assert_ne!(html, page());
        assert_eq!(set_text(&html, "source", "$& words")?, page());
        Ok(())
    }

    #[test]
    fn a_page_that_could_not_be_copied_exactly_is_rejected() {
        assert!(add(&page().replace('\n', "\r\n")).is_err());
        assert!(add(&page().replace("id=\"wasm\"", "id=\"other\"")).is_err());
        assert!(add(&page().replace("<p>", "<script id=\"boot\"></script>")).is_err());
    }
}
