//! A user who prints. Poppler's tools read the PDF.

use super::{User, normalize_space};
use crate::harness::programs::output_of;
use crate::harness::tools::{self, Tool};
use std::path::{Path, PathBuf};

/// A page as it was printed.
pub struct PrintedPdf {
    pub file: PathBuf,
    pub pages: usize,
    /// Whether each page is wider than it is high.
    pub is_landscape: Vec<bool>,
    /// The document's title, which browsers suggest as the name of the file.
    pub title: String,
    /// Whether the PDF marks headings and tables for assistive technology.
    pub is_tagged: bool,
    /// The text in reading order, with normalised white space and without the footers.
    pub text: String,
    /// The footers: the lines that name the record or the page.
    pub footers: Vec<String>,
}

impl User {
    /// Prints the page as it is, on A4. Not in `WebKitGTK`, whose driver cannot print.
    #[track_caller]
    pub fn print(&self, name: &str) -> PrintedPdf {
        let file = self.wait_until("print the page", || {
            let pdf = self.browser.print()?;
            Ok(self.write_file(&format!("{name}.pdf"), &pdf))
        });
        let folder = &self.test_run.folder;
        // With the size of each page.
        let info = output_about(tools::PDFINFO, &file, &["-l", "99"], folder);
        let entry = |key: &str| {
            let line = info.lines().find_map(|line| line.strip_prefix(key));
            line.unwrap_or_default().trim().to_owned()
        };
        let text = output_about(tools::PDFTOTEXT, &file, &["-"], folder);
        let text = without_ligatures(&text);
        let (footers, text): (Vec<&str>, Vec<&str>) =
            text.lines().partition(|line| is_footer(line));
        PrintedPdf {
            footers: footers
                .into_iter()
                .map(|line| line.trim().to_owned())
                .collect(),
            pages: entry("Pages:").parse().unwrap(),
            is_landscape: info.lines().filter_map(is_landscape).collect(),
            title: entry("Title:"),
            is_tagged: entry("Tagged:") == "yes",
            text: normalize_space(&text.join("\n")),
            file,
        }
    }
}

impl PrintedPdf {
    /// The words are on the paper, however their lines are broken: white space is ignored.
    #[track_caller]
    pub fn assert_contains(&self, words: &str) {
        let without_space = |text: &str| text.split_whitespace().collect::<String>();
        assert!(
            without_space(&self.text).contains(&without_space(words)),
            "“{words}” is not on the paper, but “{}”",
            self.text
        );
    }

    #[track_caller]
    pub fn assert_does_not_contain(&self, words: &str) {
        assert!(
            !self.text.contains(words),
            "“{words}” is on the paper: {}",
            self.text
        );
    }

    /// Saves a PNG of each page in `folder`, named `name` and a number.
    #[track_caller]
    pub fn save_page_images(&self, folder: &Path, name: &str) {
        save_page_images_of(&self.file, folder, name);
    }
}

/// Saves a PNG of each page of a PDF file in `folder`, named `name` and a number.
#[track_caller]
pub fn save_page_images_of(file: &Path, folder: &Path, name: &str) {
    let target = folder.join(name);
    let options = ["-png", "-r", "80"].map(AsRef::as_ref);
    let paths = [file.as_os_str(), target.as_os_str()];
    let arguments = options.into_iter().chain(paths);
    let output = output_of(tools::PDFTOPPM, arguments, folder, &[]).unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// From a line such as "Page    2 size:  841.89 x 595.28 pts (A4)": whether that page is wider than high.
fn is_landscape(line: &str) -> Option<bool> {
    let size = line.strip_prefix("Page ")?.split_once(" size:")?.1;
    let mut sides = size.split_whitespace();
    let width: f64 = sides.next()?.parse().ok()?;
    let height: f64 = sides.nth(1)?.parse().ok()?;
    Some(width > height)
}

/// Such as "Form 2f1c6b1e-6a0e-4b8e-9a53-0a4c1f7f3d11, version 14", "School, Pastoral team, version 14"
/// and "1/2".
fn is_footer(line: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let line = line.trim();
    // The id of the form, or its team.
    let names_the_form = (line.rsplit_once(", version ")).is_some_and(|(_, end)| is_number(end));
    let names_the_page = line
        .split_once('/')
        .is_some_and(|(page, pages)| is_number(page.trim()) && is_number(pages.trim()));
    names_the_form || names_the_page
}

/// Firefox prints the font's ligatures as single characters.
fn without_ligatures(text: &str) -> String {
    let ligatures = [
        ("ﬀ", "ff"),
        ("ﬁ", "fi"),
        ("ﬂ", "fl"),
        ("ﬃ", "ffi"),
        ("ﬄ", "ffl"),
    ];
    ligatures
        .iter()
        .fold(text.to_owned(), |text, (ligature, letters)| {
            text.replace(ligature, letters)
        })
}

/// What a program prints about a file.
#[track_caller]
fn output_about(tool: Tool, file: &Path, more: &[&str], run_folder: &Path) -> String {
    let arguments = [file.as_os_str()].into_iter();
    let arguments = arguments.chain(more.iter().map(AsRef::as_ref));
    let output = output_of(tool, arguments, run_folder, &[]).unwrap();
    assert!(output.status.success(), "{}: {output:?}", file.display());
    String::from_utf8_lossy(&output.stdout).into_owned()
}
