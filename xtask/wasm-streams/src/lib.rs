//! Stands in for the crate of this name, which Leptos brings along to stream from and to a server.
//!
//! The app has no server and calls nothing here. But the real crate exports classes to JavaScript,
//! and what is exported cannot be left out of the file however little it is used: that was 4 % of
//! the whole. This has what `server_fn` compiles against, and every stream in it is empty.

use futures_util::stream::{Empty, Stream, empty};
use wasm_bindgen::JsValue;

/// A stream of the web's, without what would flow in it.
#[derive(Debug)]
pub struct ReadableStream {
    raw: web_sys::ReadableStream,
}

impl ReadableStream {
    /// Wraps a stream of the web's.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self { raw }
    }

    /// A stream of the web's that is empty, whatever it was made from.
    ///
    /// # Panics
    /// Where the browser has no streams. Nothing in the app leads here.
    #[expect(
        clippy::expect_used,
        reason = "the signature is the real crate's, and nothing calls it"
    )]
    pub fn from_stream<S>(_from: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        Self {
            raw: web_sys::ReadableStream::new().expect("a browser with streams"),
        }
    }

    /// The web's stream.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.raw
    }

    /// What flows in it: nothing.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        empty()
    }
}
