//! Faults that tests put into a copy of the app on purpose, the same for both deliveries.

/// How a copy of the app differs from the one that was built. The default has no fault.
#[derive(Clone, Default)]
pub struct SiteFault {
    /// The WebAssembly is missing: a 404, or nothing where the standalone file holds it.
    pub missing_wasm: bool,
    /// Only the first half of the WebAssembly is there.
    pub truncated_wasm: bool,
    /// HTML at the start of the head of every page. The page's own Content-Security-Policy is
    /// removed, so that a script in it runs.
    pub injected_head: Option<String>,
    /// Any origin may read the files, which a sandboxed frame (whose origin is opaque) needs.
    pub allow_any_origin: bool,
}

impl SiteFault {
    pub fn missing_wasm() -> Self {
        Self {
            missing_wasm: true,
            ..Self::default()
        }
    }

    pub fn truncated_wasm() -> Self {
        Self {
            truncated_wasm: true,
            ..Self::default()
        }
    }

    /// A script that runs before any other script of the page.
    pub fn injected_script(script: &str) -> Self {
        Self {
            injected_head: Some(format!("<script>{script}</script>")),
            ..Self::default()
        }
    }

    /// An HTML page with this fault.
    pub fn apply_to_html(&self, html: String) -> String {
        match &self.injected_head {
            Some(head) => with_injected_head(&html, head),
            None => html,
        }
    }

    /// The standalone file with this fault. Its packed WebAssembly is the longest run of
    /// base64.
    pub fn apply_to_standalone_file(&self, html: String) -> String {
        if !self.missing_wasm && !self.truncated_wasm {
            return self.apply_to_html(html);
        }
        let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
        let packed = html
            .split(|c: char| !is_base64(c))
            .max_by_key(|run| run.len())
            .unwrap_or_default();
        assert!(
            packed.len() > 10_000,
            "no packed WebAssembly was found in the standalone file"
        );
        let rest = if self.missing_wasm {
            ""
        } else {
            &packed[..packed.len() / 2]
        };
        self.apply_to_html(html.replacen(packed, rest, 1))
    }

    /// A WebAssembly file with this fault, or `None` when it is missing.
    pub fn apply_to_wasm(&self, mut bytes: Vec<u8>) -> Option<Vec<u8>> {
        if self.missing_wasm {
            return None;
        }
        if self.truncated_wasm {
            bytes.truncate(bytes.len() / 2);
        }
        Some(bytes)
    }
}

/// `html` with `head` at the start of its head and without its Content-Security-Policy.
pub fn with_injected_head(html: &str, head: &str) -> String {
    let mut out = html.to_owned();
    let mut from = 0;
    while let Some(start) = out[from..].find("<meta").map(|at| from + at) {
        let end = out[start..]
            .find('>')
            .map_or(out.len(), |at| start + at + 1);
        if out[start..end].contains("Content-Security-Policy") {
            out.replace_range(start..end, "");
        } else {
            from = end;
        }
    }
    let at = out
        .find("<head")
        .and_then(|start| out[start..].find('>').map(|more| start + more + 1))
        .unwrap_or(0);
    out.insert_str(at, head);
    out
}
