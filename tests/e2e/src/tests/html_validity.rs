//! The pages are valid HTML according to the Nu Html Checker.

use super::{Test, test};
use crate::harness::engine::Engine;
use crate::harness::fixture::Fixture;
use crate::harness::programs::{node_module, output_of};
use crate::harness::site::{Delivery, STANDALONE_FILE};
use crate::harness::tools;
use crate::record::parse_json;
use crate::states::{self, Theme};
use crate::user::excerpt;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

pub const TESTS: &[Test] = &[
    test!(the_delivered_file_and_the_rendered_pages_are_valid_html).in_engines(&[Engine::Chromium]),
];

/// Checks the delivered file, and every page with a record as the app has rendered it. In one engine,
/// since the app renders the same in all.
fn the_delivered_file_and_the_rendered_pages_are_valid_html(fixture: &Fixture) {
    let folder = fixture
        .test_run
        .folder
        .join(format!("html-{}", fixture.delivery));
    fs::create_dir_all(&folder).unwrap();
    let delivered = match fixture.delivery {
        Delivery::File => STANDALONE_FILE,
        Delivery::Http => "index.html",
    };
    let mut files = vec![fixture.test_run.dist.join(delivered)];
    let user = fixture.user();
    for state in states::of_theme(Theme::Filled) {
        let user = state.of(&user);
        let html = user.script("return document.documentElement.outerHTML;", vec![]);
        let name = state.name.replace(|c: char| !c.is_alphanumeric(), "-");
        let file = folder.join(format!("{name}.html"));
        let html = html.as_str().unwrap_or_default();
        fs::write(&file, format!("<!doctype html>\n{html}\n")).unwrap();
        files.push(file);
    }
    assert_eq!(
        errors_in(&files, &fixture.test_run.folder),
        Vec::<String>::new()
    );
}

/// What the checker finds. It gets all files at once, since starting it takes longer than checking a page.
#[track_caller]
fn errors_in(files: &[PathBuf], run_folder: &Path) -> Vec<String> {
    let checker = node_module("vnu-jar/build/dist/vnu.jar").unwrap();
    let mut arguments: Vec<OsString> = vec!["-jar".into(), checker.into()];
    arguments.extend(["--errors-only", "--exit-zero-always", "--format", "json"].map(Into::into));
    arguments.extend(files.iter().map(Into::into));
    let output = output_of(tools::JAVA, arguments, run_folder, &[]).unwrap();
    // The checker writes its report to the standard error output.
    let report = parse_json(&String::from_utf8_lossy(&output.stderr));
    let messages = report["messages"].as_array().expect("messages");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    // One line for each kind of error on each page, with a count and the first of them.
    let mut kinds: BTreeMap<(String, String), (usize, String)> = BTreeMap::new();
    for error in messages {
        let message = text(&error["message"]);
        if !FALSE_ERRORS.contains(&message.as_str()) {
            let page = text(&error["url"]);
            let page = page.rsplit('/').next().unwrap_or_default().to_owned();
            let extract = excerpt(&text(&error["extract"]), 200);
            let kind = kinds.entry((page, message)).or_insert((0, extract));
            kind.0 += 1;
        }
    }
    kinds
        .iter()
        .map(|((page, message), (count, first))| format!("{page}: {count} × {message} {first}"))
        .collect()
}

/// Errors about things that the checker does not know: a newer property of CSS, and an attribute of the
/// File and Directory Entries API, which is not part of the HTML standard.
const FALSE_ERRORS: [&str; 2] = [
    "CSS: “field-sizing”: Property “field-sizing” doesn't exist.",
    "Attribute “webkitdirectory” not allowed on element “input” at this point.",
];
