//! The functions of the WebAssembly in an order in which each stands near those it is like.
//!
//! gzip finds what is repeated only within the last 32 kB. Rust writes the same function for many
//! types, and the linker leaves them far apart; side by side, the module is some 3 % smaller.

use std::collections::HashMap;
use std::convert::Infallible;

use anyhow::{Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// Likeness is counted in runs of so many bytes.
const RUN: usize = 4;

/// A run in more functions than this says nothing of likeness.
const COMMON: usize = 200;

/// How much less the function before the last one counts than the last one.
const FADING: f32 = 0.8;

/// So many bytes are added to each function's size, or the smallest ones would look most alike.
const ALLOWANCE: f32 = 60.0;

/// The same module with its functions in another order.
///
/// # Errors
/// When `wasm` is not WebAssembly.
pub fn by_likeness(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    if let TypeRef::Func(_) | TypeRef::FuncExact(_) = import?.ty {
                        imported += 1;
                    }
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let order = order(&bodies);
    let mut new_index = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        new_index[*old] = u32::try_from(new)?;
    }
    let mut reorderer = Reorderer {
        imported,
        order,
        new_index,
    };
    let mut module = Module::new();
    reorderer
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| anyhow!("the WebAssembly cannot be read: {error}"))?;
    Ok(module.finish())
}

/// From the longest on, always the one that is most like those just before it.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let mut runs: Vec<Vec<&[u8]>> = Vec::new();
    let mut holders: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (index, body) in bodies.iter().enumerate() {
        let mut own: Vec<&[u8]> = body.windows(RUN).collect();
        own.sort_unstable();
        own.dedup();
        for run in &own {
            holders.entry(run).or_default().push(index);
        }
        runs.push(own);
    }
    let mut likeness = vec![0.0_f32; bodies.len()];
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order = Vec::new();
    while let Some(place) = (0..left.len()).max_by(|one, other| {
        let weigh = |place: usize| {
            let index = left[place];
            // Counts of bytes are far below what a float cannot hold.
            #[expect(clippy::cast_precision_loss, reason = "see above")]
            let size = bodies[index].len() as f32;
            (likeness[index] / (size + ALLOWANCE), bodies[index].len())
        };
        let (one, other) = (weigh(*one), weigh(*other));
        one.0.total_cmp(&other.0).then(one.1.cmp(&other.1))
    }) {
        let next = left.swap_remove(place);
        order.push(next);
        for weight in &mut likeness {
            *weight *= FADING;
        }
        for run in &runs[next] {
            let holders = &holders[run];
            if holders.len() <= COMMON {
                for holder in holders {
                    likeness[*holder] += 1.0;
                }
            }
        }
    }
    order
}

struct Reorderer {
    /// How many functions are the page's own: they come first, and stay.
    imported: u32,
    /// Which function stands at each place now, the imported ones not counted.
    order: Vec<usize>,
    /// Where each function stands now.
    new_index: Vec<u32>,
}

impl Reencode for Reorderer {
    type Error = Infallible;

    fn function_index(&mut self, old: u32) -> Result<u32, Error<Infallible>> {
        let own = old.checked_sub(self.imported);
        let new = own.and_then(|own| self.new_index.get(own as usize));
        Ok(new.map_or(old, |new| new + self.imported))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for old in &self.order {
            functions.function(types[*old]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies: Vec<_> = section.into_iter().collect::<Result<_, _>>()?;
        for place in 0..bodies.len() {
            let body = bodies[self.order[place]].clone();
            self.parse_function_body(code, body)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{ExportKind, ExportSection, Function, TypeSection};

    /// Functions that give a number, alike where the numbers are.
    fn module(numbers: &[i64]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], [wasm_encoder::ValType::I64]);
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        let mut exports = ExportSection::new();
        for (number, index) in numbers.iter().zip(0..) {
            functions.function(0);
            let mut function = Function::new([]);
            function.instructions().i64_const(*number).end();
            code.function(&function);
            exports.export(&format!("gives {number}"), ExportKind::Func, index);
        }
        let mut module = Module::new();
        module.section(&types).section(&functions);
        module.section(&exports).section(&code);
        module.finish()
    }

    /// The bodies in their order, and for each export the body it leads to.
    type Found = (Vec<Vec<u8>>, Vec<(String, Vec<u8>)>);

    fn read(wasm: &[u8]) -> Result<Found> {
        let (mut bodies, mut exports) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes().to_vec()),
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        exports.push((export.name.to_owned(), export.index as usize));
                    }
                }
                _ => {}
            }
        }
        let exports = exports.into_iter();
        let exports = exports.map(|(name, index)| (name, bodies[index].clone()));
        Ok((bodies.clone(), exports.collect()))
    }

    #[test]
    fn like_functions_come_together_and_keep_their_names() -> Result<()> {
        let (one, other) = (0x1111_2222_3333_4444, 0x2aaa_bbbb_cccc_dddd);
        let before = module(&[one, other, one + 1, other + 1, one + 2]);
        let after = by_likeness(&before)?;
        let (bodies_before, exports_before) = read(&before)?;
        let (bodies, exports) = read(&after)?;
        assert_eq!(exports, exports_before);
        assert_ne!(bodies, bodies_before);
        let is_one: Vec<bool> = (bodies.iter())
            .map(|body| [0, 2, 4].iter().any(|at| bodies_before[*at] == *body))
            .collect();
        let changes = is_one.windows(2).filter(|pair| pair[0] != pair[1]).count();
        assert_eq!(changes, 1, "{is_one:?}");
        Ok(())
    }
}
