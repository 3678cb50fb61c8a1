//! The page's Content-Security-Policy, which allows only what the page was built with.
//!
//! It is computed last, from the finished markup, so that it cannot disagree with it. There is no
//! `unsafe-inline`: inline scripts and styles are named by their hashes. Anything that the policy would
//! block in the browser stops the build here: `style="…"` and `onclick="…"`, and in the one file
//! everything that a browser would fetch.

use std::cell::RefCell;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use lol_html::html_content::{Element, TextChunk};
use lol_html::{element, text};
use sha2::{Digest, Sha256};

use crate::markup::{Delivery, rewrite};

/// Returns `html` with its policy first in `<head>`, where it applies to everything that follows.
pub fn add(html: &str, delivery: Delivery) -> Result<String> {
    let policy = policy_for(html, delivery)?;
    let (before, after) = html
        .split_once("<head>")
        .context("the page has no <head>")?;
    Ok(format!(
        "{before}<head><meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{after}"
    ))
}

fn policy_for(html: &str, delivery: Delivery) -> Result<String> {
    let found = Findings::in_page(html, delivery)?;
    if !found.refused.is_empty() {
        let refused = found.refused.join(", ");
        bail!("the page's policy does not allow {refused}");
    }
    let (scripts, styles) = (sources(&found.scripts), sources(&found.styles));
    Ok(match delivery {
        Delivery::Hosted => format!(
            "default-src 'none'; script-src 'self'{scripts} 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
             form-action 'none'"
        ),
        Delivery::OneFile => format!(
            "default-src 'none'; script-src{scripts} 'wasm-unsafe-eval'; style-src{styles}; \
             img-src data:; base-uri 'none'; form-action 'none'"
        ),
    })
}

/// The hashes by which a policy allows these inline scripts or styles.
fn sources(texts: &[String]) -> String {
    let hashes = texts.iter().map(|text| format!(" '{}'", hash(text)));
    hashes.collect()
}

fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// What a page contains that matters to its policy.
#[derive(Debug, Default)]
struct Findings {
    /// The text of every inline script that runs.
    scripts: Vec<String>,
    /// The text of every inline style sheet.
    styles: Vec<String>,
    /// What the policy cannot allow.
    refused: Vec<String>,
}

impl Findings {
    fn in_page(html: &str, delivery: Delivery) -> Result<Self> {
        // Data blocks are scripts in name only: they never run and need no permission.
        const RUNS: &str =
            "script:not([src]):not([type=\"application/json\"]):not([type=\"text/plain\"])";
        let found = RefCell::new(Self::default());
        let handlers = [
            text!(RUNS, |chunk| {
                collect(&mut found.borrow_mut().scripts, chunk);
                Ok(())
            }),
            text!("style", |chunk| {
                collect(&mut found.borrow_mut().styles, chunk);
                Ok(())
            }),
            element!("*", |element| {
                let refused = refused_attributes(element, delivery);
                found.borrow_mut().refused.extend(refused);
                Ok(())
            }),
        ];
        rewrite(html, handlers).context("the page is not HTML")?;
        let mut found = found.into_inner();
        // `collect` leaves an empty text at the end of each list.
        found.scripts.pop();
        found.styles.pop();
        if delivery == Delivery::OneFile {
            let references = found.styles.iter().flat_map(|css| references(css));
            found.refused.extend(references);
        } else if !found.styles.is_empty() {
            found.refused.push("<style>".to_owned());
        }
        Ok(found)
    }
}

/// Appends the chunk to the last of `texts`, and starts a new one when that is complete.
fn collect(texts: &mut Vec<String>, chunk: &TextChunk) {
    match texts.last_mut() {
        Some(text) => text.push_str(chunk.as_str()),
        None => texts.push(chunk.as_str().to_owned()),
    }
    if chunk.last_in_text_node() {
        texts.push(String::new());
    }
}

