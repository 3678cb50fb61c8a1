//! Which module may import which, and how large a type may grow.
//!
//! The arrows between the rooms point one way, so that a rule about the record can be read, tested
//! and trusted without the browser. `src/lib.rs` says what each room is for.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where it fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{
    Attribute, ImplItem, ItemImpl, ItemMod, ItemStruct, ItemUse, Lit, LitStr, Type, UseTree,
    Visibility,
};

/// Each room of the crate and the rooms that it may import, which are all listed above it.
const ROOMS: &[(&str, &str)] = &[
    ("record", ""),
    ("screening", "record"),
    ("briefing", ""),
    ("vault", "record"),
    ("words", "record briefing vault"),
    ("export", "record briefing words"),
    ("returns", "record export"),
    ("browser", "vault"),
    ("ui", ""),
    (
        "app",
        "record screening briefing vault words export returns browser ui",
    ),
    (
        "features",
        "record screening briefing vault words export returns browser ui app",
    ),
];

/// The crate's root and its programs. They may import every room.
const ROOTS: &[&str] = &["lib", "main", "bin"];

/// Crates that only some modules may use.
const ONLY_IN: &[(&str, &str)] = &[
    ("web_sys", "browser main"),
    ("js_sys", "browser main"),
    ("wasm_bindgen", "browser main"),
    ("wasm_bindgen_futures", "browser main"),
    ("gloo_storage", "browser main"),
    ("leptos", "ui app features main bin"),
    // `record` derives `Store` where the feature `app` is on.
    ("reactive_stores", "record ui app features"),
];

/// The two files that join the features. Any other file of a feature knows that feature only.
const JOIN_FEATURES: &[&str] = &["features/mod.rs", "features/print.rs"];

const MAX_PUBLIC_METHODS: usize = 15;
const MAX_FIELDS: usize = 10;

/// The rooms with sentences that users read.
const ROOMS_WITH_SENTENCES: &str = "words export app features";

/// Words that the code has for what users know by another name: a form, a version of it, an email.
const NOT_FOR_USERS: &str = "record records revision revisions e-mail e-mails";

#[test]
fn the_arrows_between_the_rooms_point_one_way() {
    let mut above = BTreeSet::new();
    for (room, may_import) in ROOMS {
        for import in may_import.split_whitespace() {
            assert!(
                above.contains(import),
                "{import} is not listed above {room}"
            );
        }
        above.insert(*room);
    }
}

#[test]
fn every_room_imports_only_what_it_may() {
    for source in sources() {
        let room = source.room();
        if ROOTS.contains(&room) {
            continue;
        }
        let (_, may_import) = (ROOMS.iter().find(|(name, _)| *name == room))
            .expect("every folder and file below src is in the table");
        for path in source.paths() {
            if let [root, import, ..] = &path[..]
                && root == "crate"
            {
                let is_allowed = import == room || has_word(may_import, import);
                assert!(is_allowed, "{} imports {}", source.name, path.join("::"));
            }
        }
    }
}

#[test]
fn no_feature_imports_another() {
    for source in sources() {
        if source.room() != "features" || JOIN_FEATURES.contains(&source.name.as_str()) {
            continue;
        }
        for path in source.paths() {
            if let [root, room, feature, ..] = &path[..]
                && root == "crate"
                && room == "features"
            {
                let is_own = *feature == source.module[1];
                assert!(is_own, "{} imports {}", source.name, path.join("::"));
            }
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

/// The build keeps only those GOV.UK rules whose classes it finds in the sources.
#[test]
fn no_class_name_of_gov_uk_is_formatted_at_run_time() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for source in sources() {
        let text = fs::read_to_string(src.join(&source.name)).unwrap();
        for after in text.split("govuk-").skip(1) {
            let is_of_name = |c: &char| c.is_alphanumeric() || ['-', '_'].contains(c);
            let end = after.chars().find(|c| !is_of_name(c));
            assert_ne!(end, Some('{'), "{}: {after:.30}", source.name);
        }
    }
}

#[test]
fn only_the_settings_of_the_style_sheet_have_colour_codes() {
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

#[test]
fn leptos_and_the_browser_are_used_only_where_they_may_be() {
    for source in sources() {
        for path in source.paths() {
            for (_, modules) in ONLY_IN.iter().filter(|(name, _)| *name == path[0]) {
                let is_allowed = has_word(modules, source.room());
                assert!(is_allowed, "{} uses {}", source.name, path.join("::"));
            }
        }
    }
}

#[test]
fn no_type_has_too_many_methods_or_fields() {
    let mut sizes = Sizes::default();
    for source in sources() {
        sizes.room = source.room().to_owned();
        sizes.visit_file(&source.file);
    }
    let methods = (sizes.public_methods.iter()).filter(|(_, count)| **count > MAX_PUBLIC_METHODS);
    let fields = (sizes.fields.iter()).filter(|(_, count)| **count > MAX_FIELDS);
    let too_large: BTreeSet<_> = methods.chain(fields).map(|(name, _)| &name[..]).collect();
    assert!(too_large.is_empty(), "too large: {too_large:?}");
}

#[test]
fn users_read_one_word_for_each_thing() {
    for source in sources() {
        if !has_word(ROOMS_WITH_SENTENCES, source.room()) {
            continue;
        }
        let mut sentences = Sentences::default();
        sentences.visit_file(&source.file);
        for sentence in sentences.found {
            // What `format!` fills in has a name for the code.
            let parts = sentence.split('{').map(|part| part.rsplit('}').next());
            let words = parts.flatten().flat_map(|part| {
                let is_between = |c: char| !c.is_alphanumeric() && c != '-';
                part.split(is_between)
            });
            let word = { words }.find(|word| has_word(NOT_FOR_USERS, &word.to_lowercase()));
            assert_eq!(word, None, "{}: {sentence}", source.name);
        }
    }
}

fn has_word(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|it| it == word)
}

/// A file of Rust below `src`.
struct Source {
    /// Its path there.
    name: String,
    /// The module that it is: `["features", "send", "text"]`.
    module: Vec<String>,
    file: syn::File,
}

impl Source {
    fn room(&self) -> &str {
        &self.module[0]
    }

    /// Every path that the file has, in code, in `use` declarations and in macros.
    fn paths(&self) -> BTreeSet<Vec<String>> {
        let mut paths = Paths {
            module: self.module.clone(),
            found: BTreeSet::new(),
        };
        paths.visit_file(&self.file);
        paths.found
    }
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
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&src).unwrap().to_str().unwrap();
                let steps = name.trim_end_matches(".rs").split('/');
                sources.push(Source {
                    name: name.to_owned(),
                    module: (steps.filter(|step| *step != "mod"))
                        .map(str::to_owned)
                        .collect(),
                    file: syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap(),
                });
            }
        }
    }
    sources
}

