//! Editing the page's markup: what goes where, linked or inlined.
//!
//! The shell is index.html as Trunk leaves it. Of it this module knows `#app`, where the text goes,
//! and `script#boot`, before which the parts go that the boot script starts.

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use lol_html::html_content::{ContentType, Element};
use lol_html::{HandlerResult, RewriteStrSettings, doc_comments, element, rewrite_str, text};

use crate::page::{Delivery, Parts};
use crate::{compress, project};

/// The page without its policy.
///
/// # Errors
/// When the shell lacks a place for a part, or a file it refers to cannot be inlined.
pub fn put_together(parts: &Parts, delivery: Delivery) -> Result<String> {
    let starts = starts(parts, delivery)?;
    let places = RefCell::new((0, 0));
    let about = &parts.about;
    let tell = |told: &'static str| {
        move |meta: &mut Element| -> HandlerResult {
            let told = if told == "title" {
                &about.title
            } else {
                &about.description
            };
            meta.set_attribute("content", told)?;
            Ok(())
        }
    };
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("title", |title| {
            title.set_inner_content(&about.title, ContentType::Text);
            Ok(())
        }))
        .append_element_content_handler(element!("meta[property='og:title']", tell("title")))
        .append_element_content_handler(element!(
            "meta[name=description], meta[property='og:description']",
            tell("description")
        ))
        .append_element_content_handler(element!("#app", |app| {
            places.borrow_mut().0 += 1;
            // What marks places for an app that takes the markup over; ours makes its own.
            let text = parts.prerendered.replace("<!>", "");
            app.set_inner_content(&text, ContentType::Html);
            Ok(())
        }))
        .append_element_content_handler(element!("script#boot", |boot| {
            places.borrow_mut().1 += 1;
            boot.before(&starts, ContentType::Html);
            Ok(())
        }));
    let html = rewrite_str(&parts.shell, settings)?;
    if places.into_inner() != (1, 1) {
        bail!("index.html must have exactly one #app and one script#boot");
    }
    match delivery {
        Delivery::Hosted => Ok(html),
        Delivery::Portable => inline_files(&html, &parts.folder),
    }
}

/// The parts the boot script starts: the briefing, the WebAssembly and the glue between.
fn starts(parts: &Parts, delivery: Delivery) -> Result<String> {
    let briefing = json_for_script(&parts.briefing);
    let briefing = format!(
        "<script type=\"application/json\" id=\"briefing\">{briefing}</script>\n\
         <script type=\"application/json\" id=\"record\"></script>"
    );
    let (glue_name, glue) = &parts.glue;
    Ok(match delivery {
        Delivery::Hosted => {
            let wasm_name = &parts.wasm_name;
            format!(
                "{briefing}\n\
                 <script id=\"glue\" src=\"./{glue_name}\" data-wasm=\"./{wasm_name}\" \
                 data-page=\"./{}\"></script>\n",
                project::PORTABLE
            )
        }
        Delivery::Portable => {
            let wasm = BASE64_STANDARD.encode(&parts.wasm_gzip);
            format!(
                "{briefing}\n\
                 <script type=\"text/plain\" id=\"wasm\">{wasm}</script>\n\
                 <script type=\"text/plain\" id=\"source\"></script>\n\
                 <script id=\"glue\">{}</script>\n",
                code_for_script(glue)?
            )
        }
    })
}

/// JSON that can stand in a `<script>`: no `<` in it, so nothing that could end it.
fn json_for_script(json: &str) -> String {
    // In JSON a `<` can only be inside a string, where the escape means the same.
    json.replace('<', "\\u003c")
}

/// Code that can stand in a `<script>`, where `</script` would end it and `<!--` would comment out.
fn code_for_script(code: &str) -> Result<String> {
    // Outside strings, neither can occur in sensible code; inside, the escape means the same.
    let code = code
        .replace("</script", "<\\/script")
        .replace("<!--", "\\x3c!--");
    if code.to_ascii_lowercase().contains("</script") {
        bail!("a script to inline holds </script> in mixed case");
    }
    Ok(code)
}

