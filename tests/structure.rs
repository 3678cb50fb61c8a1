//! Who may import whom. The arrows point one way, so that a rule about the record
//! can be read, tested and trusted without the browser.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Each module of the crate, and the modules of ours that it may import.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("record", &[]),
    ("screening", &["record"]),
    ("briefing", &[]),
    ("vault", &["record"]),
    ("words", &["record", "briefing", "vault"]),
    ("export", &["record", "briefing", "words"]),
    ("returns", &["record", "export"]),
    ("browser", &["vault"]),
    ("ui", &[]),
    (
        "app",
        &[
            "record",
            "screening",
            "briefing",
            "vault",
            "words",
            "export",
            "returns",
            "browser",
            "ui",
        ],
    ),
    (
        "features",
        &[
            "record",
            "screening",
            "briefing",
            "vault",
            "words",
            "export",
            "returns",
            "browser",
            "ui",
            "app",
        ],
    ),
];

/// Names from outside, and the only modules where they may stand. `main` and `bin`
/// are the entry points, `lib` is the list of modules.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("web_sys", &["browser", "main"]),
    ("js_sys", &["browser", "main"]),
    ("wasm_bindgen", &["browser", "main"]),
    ("wasm_bindgen_futures", &["browser", "main"]),
    ("gloo_storage", &["browser", "main"]),
    ("leptos", &["ui", "app", "features", "main", "bin"]),
    // In `record` only to derive `Store` where the feature `app` is on.
    ("reactive_stores", &["record", "ui", "app", "features"]),
];

/// Entry points and the root, which may name every module.
const ROOTS: &[&str] = &["lib", "main", "bin"];

#[test]
fn every_module_imports_only_what_it_may() {
    for source in sources() {
        if ROOTS.contains(&source.module.as_str()) {
            continue;
        }
        let (_, may) = MAY_IMPORT
            .iter()
            .find(|(module, _)| *module == source.module)
            .unwrap_or_else(|| panic!("src/{} is not in the table", source.module));
        for import in imports(&source.code) {
            let allowed = import == source.module || may.contains(&import.as_str());
            assert!(allowed, "{} imports crate::{import}", source.path.display());
        }
    }
}

#[test]
fn the_browser_and_leptos_stand_only_where_they_may() {
    for source in sources() {
        for (name, modules) in ONLY_IN {
            let allowed = modules.contains(&source.module.as_str());
            assert!(
                allowed || !mentions(&source.code, name),
                "{} names {name}",
                source.path.display()
            );
        }
    }
}

#[test]
fn the_table_has_no_circle() {
    // Every module stands after all that it may import, once they are put in order.
    let mut settled: BTreeSet<&str> = BTreeSet::new();
    loop {
        let before = settled.len();
        for (module, may) in MAY_IMPORT {
            if may.iter().all(|import| settled.contains(import)) {
                settled.insert(module);
            }
        }
        if settled.len() == before {
            break;
        }
    }
    assert_eq!(
        settled.len(),
        MAY_IMPORT.len(),
        "only {settled:?} are settled"
    );
}

#[test]
fn imports_are_found_in_every_spelling() {
    let code = code_of(
        "use crate::record::Record; // crate::comment\n\
         use crate::{format::{self, decode}, storage, session as s};\n\
         /// [`crate::documented`]\n\
         fn f(x: &crate::pages::Page) { seven_minute_briefing::app::run(\"https://crate::no\") }\n\
         use super::{super::browser, helper}; use super::super::ui;\n\
         use crate :: { route };",
    );
    let expected = [
        "app", "browser", "format", "pages", "record", "route", "session", "storage", "ui",
    ];
    assert_eq!(imports(&code), expected.map(str::to_owned).into());
    assert!(mentions("use gloo_storage::Raw;", "gloo_storage"));
    assert!(mentions("leptos::mount", "leptos"));
    assert!(!mentions("let leptospirosis = my_leptos;", "leptos"));
}

/// "What happens when …" promises a test in every row.
#[test]
fn every_test_that_the_readme_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let mut code = String::new();
    let mut folders = vec![root.join("tests")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                code.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let table = readme.split("## What happens when").nth(1).unwrap();
    let table = table.split("\n## ").next().unwrap();
    let rows: Vec<&str> = table
        .lines()
        .filter(|line| line.starts_with("| "))
        .collect();
    assert!(rows.len() > 10);
    for row in &rows[1..] {
        let tests = row.split('|').nth(3).unwrap();
        let names: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "no test in {row}");
        for name in names {
            let is_there = root.join(name).is_file() || code.contains(&format!("fn {name}("));
            assert!(is_there, "{name} of {row}");
        }
    }
}

