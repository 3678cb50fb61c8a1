//! Making the page smaller: gzip for the WebAssembly in the one file, esbuild for scripts, `PurgeCSS`
//! and esbuild for styles. And how small the one file has to be.

use std::io::Read;
use std::path::Path;

use anyhow::Result;
use flate2::Compression;
use flate2::read::GzEncoder;
use xshell::cmd;

use crate::{npm, project};

/// What the one file may weigh, in bytes.
pub const MAX_BYTES: usize = 1_500_000;
/// What the one file may weigh once a server has compressed it, in bytes, by [`gzip`].
pub const MAX_GZIP_BYTES: usize = 750_000;

/// `bytes` as gzip, at the highest level.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    GzEncoder::new(bytes, Compression::best()).read_to_end(&mut compressed)?;
    Ok(compressed)
}

/// Leaves in a style sheet only the rules for what the app's pages have, and of those only what
/// browsers read.
pub fn style(sheet: &Path) -> Result<()> {
    let shell = project::shell()?;
    let (purgecss, esbuild) = (npm::program("purgecss")?, npm::program("esbuild")?);
    let files = ["--css".as_ref(), sheet, "--output".as_ref(), sheet];
    let purge = cmd!(
        shell,
        "{purgecss} --config style/purgecss.config.cjs {files...}"
    );
    purge.quiet().ignore_stdout().run()?;
    let options = [
        "--minify",
        "--charset=utf8",
        "--log-level=error",
        "--allow-overwrite",
    ];
    let minify = cmd!(shell, "{esbuild} {options...} {sheet} --outfile={sheet}");
    Ok(minify.quiet().run()?)
}

/// A script with the same meaning and fewer bytes, in that version of JavaScript or an older one.
/// Names at its top level stay as they are, since the boot script calls the other script by one of
/// them.
pub fn script(source: &str, version: &str) -> Result<String> {
    let esbuild = npm::program("esbuild")?;
    let shell = project::shell()?;
    let options = ["--minify", "--charset=utf8", "--legal-comments=none"];
    let minify = cmd!(shell, "{esbuild} {options...} --target={version}");
    Ok(minify.stdin(source).read()?)
}