/// A style sheet that can stand in a `<style>` of a page without files beside it.
fn style_for_page(css: &str) -> Result<String> {
    if css.to_ascii_lowercase().contains("</style") {
        bail!("the style sheet to inline holds </style>");
    }
    for reference in css.split("url(").skip(1) {
        let reference = reference.trim_start_matches(['"', '\'', ' ']);
        if !reference.starts_with("data:") && !reference.starts_with('#') {
            let start: String = reference.chars().take(60).collect();
            bail!("the style sheet refers to a file, which the one-file page cannot: {start}");
        }
    }
    if css.contains("@import") {
        bail!("the style sheet imports another, which the one-file page cannot");
    }
    Ok(css
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .trim()
        .to_owned())
}

/// Replaces references to files by the files. What only helps a hosted page is dropped.
fn inline_files(html: &str, folder: &Path) -> Result<String> {
    const HOSTED_ONLY: &str = "link[rel=manifest], link[rel=preload], link[rel=modulepreload], \
                               link[rel=apple-touch-icon], link[rel=mask-icon], \
                               meta[property^='og:'], meta[name=description], \
                               meta[name=theme-color]";
    let inline_icon = |link: &mut Element| -> HandlerResult { inline_image(link, "href", folder) };
    let inline_picture =
        |image: &mut Element| -> HandlerResult { inline_image(image, "src", folder) };
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!(HOSTED_ONLY, |link| {
            link.remove();
            Ok(())
        }))
        .append_element_content_handler(element!("link[rel=stylesheet]", |link| {
            let name = link
                .get_attribute("href")
                .context("a style sheet without href")?;
            let css = fs::read_to_string(folder.join(&name)).with_context(|| name.clone())?;
            let css = style_for_page(&css)?;
            link.replace(
                &format!("<style id=\"style\">{css}</style>"),
                ContentType::Html,
            );
            Ok(())
        }))
        .append_element_content_handler(element!("link[rel~=icon]", inline_icon))
        .append_element_content_handler(element!("img[src]", inline_picture));
    let html = rewrite_str(html, settings)?;
    refuse_references(&html)?;
    Ok(html)
}

fn inline_image(element: &mut Element, attribute: &str, folder: &Path) -> HandlerResult {
    let name = element.get_attribute(attribute).unwrap_or_default();
    if name.starts_with("data:") {
        return Ok(());
    }
    let extension = Path::new(&name)
        .extension()
        .and_then(|extension| extension.to_str());
    let kind = match extension {
        Some("svg") => "svg+xml",
        Some("ico") => "x-icon",
        Some("jpg") => "jpeg",
        Some(other) => other,
        None => "png",
    };
    let bytes = fs::read(folder.join(&name)).with_context(|| format!("cannot inline {name}"))?;
    let data = match String::from_utf8(bytes) {
        Ok(drawing) if kind == "svg+xml" => format!(",{}", drawing_for_url(&drawing)),
        Ok(text) => format!(";base64,{}", BASE64_STANDARD.encode(text)),
        Err(picture) => format!(";base64,{}", BASE64_STANDARD.encode(picture.as_bytes())),
    };
    element.set_attribute(attribute, &format!("data:image/{kind}{data}"))?;
    Ok(())
}

/// A drawing as part of a URL, as text: half of what base64 makes of it once it is compressed.
fn drawing_for_url(drawing: &str) -> String {
    let lines: Vec<&str> = drawing.lines().map(str::trim).collect();
    let escapes = [
        ("%", "%25"),
        ("#", "%23"),
        (" ", "%20"),
        ("<", "%3C"),
        (">", "%3E"),
        ("\"", "'"),
    ];
    escapes
        .into_iter()
        .fold(lines.concat(), |text, (sign, escape)| {
            text.replace(sign, escape)
        })
}