fn refused_attributes(element: &Element, delivery: Delivery) -> Vec<String> {
    let tag = element.tag_name();
    let fetches = |name: &str| {
        matches!(name, "src" | "srcset")
            || (name == "data" && tag == "object")
            || (name == "href" && matches!(tag.as_str(), "link" | "use"))
    };
    let is_refused = |name: &str, value: &str| {
        name == "style"
            || name.starts_with("on")
            || (delivery == Delivery::OneFile && fetches(name) && !stays_in_page(value))
    };
    let attributes = element.attributes().iter();
    attributes
        .map(|attribute| (attribute.name(), attribute.value()))
        .filter(|(name, value)| is_refused(name, value))
        .map(|(name, value)| format!("<{tag} {name}=\"{value}\">"))
        .collect()
}

fn stays_in_page(reference: &str) -> bool {
    reference.starts_with("data:") || reference.starts_with('#')
}

/// The references to files in a style sheet.
fn references(css: &str) -> Vec<String> {
    let urls = css.split("url(").skip(1);
    let urls = urls.map(|url| url.trim_start_matches(['"', '\'', ' ']));
    urls.filter(|url| !stays_in_page(url))
        .map(|url| format!("url({}", url.chars().take(60).collect::<String>()))
        .chain(css.contains("@import").then(|| "@import".to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><meta charset=\"utf-8\"><style>b{}</style></head><body>\
        <script type=\"application/json\">{}</script><script type=\"text/plain\">H4s</script>\
        <script>alert(1)</script></body></html>";

    #[test]
    fn a_hash_is_the_one_that_browsers_compute() {
        // Source: the example in the Content Security Policy specification, level 2.
        let expected = "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=";
        assert_eq!(hash("alert('Hello, world.');"), expected);
    }

    #[test]
    fn inline_scripts_and_styles_are_found_but_data_blocks_are_not() -> Result<()> {
        let found = Findings::in_page(PAGE, Delivery::OneFile)?;
        assert_eq!(found.scripts, ["alert(1)"]);
        assert_eq!(found.styles, ["b{}"]);
        Ok(())
    }

    #[test]
    fn the_policy_comes_first_and_is_strict() -> Result<()> {
        let html = add(PAGE, Delivery::OneFile)?;
        assert!(html.starts_with("<html><head><meta http-equiv=\"Content-Security-Policy\""));
        assert!(html.contains("default-src 'none'; script-src 'sha256-"));
        assert!(!html.contains("unsafe-inline") && !html.contains("'unsafe-eval'"));
        Ok(())
    }

    #[test]
    fn the_hosted_page_asks_only_its_own_server() -> Result<()> {
        let html = "<head></head><script src=\"./a.js\"></script><script>1</script>";
        let policy = policy_for(html, Delivery::Hosted)?;
        assert!(policy.contains("connect-src 'self'"), "{policy}");
        assert!(policy.contains("script-src 'self' 'sha256-"), "{policy}");
        Ok(())
    }

    #[test]
    fn what_the_policy_would_block_stops_the_build() {
        for html in ["<p style=\"color: red\">", "<a onclick=\"go()\">"] {
            assert!(policy_for(html, Delivery::OneFile).is_err(), "{html}");
            assert!(policy_for(html, Delivery::Hosted).is_err(), "{html}");
        }
        assert!(policy_for("<style>p{}</style>", Delivery::Hosted).is_err());
    }

    #[test]
    fn what_the_one_file_would_have_to_fetch_stops_the_build() {
        for html in [
            "<script src=\"./a.js\"></script>",
            "<img srcset=\"./a.png 2x\">",
            "<svg><use href=\"icons.svg#a\"></use></svg>",
            "<link rel=\"stylesheet\" href=\"https://example.org/a.css\">",
            "<style>a{src:url(\"/assets/crest.svg\")}</style>",
            "<style>@import 'other.css'</style>",
        ] {
            assert!(policy_for(html, Delivery::OneFile).is_err(), "{html}");
        }
        let allowed = "<a href=\"https://www.gov.uk/\"></a><svg><use href=\"#a\"></use></svg>\
            <style>a{fill:url(#shade);background:url(data:image/png;base64,AA)}</style>";
        assert!(policy_for(allowed, Delivery::OneFile).is_ok());
    }
}
