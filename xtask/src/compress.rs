//! Making things small: gzip for the WebAssembly in the one file, esbuild for scripts, `PurgeCSS`
//! for styles, and the weight of the result.

use std::fs;
use std::io::Write;
use std::num::NonZeroU64;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{packages, project};

/// What the one file may weigh, in bytes.
pub const MAX_BYTES: usize = 800_000;
/// What the one file may weigh once a server has compressed it, in bytes, by [`gzip_weight`]. The aim
/// is 370,000 by `gzip -9`, which makes 2 % less of the same file.
pub const MAX_GZIP_BYTES: usize = 377_000;

/// `bytes` as gzip, as small as it gets. Takes a second or two, so the result is kept, under the name
/// of what it is, for the next build that has the same.
///
/// # Errors
/// When the compressor fails.
pub fn gzip_small(name: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    let folder = project::root().join("target/xtask/gzip").join(name);
    let kept = folder.join(packages::fingerprint(bytes));
    if let Ok(known) = fs::read(&kept) {
        return Ok(known);
    }
    let small = zopfli_gzip(bytes)?;
    // Best effort: only time is lost without it. Only the newest is kept, and the rename keeps a
    // half-written one from use.
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).ok();
    let unfinished = folder.join("unfinished");
    if fs::write(&unfinished, &small).is_ok() {
        fs::rename(&unfinished, &kept).ok();
    }
    Ok(small)
}

fn zopfli_gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let options = zopfli::Options {
        iteration_count: NonZeroU64::new(40).unwrap_or(NonZeroU64::MIN),
        maximum_block_splits: 60,
        ..zopfli::Options::default()
    };
    let mut small = Vec::new();
    zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut small)
        .context("cannot compress")?;
    Ok(small)
}

/// How many bytes a web server would send for these.
///
/// # Errors
/// When the compressor fails.
pub fn gzip_weight(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// Leaves in a style sheet only the rules for what the app's pages have, and of those only
/// what browsers read.
///
/// # Errors
/// When `PurgeCSS` or esbuild fails.
pub fn style(sheet: &Path) -> Result<()> {
    let output = project::node_module("purgecss")
        .args(["--config", "style/purgecss.config.cjs", "--css"])
        .arg(sheet)
        .arg("--output")
        .arg(sheet)
        .current_dir(project::root())
        .output()
        .context("cannot start purgecss")?;
    if !output.status.success() {
        bail!("purgecss: {}", String::from_utf8_lossy(&output.stderr));
    }
    let output = project::node_module("esbuild")
        .args(["--minify", "--charset=utf8", "--log-level=error"])
        .arg(sheet)
        .output()
        .context("cannot start esbuild")?;
    if !output.status.success() {
        bail!("esbuild: {}", String::from_utf8_lossy(&output.stderr));
    }
    fs::write(sheet, output.stdout).context("the style sheet")
}

/// A script with the same meaning and fewer bytes. Names at its top level stay as they are, since
/// the boot script calls the other script by one of them.
///
/// # Errors
/// When esbuild fails, as it does on a syntax error.
pub fn script(source: &str, language: &str) -> Result<String> {
    let mut esbuild = project::node_module("esbuild");
    let mut child = esbuild
        .args(["--minify", "--charset=utf8", "--legal-comments=none"])
        .arg(format!("--target={language}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start esbuild")?;
    let mut input = child.stdin.take().context("esbuild takes no input")?;
    let output = std::thread::scope(|scope| {
        // Written from beside: a full pipe on either end would stop both for good.
        scope.spawn(move || input.write_all(source.as_bytes()));
        child.wait_with_output()
    })?;
    if !output.status.success() {
        bail!("esbuild: {}", output.status);
    }
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_is_gzip_and_smaller() -> Result<()> {
        let text = "the same again and again. ".repeat(100);
        let small = zopfli_gzip(text.as_bytes())?;
        assert_eq!(small.get(..2), Some(&[0x1f, 0x8b][..]));
        assert!(small.len() < text.len() / 10);
        assert!(gzip_weight(text.as_bytes())? < text.len() / 10);
        Ok(())
    }
}