/// `shell` with the comments and the white space of its boot script gone. They are for readers of
/// index.html; in the page they are weight.
///
/// # Errors
/// When there is no boot script, or it is not JavaScript.
pub fn shrink_boot(shell: &str) -> Result<String> {
    let boot = RefCell::new(String::new());
    let settings =
        RewriteStrSettings::new().append_element_content_handler(text!("script#boot", |chunk| {
            boot.borrow_mut().push_str(chunk.as_str());
            Ok(())
        }));
    rewrite_str(shell, settings)?;
    let short = code_for_script(&compress::script(&boot.into_inner(), "es2017")?)?;
    let settings =
        RewriteStrSettings::new().append_element_content_handler(element!("script#boot", |boot| {
            boot.set_inner_content(&short, ContentType::Html);
            Ok(())
        }));
    Ok(rewrite_str(shell, settings)?)
}

/// `shell` without its comments, what only Trunk reads, and the empty lines they leave behind.
///
/// # Errors
/// When it is not HTML.
pub fn bare(shell: &str) -> Result<String> {
    let settings = RewriteStrSettings::new()
        .append_document_content_handler(doc_comments!(|comment| {
            comment.remove();
            Ok(())
        }))
        .append_element_content_handler(element!("link[rel=rust]", |link| {
            link.remove();
            Ok(())
        }));
    let html = rewrite_str(shell, settings)?;
    let lines: Vec<&str> = html
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    Ok(lines.join("\n") + "\n")
}