#[test]
fn each_partial_of_the_style_sheet_belongs_to_a_module_and_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let main = fs::read_to_string(root.join("style/main.scss")).unwrap();
    for partial in partials() {
        let name = partial.strip_prefix(root.join("style")).unwrap();
        let name = name.to_str().unwrap().replace('\\', "/");
        let name = name.replacen('_', "", 1).replace(".scss", "");
        assert!(main.contains(&format!("@use \"{name}\";")), "{name}");
        let module = root.join("src").join(&name);
        let is_module = module.with_extension("rs").is_file() || module.join("mod.rs").is_file();
        assert!(name == "settings" || is_module, "there is no src/{name}");
    }
}

/// The build keeps GOV.UK's rules for the classes that it finds in the sources.
#[test]
fn no_class_of_gov_uk_is_put_together_of_pieces() {
    for source in sources() {
        for after in source.code.split("govuk-").skip(1) {
            let is_of_name = |c: &char| c.is_alphanumeric() || ['-', '_'].contains(c);
            let end = after.chars().find(|c| !is_of_name(c));
            assert_ne!(end, Some('{'), "{}: {after:.30}", source.path.display());
        }
    }
}

#[test]
fn only_the_settings_of_the_style_sheet_name_colours_by_their_numbers() {
    for partial in partials() {
        if partial.ends_with("_settings.scss") {
            continue;
        }
        let text = fs::read_to_string(&partial).unwrap();
        for after in text.split('#').skip(1) {
            let digits = after.chars().take_while(char::is_ascii_hexdigit).count();
            assert!(digits < 3, "{}: #{after:.7}", partial.display());
        }
        let is_function = ["rgb(", "rgba(", "hsl(", "hsla("]
            .iter()
            .any(|it| text.contains(it));
        assert!(!is_function, "{}", partial.display());
    }
}

/// The partials of the style sheet, in all folders.
fn partials() -> Vec<PathBuf> {
    let mut partials = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("style")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() {
                folders.push(path);
            } else if name.starts_with('_') {
                partials.push(path);
            }
        }
    }
    assert!(partials.len() > 10, "the partials are missing");
    partials
}

struct Source {
    path: PathBuf,
    /// The first step below `src`, without `.rs`.
    module: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    let mut folders = vec![src.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let inside = path.strip_prefix(&src).unwrap();
                let first = inside.iter().next().unwrap().to_str().unwrap();
                sources.push(Source {
                    module: first.trim_end_matches(".rs").to_owned(),
                    code: code_of(&fs::read_to_string(&path).unwrap()),
                    path,
                });
            }
        }
    }
    assert!(sources.len() > 10, "the sources are missing");
    sources
}

/// The text without line comments. A `//` inside a string hides the rest of its
/// line, which no import shares.
fn code_of(text: &str) -> String {
    let lines = text.lines().map(|line| line.split("//").next().unwrap());
    lines.collect::<Vec<_>>().join("\n")
}

/// The modules of ours that the code names, in paths and in `use` trees.
fn imports(code: &str) -> BTreeSet<String> {
    let code: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let code = code.replace(" ::", "::").replace(":: ", "::");
    let mut found = BTreeSet::new();
    for root in ["crate::", "seven_minute_briefing::", "super::"] {
        for (at, _) in code.match_indices(root) {
            let rest = &code[at + root.len()..];
            let mut names: Vec<String> = match rest.strip_prefix('{') {
                Some(tree) => branches(tree).iter().map(|path| first_name(path)).collect(),
                None => vec![first_name(rest)],
            };
            // From a module at the top, `super` is the crate.
            if root == "super::" {
                names.retain(|name| MAY_IMPORT.iter().any(|(module, _)| module == name));
            }
            found.extend(names);
        }
    }
    found
}

/// The branches of a `use` tree that was opened just before.
fn branches(tree: &str) -> Vec<String> {
    let mut depth = 1;
    let mut branches = vec![String::new()];
    for letter in tree.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => branches.push(String::new()),
            _ => branches.last_mut().unwrap().push(letter),
        }
        if depth == 0 {
            break;
        }
    }
    branches.retain(|branch| !branch.trim().is_empty());
    branches
}

fn first_name(path: &str) -> String {
    let word = |c: &char| c.is_alphanumeric() || *c == '_';
    path.trim_start().chars().take_while(word).collect()
}

/// Whether the code has that name as a whole word.
fn mentions(code: &str, name: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + name.len()..].chars().next();
        !before.is_some_and(word) && !after.is_some_and(word)
    })
}
