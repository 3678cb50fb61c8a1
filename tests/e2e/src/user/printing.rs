//! A user who prints. The paper is read with poppler's tools.

use crate::harness::programs::output_of;
use crate::harness::tools::{self, Tool};
use crate::user::{User, normalize_space};
use std::path::{Path, PathBuf};

/// What came out of the printer.
pub struct PrintedPdf {
    pub file: PathBuf,
    pub pages: usize,
    /// Its name, which browsers take for that of the file.
    pub title: String,
    /// It says what is a heading and what a table.
    pub is_tagged: bool,
    /// The words in reading order, white space evened out, without what stands at the foot of the pages.
    pub text: String,
    /// The lines that say which record it is, or which page.
    pub feet: Vec<String>,
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
        let about = said_by(tools::PDFINFO, &file, &[], folder);
        let told = |what: &str| {
            let line = about.lines().find_map(|line| line.strip_prefix(what));
            line.unwrap_or_default().trim().to_owned()
        };
        let text = said_by(tools::PDFTOTEXT, &file, &["-"], folder);
        let text = without_ligatures(&text);
        let (feet, text): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| is_foot(line));
        PrintedPdf {
            feet: feet
                .into_iter()
                .map(|line| line.trim().to_owned())
                .collect(),
            pages: told("Pages:").parse().unwrap(),
            title: told("Title:"),
            is_tagged: told("Tagged:") == "yes",
            text: normalize_space(&text.join("\n")),
            file,
        }
    }
}

impl PrintedPdf {
    /// The words are on the paper. However lines were broken: white space does not count.
    #[track_caller]
    pub fn assert_contains(&self, words: &str) {
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        assert!(
            squeezed(&self.text).contains(&squeezed(words)),
            "“{words}” is not on the paper, but “{}”",
            self.text
        );
    }

    /// One PNG a page, in that folder, under the paper's own name and a number.
    #[track_caller]
    pub fn save_page_images(&self, folder: &Path, name: &str) {
        pictures_of(&self.file, folder, name);
    }
}

/// One PNG a page of that PDF file, in that folder, under that name and a number.
#[track_caller]
pub fn pictures_of(file: &Path, folder: &Path, name: &str) {
    let to = folder.join(name);
    let arguments = ["-png", "-r", "80"].map(AsRef::as_ref);
    let ends = [file.as_os_str(), to.as_os_str()];
    let arguments = arguments.into_iter().chain(ends);
    let output = output_of(tools::PDFTOPPM, arguments, folder, &[]).unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// Such as "Record 2f1c6b1e-6a0e-4b8e-9a53-0a4c1f7f3d11, revision 14" and "1/2".
fn is_foot(line: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let line = line.trim();
    let names_the_record = line.starts_with("Record ") && line.contains(", revision ");
    let parts = line.split_once('/');
    names_the_record
        || parts.is_some_and(|(page, of)| is_number(page.trim()) && is_number(of.trim()))
}

/// Where a font joins letters, Firefox's paper has the joined one.
fn without_ligatures(text: &str) -> String {
    let joined = [
        ("ﬀ", "ff"),
        ("ﬁ", "fi"),
        ("ﬂ", "fl"),
        ("ﬃ", "ffi"),
        ("ﬄ", "ffl"),
    ];
    joined.iter().fold(text.to_owned(), |text, (one, letters)| {
        text.replace(one, letters)
    })
}

#[track_caller]
fn said_by(tool: Tool, file: &Path, more: &[&str], run_folder: &Path) -> String {
    let arguments = [file.as_os_str()].into_iter();
    let arguments = arguments.chain(more.iter().map(AsRef::as_ref));
    let output = output_of(tool, arguments, run_folder, &[]).unwrap();
    assert!(output.status.success(), "{}: {output:?}", file.display());
    String::from_utf8_lossy(&output.stdout).into_owned()
}
