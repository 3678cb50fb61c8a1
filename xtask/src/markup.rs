//! Putting the page together: what goes where, linked or inlined.
//!
//! The shell is index.html as Trunk leaves it. The briefing's text goes into `#app`, and the parts that
//! the boot script starts go before `script#boot`.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use lol_html::html_content::{ContentType, Element};
use lol_html::{
    ElementContentHandlers, RewriteStrSettings, Selector, comments, element, rewrite_str, text,
};

use crate::{compress, project};

/// The elements that only a hosted page needs.
const HOSTED_ONLY: &str = "link[rel=manifest], link[rel=apple-touch-icon], meta[property^='og:'], \
    meta[name=description], meta[name=theme-color]";

/// Where a page's parts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// In files beside the page, to be served by any web server under any path.
    Hosted,
    /// In the page itself, to be opened from a disk.
    OneFile,
}

/// What a page is put together from.
#[derive(Debug)]
pub struct Parts {
    /// The page's title.
    pub title: String,
    /// What the page is, in a sentence, for search engines and previews of links.
    pub description: String,
    /// Trunk's `index.html`, after [`clean`].
    pub shell: String,
    /// The briefing as text to read, before and without WebAssembly.
    pub prerendered: String,
    /// The briefing as JSON, for the app.
    pub briefing: String,
    /// The name of the file with the script that connects WebAssembly to the page.
    pub glue_name: String,
    /// That script.
    pub glue: String,
    /// The name of the file with the WebAssembly.
    pub wasm_name: String,
    /// The WebAssembly as gzip.
    pub wasm_gzip: Vec<u8>,
    /// The folder of the files that the shell refers to.
    pub folder: PathBuf,
}

/// Puts the page together, without its Content-Security-Policy.
pub fn put_together(parts: &Parts, delivery: Delivery) -> Result<String> {
    // Leptos adds markers for hydration, which our app does not do: it renders everything again.
    let text = parts.prerendered.replace("<!>", "");
    let boot_parts = boot_parts(parts, delivery)?;
    let (apps, boots) = (Cell::new(0), Cell::new(0));
    let mut handlers = vec![
        element!("title", |title| {
            title.set_inner_content(&parts.title, ContentType::Text);
            Ok(())
        }),
        element!("meta[property='og:title']", |meta| {
            Ok(meta.set_attribute("content", &parts.title)?)
        }),
        element!(
            "meta[name=description], meta[property='og:description']",
            |meta| Ok(meta.set_attribute("content", &parts.description)?)
        ),
        element!("#app", |app| {
            apps.set(apps.get() + 1);
            app.set_inner_content(&text, ContentType::Html);
            Ok(())
        }),
        element!("script#boot", |boot| {
            boots.set(boots.get() + 1);
            boot.before(&boot_parts, ContentType::Html);
            Ok(())
        }),
    ];
    let read = |link: &Element| {
        let name = link.get_attribute("href").context("a link without href")?;
        fs::read_to_string(parts.folder.join(&name)).context(name)
    };
    if delivery == Delivery::Hosted {
        handlers.push(element!("script#unpack", |unpack| {
            unpack.remove();
            Ok(())
        }));
    } else {
        handlers.extend([
            element!(HOSTED_ONLY, |element| {
                element.remove();
                Ok(())
            }),
            element!("script#unpack", |unpack| {
                let wasm = BASE64_STANDARD.encode(&parts.wasm_gzip);
                let wasm = format!("<script type=\"text/plain\" id=\"wasm\">{wasm}</script>\n");
                unpack.before(&wasm, ContentType::Html);
                Ok(())
            }),
            element!("link[rel=stylesheet]", |link| {
                link.replace(&inline_style(&read(link)?)?, ContentType::Html);
                Ok(())
            }),
            element!("link[rel=icon]", |link| {
                let image = BASE64_STANDARD.encode(read(link)?);
                Ok(link.set_attribute("href", &format!("data:image/svg+xml;base64,{image}"))?)
            }),
        ]);
    }
    let html = rewrite(&parts.shell, handlers)?;
    if (apps.get(), boots.get()) != (1, 1) {
        bail!("index.html must have exactly one #app and one script#boot");
    }
    Ok(html)
}

