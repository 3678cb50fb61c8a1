//! The page's Content-Security-Policy: nothing is allowed but what the page was built with.
//!
//! It is worked out last, from the finished markup, so that it cannot disagree with it. There is no
//! `unsafe-inline`: inline scripts and styles are named by their hashes, and what hashes cannot name
//! (`style="…"` and `onclick="…"`) is refused here, at build time, instead of failing in a browser.

use std::cell::RefCell;

use anyhow::{Result, anyhow, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use lol_html::{RewriteStrSettings, element, rewrite_str, text};
use sha2::{Digest, Sha256};

use crate::page::Delivery;

/// `html` with its policy as the first thing in `<head>`, where it governs all that follows.
///
/// # Errors
/// When the markup holds something no policy by hashes can allow.
pub fn add(html: &str, delivery: Delivery) -> Result<String> {
    let policy = of(html, delivery)?;
    let tag = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    let head = element!("head", |head| {
        head.prepend(&tag, lol_html::html_content::ContentType::Html);
        Ok(())
    });
    Ok(rewrite_str(
        html,
        RewriteStrSettings::new().append_element_content_handler(head),
    )?)
}

/// The policy `html` needs.
///
/// # Errors
/// When the markup holds something no policy by hashes can allow.
pub fn of(html: &str, delivery: Delivery) -> Result<String> {
    let inline = Inline::in_markup(html)?;
    let scripts = sources(&inline.scripts);
    Ok(match delivery {
        Delivery::Hosted => {
            if !inline.styles.is_empty() {
                bail!("the hosted page has an inline <style>, which its policy does not allow");
            }
            format!(
                "default-src 'none'; script-src 'self'{scripts} 'wasm-unsafe-eval'; \
                 style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; \
                 base-uri 'none'; form-action 'none'"
            )
        }
        Delivery::Portable => {
            let styles = sources(&inline.styles);
            format!(
                "default-src 'none'; script-src{scripts} 'wasm-unsafe-eval'; style-src{styles}; \
                 img-src data:; base-uri 'none'; form-action 'none'"
            )
        }
    })
}

fn sources(texts: &[String]) -> String {
    let named: Vec<String> = texts
        .iter()
        .map(|text| format!(" '{}'", source(text)))
        .collect();
    named.concat()
}

/// The name by which a policy allows this inline script or style.
fn source(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// The text of every inline script that runs, and of every inline style.
#[derive(Debug, Default)]
struct Inline {
    scripts: Vec<String>,
    styles: Vec<String>,
    refused: Vec<String>,
}

impl Inline {
    fn in_markup(html: &str) -> Result<Self> {
        // Blocks of data are scripts in name only: they never run and need no permission.
        const RUNS: &str =
            "script:not([src]):not([type=\"application/json\"]):not([type=\"text/plain\"])";
        let found = RefCell::new(Self::default());
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!(RUNS, |_| {
                found.borrow_mut().scripts.push(String::new());
                Ok(())
            }))
            .append_element_content_handler(text!(RUNS, |chunk| {
                append(&mut found.borrow_mut().scripts, chunk.as_str());
                Ok(())
            }))
            .append_element_content_handler(element!("style", |_| {
                found.borrow_mut().styles.push(String::new());
                Ok(())
            }))
            .append_element_content_handler(text!("style", |chunk| {
                append(&mut found.borrow_mut().styles, chunk.as_str());
                Ok(())
            }))
            .append_element_content_handler(element!("*", |element| {
                let names = element
                    .attributes()
                    .iter()
                    .map(lol_html::html_content::Attribute::name);
                let refused = names.filter(|name| name == "style" || name.starts_with("on"));
                let tag = element.tag_name();
                found
                    .borrow_mut()
                    .refused
                    .extend(refused.map(|name| format!("<{tag} {name}=…>")));
                Ok(())
            }));
        rewrite_str(html, settings).map_err(|error| anyhow!("the page is not HTML: {error}"))?;
        let found = found.into_inner();
        if !found.refused.is_empty() {
            bail!(
                "the page's policy does not allow {}",
                found.refused.join(", ")
            );
        }
        Ok(found)
    }
}

/// A text arrives in pieces; they belong to the element that began last.
fn append(texts: &mut [String], piece: &str) {
    if let Some(text) = texts.last_mut() {
        text.push_str(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><meta charset=\"utf-8\"><style>b{}</style></head><body>\
        <script type=\"application/json\">{}</script><script type=\"text/plain\">H4s</script>\
        <script src=\"./a.js\"></script><script>alert(1)</script></body></html>";

    #[test]
    fn a_hash_is_the_one_browsers_compute() {
        // Source: the example in the Content Security Policy specification, level 2.
        let hash = "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=";
        assert_eq!(source("alert('Hello, world.');"), hash);
    }

    #[test]
    fn only_what_runs_is_named() -> Result<()> {
        let inline = Inline::in_markup(PAGE)?;
        assert_eq!(inline.scripts, ["alert(1)"]);
        assert_eq!(inline.styles, ["b{}"]);
        Ok(())
    }

    #[test]
    fn the_policy_comes_first_and_is_strict() -> Result<()> {
        let html = add(PAGE, Delivery::Portable)?;
        assert!(html.starts_with("<html><head><meta http-equiv=\"Content-Security-Policy\""));
        assert!(html.contains("default-src 'none'; script-src 'sha256-"));
        assert!(!html.contains("unsafe-inline") && !html.contains("'unsafe-eval'"));
        Ok(())
    }

    #[test]
    fn the_hosted_page_asks_nobody_but_its_own_server() -> Result<()> {
        let policy = of("<head></head><script>1</script>", Delivery::Hosted)?;
        assert!(policy.contains("connect-src 'self'"), "{policy}");
        assert!(policy.contains("script-src 'self' 'sha256-"), "{policy}");
        Ok(())
    }

    #[test]
    fn what_a_hash_cannot_name_stops_the_build() {
        for html in ["<p style=\"color: red\">", "<a onclick=\"go()\">"] {
            assert!(of(html, Delivery::Portable).is_err(), "{html}");
        }
        assert!(of("<style>p{}</style>", Delivery::Hosted).is_err());
    }
}
