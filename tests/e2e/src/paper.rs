//! A person who prints. The paper is read with poppler's tools.

use crate::harness::programs::output_of;
use crate::harness::tools::{self, Tool};
use crate::person::{Person, even};
use std::path::{Path, PathBuf};

/// What came out of the printer.
pub struct Paper {
    pub file: PathBuf,
    pub pages: usize,
    /// The words in reading order, white space evened out.
    pub text: String,
}

impl Person {
    /// Prints the page as it is, on A4. Not in `WebKitGTK`, whose driver cannot print.
    #[track_caller]
    pub fn prints(&self, name: &str) -> Paper {
        let file = self.until("print the page", || {
            let pdf = self.browser.print()?;
            Ok(self.file(&format!("{name}.pdf"), &pdf))
        });
        let folder = &self.world.folder;
        let about = said_by(tools::PDFINFO, &file, &[], folder);
        let pages = about.lines().find_map(|line| line.strip_prefix("Pages:"));
        let text = said_by(tools::PDFTOTEXT, &file, &["-"], folder);
        Paper {
            pages: pages.unwrap().trim().parse().unwrap(),
            text: even(&without_ligatures(&text)),
            file,
        }
    }
}

impl Paper {
    /// The words are on the paper. However lines were broken: white space does not count.
    #[track_caller]
    pub fn says(&self, words: &str) {
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        assert!(
            squeezed(&self.text).contains(&squeezed(words)),
            "“{words}” is not on the paper, but “{}”",
            self.text
        );
    }

    /// One PNG a page, in that folder, under the paper's own name and a number.
    #[track_caller]
    pub fn pictures(&self, folder: &Path, name: &str) {
        let to = folder.join(name);
        let arguments = ["-png", "-r", "80"].map(Into::into);
        let ends = [self.file.clone().into_os_string(), to.into_os_string()];
        let output = output_of(
            tools::PDFTOPPM,
            arguments.into_iter().chain(ends),
            folder,
            &[],
        )
        .unwrap();
        assert!(output.status.success(), "{output:?}");
    }
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