/// Returns `html` after these handlers have edited it.
pub fn rewrite<'a>(
    html: &str,
    handlers: impl IntoIterator<Item = (Cow<'a, Selector>, ElementContentHandlers<'a>)>,
) -> Result<String> {
    let settings = handlers.into_iter().fold(
        RewriteStrSettings::new(),
        RewriteStrSettings::append_element_content_handler,
    );
    Ok(rewrite_str(html, settings)?)
}

/// What the boot script starts: the briefing, the place for a record, and the WebAssembly's glue.
fn boot_parts(parts: &Parts, delivery: Delivery) -> Result<String> {
    // In JSON, `<` occurs only inside strings. The escape means the same and cannot end the script.
    let briefing = parts.briefing.trim().replace('<', "\\u003c");
    let data = format!(
        "<script type=\"application/json\" id=\"briefing\">{briefing}</script>\n\
         <script type=\"application/json\" id=\"record\"></script>"
    );
    let app = match delivery {
        Delivery::Hosted => format!(
            "<script id=\"glue\" src=\"./{}\" data-wasm=\"./{}\" data-page=\"./{}\"></script>",
            parts.glue_name,
            parts.wasm_name,
            project::ONE_FILE
        ),
        Delivery::OneFile => format!(
            "<script type=\"text/plain\" id=\"source\"></script>\n\
             <script id=\"glue\">{}</script>",
            escape_script(&parts.glue)?
        ),
    };
    Ok(format!("{data}\n{app}\n"))
}

/// Escapes code for a `<script>`, which `</script` would end and where `<!--` would start a comment.
fn escape_script(code: &str) -> Result<String> {
    // In sensible code, both occur only inside strings, where the escape means the same.
    let code = code
        .replace("</script", "<\\/script")
        .replace("<!--", "\\x3c!--");
    if code.to_ascii_lowercase().contains("</script") {
        bail!("a script to inline holds </script> in mixed case");
    }
    Ok(code)
}

/// A `<style>` element for the page that has no files beside it.
fn inline_style(css: &str) -> Result<String> {
    if css.to_ascii_lowercase().contains("</style") {
        bail!("the style sheet to inline holds </style>");
    }
    let css = css.replace("\r\n", "\n");
    Ok(format!("<style id=\"style\">{}</style>", css.trim()))
}

