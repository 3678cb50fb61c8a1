//! Short names for what the WebAssembly and the script around it know each other by.
//!
//! wasm-bindgen names each of some 170 functions by what it does and a hash, once in either file.
//! A hash cannot be compressed, so these names were 5.5 kB of the one file's 195 kB as gzip.

use std::collections::HashMap;
use std::convert::Infallible;

use anyhow::{Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{ExportSection, ImportSection, Module};

/// `wasm` and `glue` with short names, and `wasm` without the sections that only tools read.
///
/// # Errors
/// When `wasm` is not WebAssembly.
pub fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut shortener = Shortener {
        words: words(glue),
        short: HashMap::new(),
    };
    let mut module = Module::new();
    shortener
        .parse_core_module(&mut module, wasmparser::Parser::new(0), wasm)
        .map_err(|error| anyhow!("the WebAssembly cannot be read: {error}"))?;
    let glue = rename(glue, &shortener.short);
    Ok((module.finish(), glue))
}

/// The names in a script: runs of letters, digits, `_` and `$`.
fn words(script: &str) -> Vec<&str> {
    script
        .split(|letter| !is_of_a_name(letter))
        .filter(|word| !word.is_empty())
        .collect()
}

fn is_of_a_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '$'
}

fn rename(script: &str, short: &HashMap<String, String>) -> String {
    let mut renamed = String::with_capacity(script.len());
    let mut rest = script;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_of_a_name(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        renamed.push_str(short.get(word).map_or(word, String::as_str));
        let next = after.find(is_of_a_name).unwrap_or(after.len());
        let (between, after) = after.split_at(next);
        renamed.push_str(between);
        rest = after;
    }
    renamed
}

struct Shortener<'a> {
    /// The names in the script.
    words: Vec<&'a str>,
    /// Names and what they are called now.
    short: HashMap<String, String>,
}

impl Shortener<'_> {
    /// Only what wasm-bindgen made up is renamed, and only where the script names it too; the
    /// number is one that no name of the script can be.
    fn short(&mut self, name: &str) -> String {
        let is_made_up = ["__wb", "__externref", "wasm_bindgen__"]
            .iter()
            .any(|start| name.starts_with(start));
        if !is_made_up || !self.words.contains(&name) {
            return name.to_owned();
        }
        let number = self.short.len();
        let short = self
            .short
            .entry(name.to_owned())
            .or_insert_with(|| format!("_{number:x}"));
        short.clone()
    }
}

impl Reencode for Shortener<'_> {
    type Error = Infallible;

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: wasmparser::Imports<'_>,
    ) -> Result<(), Error<Infallible>> {
        match imports {
            wasmparser::Imports::Single(_, import) => {
                let kind = RoundtripReencoder.entity_type(import.ty)?;
                section.import(import.module, &self.short(import.name), kind);
                Ok(())
            }
            // Written by no compiler yet; with its names as they are it is just as good.
            compact => wasm_encoder::reencode::utils::parse_imports(self, section, compact),
        }
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: wasmparser::Export<'_>,
    ) -> Result<(), Error<Infallible>> {
        let kind = RoundtripReencoder.export_kind(export.kind)?;
        let index = match export.kind {
            wasmparser::ExternalKind::Table => self.table_index(export.index)?,
            wasmparser::ExternalKind::Memory => self.memory_index(export.index)?,
            wasmparser::ExternalKind::Global => self.global_index(export.index)?,
            _ => self.function_index(export.index)?,
        };
        exports.export(&self.short(export.name), kind, index);
        Ok(())
    }

    fn parse_custom_section(
        &mut self,
        _module: &mut Module,
        _section: wasmparser::CustomSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{ExportKind, FunctionSection, TypeSection};

    #[test]
    fn both_sides_know_each_other_by_the_same_short_names() -> Result<()> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        let kind = wasm_encoder::EntityType::Function(0);
        imports.import("m", "__wbg_alert_0123456789abcdef", kind);
        let mut exports = ExportSection::new();
        exports.export("memory_like", ExportKind::Func, 0);
        exports.export("__wbindgen_start", ExportKind::Func, 0);
        exports.export("__wbindgen_unheard_of", ExportKind::Func, 0);
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.section(&FunctionSection::new()).section(&exports);

        let glue = "x={__wbg_alert_0123456789abcdef:()=>alert('__wbindgen')};w.__wbindgen_start()";
        let (wasm, glue) = shorten(&module.finish(), glue)?;
        assert_eq!(glue, "x={_0:()=>alert('__wbindgen')};w._1()");
        let has = |name: &str| wasm.windows(name.len()).any(|part| part == name.as_bytes());
        assert!(has("_0") && has("_1") && has("memory_like") && has("__wbindgen_unheard_of"));
        assert!(!has("alert") && !has("__wbindgen_start"));
        Ok(())
    }
}
