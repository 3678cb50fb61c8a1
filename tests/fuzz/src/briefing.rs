//! libFuzzer feeds bytes to the reader of briefings, and keeps those that reach new code.
//! `cargo xtask stress` builds and runs it.
//!
//! An input that fails is added to `tests/fuzz/cases`, whose files `tests/record_file.rs` reads too.
#![no_main]

#[path = "../../common/any_bytes.rs"]
#[allow(dead_code, reason = "shared with the other fuzzers")]
mod any_bytes;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| any_bytes::hold_as_briefing(bytes));