/// Makes sure that nothing is left in `html` that a browser would fetch.
fn refuse_references(html: &str) -> Result<()> {
    const FETCHED: [(&str, &str); 5] = [
        ("[src]", "src"),
        ("[srcset]", "srcset"),
        ("object[data]", "data"),
        ("use[href]", "href"),
        ("link[href]", "href"),
    ];
    let left = RefCell::new(Vec::new());
    let mut settings = RewriteStrSettings::new();
    for (selector, attribute) in FETCHED {
        let left = &left;
        settings = settings.append_element_content_handler(element!(selector, move |element| {
            let reference = element.get_attribute(attribute).unwrap_or_default();
            if !reference.starts_with("data:") && !reference.starts_with('#') {
                left.borrow_mut().push(reference);
            }
            Ok(())
        }));
    }
    rewrite_str(html, settings)?;
    let left = left.into_inner();
    if !left.is_empty() {
        bail!("the one-file page cannot refer to {}", left.join(", "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::About;

    const SHELL: &str = "<html><head><!-- note --><title>-</title>\
        <meta name=\"description\" content=\"\"><meta property=\"og:title\" content=\"\"><link rel=\"manifest\" href=\"m.json\">\
        <link rel=\"stylesheet\" href=\"./a.css\"><link rel=\"icon\" href=\"./i.svg\"></head>\
        <body><div id=\"app\"></div><script id=\"boot\">go()</script></body></html>";

    /// Parts in a folder of their own, which the caller removes.
    fn parts(name: &str) -> Result<Parts> {
        let folder = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        fs::write(
            folder.join("a.css"),
            "b{background:url(data:image/png;base64,AA)}",
        )?;
        fs::write(folder.join("i.svg"), "<svg/>")?;
        Ok(Parts {
            shell: SHELL.to_owned(),
            prerendered: "<h1>Read<!> me</h1>".to_owned(),
            briefing: r#"{"t":"</script><b>"}"#.to_owned(),
            about: About {
                title: "A < B".to_owned(),
                description: "Of \"A\"".to_owned(),
            },
            glue: (
                "app.js".to_owned(),
                "let wasm_bindgen='</script>'".to_owned(),
            ),
            wasm_name: "app_bg.wasm".to_owned(),
            wasm_gzip: vec![1, 2, 3],
            folder,
        })
    }

    #[test]
    fn our_own_shell_has_every_place_the_boot_script_and_this_module_need() -> Result<()> {
        let mut parts = parts("own")?;
        parts.shell = include_str!("../../index.html").to_owned();
        let html = put_together(&parts, Delivery::Hosted)?;
        let ids = [
            "app-unavailable",
            "app-crash",
            "app-crash-downloads",
            "app-crash-denied",
        ];
        for id in ids {
            assert!(html.contains(&format!("id=\"{id}\"")), "{id}");
        }
        Ok(fs::remove_dir_all(&parts.folder)?)
    }

    #[test]
    fn the_hosted_page_links_its_parts_by_relative_urls() -> Result<()> {
        let parts = parts("hosted")?;
        let html = put_together(&parts, Delivery::Hosted)?;
        assert!(
            html.contains(r#"<div id="app"><h1>Read me</h1></div>"#),
            "{html}"
        );
        assert!(
            html.contains(r#"src="./app.js" data-wasm="./app_bg.wasm""#),
            "{html}"
        );
        assert!(
            html.contains(r#"href="./a.css""#) && html.contains("m.json"),
            "{html}"
        );
        Ok(fs::remove_dir_all(&parts.folder)?)
    }

    #[test]
    fn the_page_says_what_it_is_to_those_who_have_not_opened_it() -> Result<()> {
        let parts = parts("about")?;
        let hosted = put_together(&parts, Delivery::Hosted)?;
        for told in [
            "<title>A &lt; B</title>",
            "name=\"description\" content=\"Of &quot;A&quot;\"",
            "property=\"og:title\" content=\"A < B\"",
        ] {
            assert!(hosted.contains(told), "{told} in {hosted}");
        }
        let portable = put_together(&parts, Delivery::Portable)?;
        assert!(portable.contains("A &lt; B") && !portable.contains("og:"));
        Ok(fs::remove_dir_all(&parts.folder)?)
    }

    #[test]
    fn the_one_file_refers_to_no_other() -> Result<()> {
        let parts = parts("portable")?;
        let html = put_together(&parts, Delivery::Portable)?;
        assert!(html.contains("<style id=\"style\">b{background"), "{html}");
        assert!(
            html.contains("href=\"data:image/svg+xml,%3Csvg/%3E\""),
            "{html}"
        );
        assert!(
            html.contains(r#"<script type="text/plain" id="wasm">AQID</script>"#),
            "{html}"
        );
        for reference in ["./", "m.json", "app.js", ".wasm"] {
            assert!(!html.contains(reference), "{reference} in {html}");
        }
        Ok(fs::remove_dir_all(&parts.folder)?)
    }

    #[test]
    fn nothing_inlined_can_end_its_script() -> Result<()> {
        let parts = parts("safe")?;
        let html = put_together(&parts, Delivery::Portable)?;
        let count = |text: &str| html.matches(text).count();
        assert_eq!(count("</script"), count("<script"), "{html}");
        assert!(html.contains(r#"{"t":"\u003c/script>\u003cb>"}"#), "{html}");
        assert!(html.contains(r"'<\/script>'"), "{html}");
        assert!(code_for_script("'</SCRIPT>'").is_err());
        assert_eq!(code_for_script("'<!--'")?, r"'\x3c!--'");
        Ok(fs::remove_dir_all(&parts.folder)?)
    }

    #[test]
    fn a_style_sheet_with_files_beside_it_stops_the_build() {
        assert!(style_for_page("a{src:url(\"/assets/crest.svg\")}").is_err());
        assert!(style_for_page("@import 'other.css'").is_err());
        assert!(style_for_page("a{fill:url(#shade)}").is_ok());
    }

    #[test]
    fn what_the_one_file_would_have_to_fetch_stops_the_build() {
        let fetches = [
            "<script src=\"./a.js\"></script>",
            "<img srcset=\"./a.png 2x\">",
            "<svg><use href=\"icons.svg#a\"></use></svg>",
            "<link rel=\"stylesheet\" href=\"https://example.org/a.css\">",
        ];
        for html in fetches {
            assert!(refuse_references(html).is_err(), "{html}");
        }
        let stays = "<a href=\"https://www.gov.uk/\"></a><svg><use href=\"#a\"></use></svg>";
        assert!(refuse_references(stays).is_ok());
    }

    #[test]
    fn comments_go_and_take_their_lines_along() -> Result<()> {
        assert_eq!(
            bare("<p>\n  <!-- note -->\n\nText\n</p>")?,
            "<p>\nText\n</p>\n"
        );
        Ok(())
    }

    #[test]
    fn a_shell_without_its_places_stops_the_build() -> Result<()> {
        let mut parts = parts("bare")?;
        parts.shell = "<html><body></body></html>".to_owned();
        assert!(put_together(&parts, Delivery::Hosted).is_err());
        Ok(fs::remove_dir_all(&parts.folder)?)
    }
}
