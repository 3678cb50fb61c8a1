//! libFuzzer feeds bytes to everything that reads a record file, and keeps those that reach
//! new code. `cargo xtask torture` builds and runs it.
//!
//! What it finds goes into `tests/fuzz/cases`, which the ordinary tests read too.
#![no_main]

#[path = "../../common/any_bytes.rs"]
mod any_bytes;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| any_bytes::hold(bytes));