/// Removes the comments, which are for developers, and what only Trunk reads from Trunk's `index.html`,
/// and minifies its scripts.
pub fn clean(shell: &str) -> Result<String> {
    let script = RefCell::new(String::new());
    let handlers = [
        comments!("*", |comment| {
            comment.remove();
            Ok(())
        }),
        element!("link[rel=rust]", |link| {
            link.remove();
            Ok(())
        }),
        // lol_html passes text in chunks.
        text!("script", |chunk| {
            script.borrow_mut().push_str(chunk.as_str());
            if chunk.last_in_text_node() {
                let code = escape_script(&compress::script(&script.take(), "es2017")?)?;
                chunk.replace(&code, ContentType::Html);
            } else {
                chunk.remove();
            }
            Ok(())
        }),
    ];
    let html = rewrite(shell, handlers)?;
    let lines = html.split_inclusive('\n');
    Ok(lines.filter(|line| !line.trim().is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHELL: &str = "<html><head><title>-</title><meta name=\"description\" content=\"\">\
        <meta property=\"og:title\" content=\"\"><link rel=\"manifest\" href=\"m.json\">\
        <link rel=\"stylesheet\" href=\"./a.css\"><link rel=\"icon\" href=\"./i.svg\">\
        <script id=\"unpack\">unpack()</script></head><body><div id=\"app\"></div><script id=\"boot\">go()</script></body></html>";

    /// Parts with a folder of their own, which the caller removes.
    fn parts(name: &str) -> Result<Parts> {
        let folder = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("a.css"), "b{top:0}")?;
        fs::write(folder.join("i.svg"), "<svg/>")?;
        Ok(Parts {
            title: "A < B".to_owned(),
            description: "Of \"A\"".to_owned(),
            shell: SHELL.to_owned(),
            prerendered: "<h1>Read<!> me</h1>".to_owned(),
            briefing: r#"{"t":"</script><b>"}"#.to_owned(),
            glue_name: "app.js".to_owned(),
            glue: "let wasm_bindgen='</script>'".to_owned(),
            wasm_name: "app_bg.wasm".to_owned(),
            wasm_gzip: vec![1, 2, 3],
            folder,
        })
    }

    /// The page made of those parts.
    fn page(name: &str, delivery: Delivery) -> Result<String> {
        let parts = parts(name)?;
        let html = put_together(&parts, delivery)?;
        fs::remove_dir_all(&parts.folder)?;
        Ok(html)
    }

    fn assert_contains(html: &str, expected: &[&str]) {
        for text in expected {
            assert!(html.contains(text), "{text} in {html}");
        }
    }

    #[test]
    fn our_own_shell_has_every_place_that_the_boot_script_and_this_module_need() -> Result<()> {
        let mut parts = parts("own")?;
        parts.shell = include_str!("../../index.html").to_owned();
        let html = put_together(&parts, Delivery::Hosted)?;
        for id in [
            "app-unavailable",
            "app-crash",
            "app-crash-downloads",
            "app-crash-denied",
        ] {
            assert_contains(&html, &[&format!("id=\"{id}\"")]);
        }
        parts.shell = "<html><body></body></html>".to_owned();
        assert!(put_together(&parts, Delivery::Hosted).is_err());
        Ok(fs::remove_dir_all(&parts.folder)?)
    }

    #[test]
    fn the_hosted_page_links_its_parts_by_relative_urls_and_describes_itself() -> Result<()> {
        let expected = [
            r#"<div id="app"><h1>Read me</h1></div>"#,
            r#"src="./app.js" data-wasm="./app_bg.wasm""#,
            r#"href="./a.css""#,
            "m.json",
            "<title>A &lt; B</title>",
            "name=\"description\" content=\"Of &quot;A&quot;\"",
            "property=\"og:title\" content=\"A < B\"",
        ];
        assert_contains(&page("hosted", Delivery::Hosted)?, &expected);
        Ok(())
    }

    #[test]
    fn the_one_file_refers_to_no_other() -> Result<()> {
        let html = page("one-file", Delivery::OneFile)?;
        let expected = [
            "<title>A &lt; B</title>",
            "<style id=\"style\">b{top:0}</style>",
            "href=\"data:image/svg+xml;base64,PHN2Zy8+\"",
            r#"<script type="text/plain" id="wasm">AQID</script>"#,
        ];
        assert_contains(&html, &expected);
        for reference in ["./", "m.json", "app.js", ".wasm", "og:"] {
            assert!(!html.contains(reference), "{reference} in {html}");
        }
        Ok(())
    }

    #[test]
    fn nothing_inlined_can_end_its_script() -> Result<()> {
        let html = page("safe", Delivery::OneFile)?;
        let count = |text: &str| html.matches(text).count();
        assert_eq!(count("</script"), count("<script"), "{html}");
        assert_contains(
            &html,
            &[r#"{"t":"\u003c/script>\u003cb>"}"#, r"'<\/script>'"],
        );
        assert!(escape_script("'</SCRIPT>'").is_err());
        assert_eq!(escape_script("'<!--'")?, r"'\x3c!--'");
        Ok(())
    }

    #[test]
    fn comments_and_blank_lines_are_removed() -> Result<()> {
        let shell = "<p>\n  <!-- note -->\n\nText\n</p>";
        assert_eq!(clean(shell)?, "<p>\nText\n</p>");
        Ok(())
    }
}
