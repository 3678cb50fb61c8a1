//! Finishing the page: from Trunk's output to the hosted page and the one file.
//!
//! Trunk calls `xtask page` after every build and before it puts the result in place, so building
//! and serving end in the same way. Both deliveries are the same markup put together by the same
//! function; they differ in whether a part is linked or inlined, see [`Delivery`].

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use anyhow::{Context, Result, bail};

use crate::{compress, markup, names, order, policy, progress, project, source};

const BRIEFING: &str = "src/briefing/tscp-case-reviews-2017-2020.json";

const PRERENDER: [&str; 6] = [
    "--quiet",
    "--locked",
    "--features",
    "ssr",
    "--bin",
    "prerender",
];

/// Where a page's parts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// In files beside the page, to be served by any web server under any path.
    Hosted,
    /// In the page itself, to be opened from a disk.
    Portable,
}

/// What a page is put together from.
#[derive(Debug)]
pub struct Parts {
    /// Trunk's `index.html`.
    pub shell: String,
    /// The briefing as text to read, before and without WebAssembly.
    pub prerendered: String,
    /// The briefing as data, for the app.
    pub briefing: String,
    /// What search engines and previews of links are told.
    pub about: About,
    /// The script that connects WebAssembly to the page, and the name of its file.
    pub glue: (String, String),
    /// The name of the WebAssembly's file.
    pub wasm_name: String,
    /// The WebAssembly itself, as gzip.
    pub wasm_gzip: Vec<u8>,
    /// Where the files are that the shell refers to.
    pub folder: PathBuf,
}

/// What a page says of itself to those who have not opened it.
#[derive(Debug)]
pub struct About {
    /// The name of the page.
    pub title: String,
    /// What it is, in a sentence or two.
    pub description: String,
}

impl About {
    fn of(briefing: &str) -> Result<Self> {
        let briefing: serde_json::Value = serde_json::from_str(briefing)?;
        let text = |name: &str| briefing[name].as_str().context(name.to_owned());
        let (title, kind, partnership) = (text("title")?, text("kind")?, text("partnership")?);
        Ok(Self {
            title: format!("Briefing - {title} - {partnership}"),
            description: format!(
                "{kind} “{title}” of the {partnership}: read it with your team, discuss it, agree \
                 actions, and send the form back."
            ),
        })
    }
}

/// `cargo xtask page`: Trunk's hook.
///
/// # Errors
/// When a part is missing, or the page cannot be made safe.
pub fn finish() -> Result<()> {
    let folder = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("Trunk runs this after a build; to build, run: cargo xtask build")?;
    compress::style(&folder.join(file_in(&folder, ".css")?))?;
    let parts = Parts::gather(&folder)?;
    fs::write(folder.join(&parts.glue.0), &parts.glue.1)?;
    fs::write(
        folder.join("index.html"),
        assemble(&parts, Delivery::Hosted)?,
    )?;
    let portable = assemble(&parts, Delivery::Portable)?;
    fs::write(folder.join(project::PORTABLE), &portable)?;
    progress::say(
        project::PORTABLE,
        &format!(
            "{} kB, {} kB gzip",
            portable.len() / 1000,
            compress::gzip_weight(portable.as_bytes())? / 1000
        ),
    );
    Ok(())
}

/// The whole page, with its policy.
///
/// # Errors
/// When a part cannot be inlined, or the page cannot be made safe.
pub fn assemble(parts: &Parts, delivery: Delivery) -> Result<String> {
    let page = policy::add(&markup::put_together(parts, delivery)?, delivery)?;
    match delivery {
        Delivery::Hosted => Ok(page),
        Delivery::Portable => source::add(&page),
    }
}

impl Parts {
    fn gather(folder: &Path) -> Result<Self> {
        let wasm_name = file_in(folder, "_bg.wasm")?;
        let glue_name = wasm_name.replace("_bg.wasm", ".js");
        let wasm = folder.join(&wasm_name);
        // Unix line ends, whatever git made of the files: a hash is of what the browser's parser
        // hands on, and that has no others.
        let read = |name: &str| -> Result<String> {
            let path = folder.join(name);
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            Ok(text.replace("\r\n", "\n"))
        };
        let glue = compress::script(&read(&glue_name)?, "es2020")?;
        let (bytes, glue) = names::shorten(&order::by_likeness(&fs::read(&wasm)?)?, &glue)?;
        fs::write(&wasm, &bytes)?;
        let (prerendered, wasm_gzip) = std::thread::scope(|scope| {
            let prerendered = scope.spawn(prerender);
            let wasm_gzip = compress::gzip_small("wasm", &bytes);
            let prerendered = prerendered.join();
            (
                prerendered.unwrap_or_else(|_| bail!("prerendering stopped unexpectedly")),
                wasm_gzip,
            )
        });
        let briefing = block(BRIEFING)?;
        Ok(Self {
            about: About::of(&briefing)?,
            shell: markup::shrink_boot(&markup::bare(&read("index.html")?)?)?,
            prerendered: prerendered?,
            briefing,
            glue: (glue_name, glue),
            wasm_name,
            wasm_gzip: wasm_gzip?,
            folder: folder.to_path_buf(),
        })
    }
}

/// The name of the only file in `folder` that ends so.
fn file_in(folder: &Path, ending: &str) -> Result<String> {
    let names = fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.file_name());
    let names = names.filter_map(|name| name.into_string().ok());
    let found: Vec<String> = names.filter(|name| name.ends_with(ending)).collect();
    match found.as_slice() {
        [one] => Ok(one.clone()),
        _ => bail!(
            "expected one file *{ending} in {}, found {}",
            folder.display(),
            found.len()
        ),
    }
}

/// Starts to compile what prints the page's text. Meanwhile Trunk compiles the app, the linking of
/// which keeps only one processor busy. It says nothing: what fails here fails again in [`finish`].
///
/// # Errors
/// When there is no cargo.
pub fn compile_prerender() -> io::Result<Child> {
    let mut cargo = project::cargo();
    cargo
        .arg("build")
        .args(PRERENDER)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

/// The page's text, rendered natively by the app's own components.
fn prerender() -> Result<String> {
    let mut cargo = project::cargo();
    // What it prints on the way (Leptos remarks, in development builds, that nothing will
    // react to a signal in a page that is only printed) matters only when it fails.
    let output = cargo
        .arg("run")
        .args(PRERENDER)
        .stderr(Stdio::piped())
        .output()
        .context("cannot start cargo")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{}: {}\n{said}", progress::line_of(&cargo), output.status);
    }
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// The JSON of that file without its white space.
fn block(path: &str) -> Result<String> {
    let path = project::root().join(path);
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    minified(&text).with_context(|| path.display().to_string())
}

fn minified(json: &str) -> Result<String> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let mut short = Vec::new();
    serde_transcode::transcode(&mut reader, &mut serde_json::Serializer::new(&mut short))?;
    reader.end()?;
    Ok(String::from_utf8(short)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_its_order_and_loses_its_space() -> Result<()> {
        assert_eq!(
            minified("{ \"b\": [1, 2.50],\n \"a\": \"x y\" }")?,
            r#"{"b":[1,2.5],"a":"x y"}"#
        );
        assert!(minified("{} {}").is_err());
        Ok(())
    }
}
