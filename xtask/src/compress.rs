//! Making the page smaller: gzip for the WebAssembly in the one file, esbuild for scripts, `PurgeCSS`
//! and esbuild for styles. Also the limits on the weight of the one file.

use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::read::GzEncoder;
use xshell::cmd;

use crate::{npm, project};

/// What the one file may weigh, in bytes.
pub const MAX_BYTES: usize = 1_500_000;
/// What the one file may weigh in bytes when a server compresses it, as [`gzip`] does.
pub const MAX_GZIP_BYTES: usize = 750_000;

/// The prefix of our own classes and ids.
const OUR_PREFIX: &str = "app-";

/// `bytes` as gzip, at the highest level.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    GzEncoder::new(bytes, Compression::best()).read_to_end(&mut compressed)?;
    Ok(compressed)
}

/// Removes the rules that no page uses and the queries that no browser knows from a style sheet, and
/// minifies it. Fails if one of our own rules is unused.
pub fn style(sheet: &Path) -> Result<()> {
    let shell = project::shell()?;
    let (purgecss, esbuild) = (npm::program("purgecss")?, npm::program("esbuild")?);
    let purge = cmd!(
        shell,
        "{purgecss} --config style/purgecss.config.cjs --css {sheet} --rejected"
    );
    let report = purge.quiet().read()?;
    let css = used_rules(&report)?;
    fs::write(sheet, without_unknown_media(&css))?;
    let options = [
        "--minify",
        "--charset=utf8",
        "--log-level=error",
        "--allow-overwrite",
    ];
    let minify = cmd!(shell, "{esbuild} {options...} {sheet} --outfile={sheet}");
    Ok(minify.quiet().run()?)
}

/// The style sheet in the report of `PurgeCSS`. GOV.UK's rules may be unused, but an unused rule of
/// our own has to be deleted from `style/`.
fn used_rules(report: &str) -> Result<String> {
    let report: serde_json::Value = serde_json::from_str(report)?;
    let rejected = report[0]["rejected"].as_array().context("rejected rules")?;
    let rejected = rejected.iter().filter_map(|selector| selector.as_str());
    let ours: Vec<&str> = rejected.filter(|it| it.contains(OUR_PREFIX)).collect();
    if !ours.is_empty() {
        bail!("style/ has rules for what no page has: {}", ours.join(", "));
    }
    let css = report[0]["css"].as_str().context("a style sheet")?;
    Ok(css.to_owned())
}

/// Removes the media queries that no browser knows: GOV.UK's rules for Internet Explorer are in
/// `@media screen\0`, and Sass writes U+FFFD for the `\0`. The Nu Html Checker rightly rejects this as
/// invalid CSS.
fn without_unknown_media(css: &str) -> String {
    let mut kept = String::new();
    let mut rest = css;
    while let Some(start) = rest.find("@media") {
        let (before, from_query) = rest.split_at(start);
        kept.push_str(before);
        let query_length = from_query.find('{').unwrap_or(from_query.len());
        let (query, block) = from_query.split_at(query_length);
        if query.contains(char::REPLACEMENT_CHARACTER) {
            rest = &block[block_length(block)..];
        } else {
            kept.push_str(query);
            rest = block;
        }
    }
    kept + rest
}

/// The length of the block at the start of a text, in bytes.
fn block_length(text: &str) -> usize {
    let mut depth = 0_usize;
    for (index, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 1 => return index + 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text.len()
}

/// Minifies a script, for that version of JavaScript or a newer one. Names at its top level stay as
/// they are: the boot script calls a function of the other script by its name.
pub fn script(source: &str, version: &str) -> Result<String> {
    let esbuild = npm::program("esbuild")?;
    let shell = project::shell()?;
    let options = ["--minify", "--charset=utf8", "--legal-comments=none"];
    let minify = cmd!(shell, "{esbuild} {options...} --target={version}");
    Ok(minify.stdin(source).read()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unused_rule_of_our_own_stops_the_build() -> Result<()> {
        let report =
            |selector| format!(r#"[{{"css":".app-card{{top:0}}","rejected":["{selector}"]}}]"#);
        assert_eq!(used_rules(&report(".govuk-tag"))?, ".app-card{top:0}");
        let error = used_rules(&report(".app-card .app-gone")).map_err(|error| error.to_string());
        assert_eq!(
            error,
            Err("style/ has rules for what no page has: .app-card .app-gone".to_owned())
        );
        assert!(used_rules("[]").is_err());
        Ok(())
    }

    #[test]
    fn rules_in_a_media_query_that_no_browser_knows_are_removed() {
        let css = "a{top:0}@media print{a{top:1px}b{top:2px}}\
                   @media screen\u{fffd} and (min-width:1em){a{top:3px}b{top:4px}}c{top:5px}\
                   @media screen\u{fffd}{a{top:6px}}";
        assert_eq!(
            without_unknown_media(css),
            "a{top:0}@media print{a{top:1px}b{top:2px}}c{top:5px}"
        );
        assert_eq!(without_unknown_media("a{top:0}"), "a{top:0}");
    }
}
