//! Writing: indented by two spaces, one entry a line.

/// A JSON text in the making. Whoever writes closes what they open.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    text: String,
    depth: usize,
}

impl Writer {
    /// Opens an object with `{` or a list with `[`.
    pub fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.depth += 1;
    }

    /// Closes an object with `}` or a list with `]`.
    pub fn close(&mut self, bracket: char) {
        self.depth = self.depth.saturating_sub(1);
        if !self.is_at_start() {
            self.line();
        }
        self.text.push(bracket);
    }

    /// Begins an item of a list.
    pub fn item(&mut self) {
        if !self.is_at_start() {
            self.text.push(',');
        }
        self.line();
    }

    /// Begins a field of an object.
    pub fn field(&mut self, name: &str) {
        self.item();
        self.text(name);
        self.text.push_str(": ");
    }

    /// A field that is a text.
    pub fn text_field(&mut self, name: &str, text: &str) {
        self.field(name);
        self.text(text);
    }

    /// A field that is a whole number.
    pub fn number_field(&mut self, name: &str, number: u32) {
        self.field(name);
        self.text.push_str(&number.to_string());
    }

    /// `null`.
    pub fn null(&mut self) {
        self.text.push_str("null");
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        match serde_json::to_string(text) {
            Ok(text) => self.text.push_str(&text),
            // A text always has a JSON form. If that ever changes, stopping leaves
            // what is stored as it is; half a record would replace it.
            Err(_) => unreachable!("a text has a JSON form"),
        }
    }

    /// The finished text, with one line break at the end.
    pub fn finish(mut self) -> String {
        self.text.push('\n');
        self.text
    }

    /// Whether an object or a list was opened just now.
    fn is_at_start(&self) -> bool {
        self.text.ends_with(['{', '['])
    }

    fn line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }
}