/// Collects paths. Those into this crate start with `crate`, however they are written.
struct Paths {
    /// The module that is being read.
    module: Vec<String>,
    found: BTreeSet<Vec<String>>,
}

impl Paths {
    fn add(&mut self, path: &[String]) {
        let Some(first) = path.first() else {
            return;
        };
        let supers = path.iter().take_while(|step| *step == "super").count();
        let absolute = match first.as_str() {
            "crate" | "seven_minute_briefing" => [&["crate".to_owned()], &path[1..]].concat(),
            "self" | "super" => {
                let ancestors = &self.module[..self.module.len().saturating_sub(supers)];
                [&["crate".to_owned()], ancestors, &path[supers.max(1)..]].concat()
            }
            _ => path.to_vec(),
        };
        self.found.insert(absolute);
    }

    fn add_use(&mut self, tree: &UseTree, mut path: Vec<String>) {
        match tree {
            UseTree::Path(step) => {
                path.push(step.ident.to_string());
                self.add_use(&step.tree, path);
            }
            UseTree::Group(group) => {
                for branch in &group.items {
                    self.add_use(branch, path.clone());
                }
            }
            UseTree::Glob(_) => self.add(&path),
            UseTree::Name(syn::UseName { ident, .. })
            | UseTree::Rename(syn::UseRename { ident, .. }) => {
                path.push(ident.to_string());
                self.add(&path);
            }
        }
    }

    /// Adds the paths of a macro, which syn leaves as tokens: names with `::` between them.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut path = Vec::new();
        let mut colons = 0;
        for token in tokens {
            let continues = colons == 2 && matches!(token, TokenTree::Ident(_));
            match token {
                TokenTree::Punct(mark) if mark.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Ident(name) if continues => path.push(name.to_string()),
                TokenTree::Ident(name) => {
                    self.add(&path);
                    path = vec![name.to_string()];
                }
                TokenTree::Group(group) => self.add_tokens(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            colons = 0;
        }
        self.add(&path);
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let steps = path.segments.iter().map(|step| step.ident.to_string());
        self.add(&steps.collect::<Vec<_>>());
        visit::visit_path(self, path);
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.add_use(&item.tree, Vec::new());
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_token_stream(&mut self, tokens: &'ast TokenStream) {
        self.add_tokens(tokens.clone());
    }
}

/// Collects texts that users may read: those with a space or a capital letter in front. Tests, attributes
/// and comments have none.
#[derive(Default)]
struct Sentences {
    found: Vec<String>,
}

impl Sentences {
    fn add(&mut self, text: String) {
        let is_markup = text.contains('<');
        let is_sentence = text.contains(' ') || text.starts_with(char::is_uppercase);
        if is_sentence && !is_markup {
            self.found.push(text);
        }
    }

    /// Adds the texts of a macro, which syn leaves as tokens.
    fn add_tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Literal(literal) => {
                    if let Lit::Str(text) = Lit::new(literal) {
                        self.add(text.value());
                    }
                }
                TokenTree::Group(group) => self.add_tokens(group.stream()),
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Sentences {
    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if item.ident != "tests" {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_lit_str(&mut self, text: &'ast LitStr) {
        self.add(text.value());
    }

    fn visit_token_stream(&mut self, tokens: &'ast TokenStream) {
        self.add_tokens(tokens.clone());
    }
}

/// Counts the public methods and the fields of each type, by room and name.
#[derive(Default)]
struct Sizes {
    /// The room that is being read.
    room: String,
    public_methods: BTreeMap<String, usize>,
    fields: BTreeMap<String, usize>,
}

impl<'ast> Visit<'ast> for Sizes {
    fn visit_item_struct(&mut self, item: &'ast ItemStruct) {
        let name = format!("{}::{}", self.room, item.ident);
        self.fields.insert(name, item.fields.len());
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let Type::Path(of) = &*item.self_ty else {
            return;
        };
        let name = format!("{}::{}", self.room, of.path.segments.last().unwrap().ident);
        let is_public = |item: &&ImplItem| matches!(item, ImplItem::Fn(method) if matches!(method.vis, Visibility::Public(_)));
        *self.public_methods.entry(name).or_default() +=
            item.items.iter().filter(is_public).count();
    }
}
