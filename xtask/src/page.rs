//! Finishing the page: from Trunk's output to the hosted page and the one file.
//!
//! Trunk calls `xtask page` after every build and before it puts the result in place, so building and
//! serving end in the same way. Both deliveries are the same markup, put together by the same
//! function. They differ in whether a part is linked or inlined, see [`Delivery`].

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xshell::{Cmd, Shell, cmd};

use crate::markup::{self, Delivery, Parts};
use crate::{compress, policy, progress, project, source, wasm_target};

const BRIEFING: &str = "src/briefing/tscp-case-reviews-2017-2020.json";

/// `cargo xtask page`: Trunk's hook.
pub fn finish() -> Result<()> {
    let folder = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("Trunk runs this after a build; to build, run: cargo xtask build")?;
    let parts = gather(&folder)?;
    fs::write(folder.join(&parts.glue_name), &parts.glue)?;
    fs::write(
        folder.join("index.html"),
        assemble(&parts, Delivery::Hosted)?,
    )?;
    let one_file = source::add(&assemble(&parts, Delivery::OneFile)?)?;
    fs::write(folder.join(project::ONE_FILE), &one_file)?;
    let gzip_bytes = compress::gzip(one_file.as_bytes())?.len();
    progress::say(
        project::ONE_FILE,
        &format!(
            "{} kB, {} kB gzip",
            one_file.len() / 1000,
            gzip_bytes / 1000
        ),
    );
    Ok(())
}

fn assemble(parts: &Parts, delivery: Delivery) -> Result<String> {
    policy::add(&markup::put_together(parts, delivery)?, delivery)
}

fn gather(folder: &Path) -> Result<Parts> {
    compress::style(&folder.join(only_file(folder, ".css")?))?;
    let wasm_name = only_file(folder, "_bg.wasm")?;
    let glue_name = wasm_name.replace("_bg.wasm", ".js");
    let briefing = read(&project::root().join(BRIEFING))?;
    let about: serde_json::Value = serde_json::from_str(&briefing).context(BRIEFING)?;
    let text = |name: &str| about[name].as_str().with_context(|| name.to_owned());
    let (title, kind, partnership) = (text("title")?, text("kind")?, text("partnership")?);
    Ok(Parts {
        title: format!("Briefing - {title} - {partnership}"),
        description: format!(
            "{kind} “{title}” of the {partnership}: read it with your team, discuss it, agree \
             actions, and send the form back."
        ),
        shell: markup::clean(&read(&folder.join("index.html"))?)?,
        prerendered: prerender()?,
        briefing,
        glue: compress::script(&read(&folder.join(&glue_name))?, "es2020")?,
        glue_name,
        wasm_gzip: compress::gzip(&fs::read(folder.join(&wasm_name))?)?,
        wasm_name,
        folder: folder.to_owned(),
    })
}

/// Reads a file with Unix line endings, whatever git checked out: the browser's parser normalises line
/// endings before the browser hashes a script for the policy.
fn read(path: &Path) -> Result<String> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    Ok(text.replace("\r\n", "\n"))
}

/// The name of the only file in `folder` whose name ends in `ending`.
fn only_file(folder: &Path, ending: &str) -> Result<String> {
    let names = fs::read_dir(folder)?.flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let found: Vec<String> = names.filter(|name| name.ends_with(ending)).collect();
    match <[String; 1]>::try_from(found) {
        Ok([name]) => Ok(name),
        Err(found) => bail!(
            "expected one file *{ending} in {}, found {}",
            folder.display(),
            found.len()
        ),
    }
}

/// `cargo build` or `cargo run` for the program that renders the page natively.
pub fn prerender_command<'a>(shell: &'a Shell, subcommand: &str) -> Cmd<'a> {
    let options = ["--quiet", "--locked", "--features", "ssr"];
    let cargo = cmd!(shell, "cargo {subcommand} {options...} --bin prerender");
    let names = wasm_target::NAMES.into_iter();
    names.fold(cargo, Cmd::env_remove)
}

/// The page's text, rendered natively by the app's own components.
fn prerender() -> Result<String> {
    let shell = project::shell()?;
    let cargo = prerender_command(&shell, "run").ignore_status();
    // Its messages matter only if it fails: in development builds, Leptos warns that nothing will
    // react to the signals in a page that is only rendered as text.
    let output = cargo.output()?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        bail!("{cargo}: {}\n{stderr}", output.status);
    }
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
