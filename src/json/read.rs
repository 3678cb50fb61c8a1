//! Reading: a text is looked into level by level.

use std::{cell::RefCell, fmt};

use memchr::memchr2;
use serde::de::{Deserializer as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Deserializer, error::Category};

/// Why a text is not what is asked for. Lines count from 1, columns are bytes
/// into the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Error {
    /// No JSON.
    NotJson { line: usize, column: usize },
    /// JSON that stops in the middle.
    Truncated,
    /// A value of the wrong type, or a number out of range.
    WrongType { line: usize, column: usize },
    /// A field that is not among those asked for.
    UnknownField(String),
    /// A field is not there.
    MissingField(&'static str),
    /// A field is there twice in one object.
    RepeatedField(&'static str),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { line, column } => write!(f, "no JSON at {line}:{column}"),
            Self::Truncated => f.write_str("the end is missing"),
            Self::WrongType { line, column } => write!(f, "the wrong type at {line}:{column}"),
            Self::UnknownField(name) => write!(f, "unknown field {name}"),
            Self::MissingField(name) => write!(f, "no field {name}"),
            Self::RepeatedField(name) => write!(f, "two fields {name}"),
        }
    }
}

/// A text that is JSON, and where in it each value is.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    whole: &'a str,
    /// Every value and every name of a field, each before what is in it.
    nodes: Vec<Node>,
}

/// A value, or the name of a field.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// Where it starts and ends in the text, in bytes.
    start: usize,
    end: usize,
    /// The place of the first node that is not in it.
    after: usize,
}

impl<'a> Text<'a> {
    /// Looks through a text once.
    ///
    /// # Errors
    ///
    /// Where it is no JSON.
    pub fn parse(text: &'a str) -> Result<Self, Error> {
        // What follows only splits and reads texts and numbers: it relies on this.
        match serde_json::from_str::<IgnoredAny>(text.trim_ascii()) {
            Ok(_) => Ok(Self {
                whole: text,
                nodes: nodes(text.as_bytes()),
            }),
            Err(error) => {
                let start = text.len() - text.trim_ascii_start().len();
                Err(placed(text, start, &error))
            }
        }
    }

    /// Reads it as a value.
    ///
    /// `read` always makes its value and stops nowhere: after an error, texts are empty,
    /// numbers 0 and lists without items. That the first error counts and the value
    /// does not is seen to here, once, and not after every field.
    ///
    /// # Errors
    ///
    /// The first that `read` came upon.
    pub fn read<T>(&self, read: impl FnOnce(Json<'_, '_>) -> T) -> Result<T, Error> {
        let error = RefCell::new(None);
        let value = read(Json {
            text: self,
            at: Some(0),
            error: &error,
        });
        error.into_inner().map_or(Ok(value), Err)
    }
}

/// Reads a whole text as a value.
///
/// # Errors
///
/// Where it is no JSON; else as [`Text::read`].
pub(crate) fn read<T>(text: &str, read: impl FnOnce(Json<'_, '_>) -> T) -> Result<T, Error> {
    Text::parse(text)?.read(read)
}

/// The values and names in a text that is JSON.
fn nodes(bytes: &[u8]) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'{' | b'[' => {
                open.push(nodes.len());
                nodes.push(Node {
                    start,
                    end: start,
                    after: 0,
                });
                continue;
            }
            b'}' | b']' => {
                let after = nodes.len();
                if let Some(node) = open.pop().and_then(|it| nodes.get_mut(it)) {
                    node.end = at;
                    node.after = after;
                }
                continue;
            }
            b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' => continue,
            b'"' => at = after_text(bytes, at),
            _ => {
                let rest = bytes.get(at..).unwrap_or_default();
                let is_end = |byte: &u8| !(byte.is_ascii_alphanumeric() || b"+-.".contains(byte));
                at += rest.iter().position(is_end).unwrap_or(rest.len());
            }
        }
        let after = nodes.len() + 1;
        nodes.push(Node {
            start,
            end: at,
            after,
        });
    }
    nodes
}

/// Where a text ends that begins there, after its quotation mark.
fn after_text(bytes: &[u8], mut at: usize) -> usize {
    // Most of a record is texts.
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += found;
        if bytes.get(at) == Some(&b'"') {
            return at + 1;
        }
        // What is after a backslash ends nothing.
        at += 2;
    }
    bytes.len()
}

/// A value in a JSON text, not yet looked into.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Json<'a, 'e> {
    text: &'a Text<'a>,
    /// The place of its node. `None` where there is no value.
    at: Option<usize>,
    /// The first error in the whole.
    error: &'e RefCell<Option<Error>>,
}

/// What a value is, as far as one line goes.
enum Scalar {
    Text(String),
    Whole(u64),
    Other,
}

impl<'a> Json<'a, '_> {
    /// The value as it is written; `None` where there is none.
    pub fn raw(self) -> Option<&'a str> {
        self.at.map(|_| self.part())
    }

    /// The values of an object that has exactly these fields, in any order.
    pub fn fields<const N: usize>(self, names: [&'static str; N]) -> [Self; N] {
        let mut values = [self.of(None); N];
        self.fill(&names, &mut values, true);
        values
    }

    /// The values of those fields of an object that are there, whatever others it has.
    pub fn some_fields<const N: usize>(self, names: [&'static str; N]) -> [Self; N] {
        let mut values = [self.of(None); N];
        self.fill(&names, &mut values, false);
        values
    }

    /// The items of a list, each as `read` reads it.
    pub fn list<T>(self, read: fn(Self) -> T) -> Vec<T> {
        let mut items = Vec::new();
        self.split('[', &mut |item| items.push(read(item)));
        items
    }

    /// A text.
    pub fn text(self) -> String {
        if let Some(Scalar::Text(text)) = self.scalar() {
            return text;
        }
        self.wrong_type();
        String::new()
    }

    /// A text, or `null`.
    pub fn text_or_null(self) -> Option<String> {
        (self.part() != "null").then(|| self.text())
    }

    /// A whole number from 0 to 4,294,967,295.
    pub fn number(self) -> u32 {
        if let Some(Scalar::Whole(number)) = self.scalar()
            && let Ok(number) = u32::try_from(number)
        {
            return number;
        }
        self.wrong_type();
        0
    }

    /// Another value of the same text.
    fn of(self, at: Option<usize>) -> Self {
        Self { at, ..self }
    }

    fn node(self) -> Option<Node> {
        self.text.nodes.get(self.at?).copied()
    }

    /// The value's own text; empty where there is no value.
    fn part(self) -> &'a str {
        let part = self
            .node()
            .and_then(|it| self.text.whole.get(it.start..it.end));
        part.unwrap_or_default()
    }

    fn fill(self, names: &[&'static str], values: &mut [Self], exactly: bool) {
        let mut name: Option<Self> = None;
        self.split('{', &mut |part| {
            let Some(name) = name.take() else {
                name = Some(part);
                return;
            };
            let Some(at) = name.is_one_of(names) else {
                if exactly {
                    self.fail(Error::UnknownField(name.text()));
                }
                return;
            };
            match values.get_mut(at) {
                Some(value) if value.at.is_none() => *value = part,
                _ => self.fail(Error::RepeatedField(
                    names.get(at).copied().unwrap_or_default(),
                )),
            }
        });
        let mut missing = (names.iter().zip(values)).filter(|(_, value)| value.at.is_none());
        if exactly && let Some((name, _)) = missing.next() {
            self.fail(Error::MissingField(name));
        }
    }

    /// Which of these texts it is.
    fn is_one_of(self, names: &[&'static str]) -> Option<usize> {
        let written = self.part();
        if written.contains('\\') {
            let text = self.text();
            return names.iter().position(|name| *name == text);
        }
        // As it is written it is what it says: a record has hundreds of names.
        let text = written.get(1..written.len().saturating_sub(1));
        names.iter().position(|name| text == Some(name))
    }

    /// Takes what is in a list one by one, or in an object: there, names and values take
    /// turns. An error ends it.
    fn split(self, bracket: char, take: &mut dyn FnMut(Self)) {
        let node = self.node().filter(|_| self.part().starts_with(bracket));
        let (Some(node), Some(at)) = (node, self.at) else {
            return self.wrong_type();
        };
        let mut next = at + 1;
        while next < node.after && self.error.borrow().is_none() {
            let part = self.of(Some(next));
            take(part);
            next = part.node().map_or(node.after, |it| it.after);
        }
    }

    /// Keeps the error, if it is the first.
    fn fail(self, error: Error) {
        self.error.borrow_mut().get_or_insert(error);
    }

    /// Reads a value of one line; any other is [`Scalar::Other`] unread. `None` after an error.
    fn scalar(self) -> Option<Scalar> {
        if self.error.borrow().is_some() {
            return None;
        }
        let part = self.part();
        if part.starts_with(['{', '[']) {
            return Some(Scalar::Other);
        }
        // Not `deserialize_str` and its like: each brings its own sentences for
        // values of the wrong type, and the printing of floats for them.
        let read = Deserializer::from_str(part).deserialize_any(ScalarVisitor);
        read.map_err(|error| self.fail(placed(self.text.whole, self.start(), &error)))
            .ok()
    }

    /// An error at the start of an object or a list, or at the end of what is in
    /// one line.
    fn wrong_type(self) {
        if self.error.borrow().is_some() {
            return;
        }
        let (line, mut column) = place(self.text.whole, self.start());
        let part = self.part();
        if !part.starts_with(['{', '[']) {
            // Half a character or a number that no computer holds is the worse error.
            self.scalar();
            column += part.len();
        }
        self.fail(Error::WrongType { line, column });
    }

    fn start(self) -> usize {
        self.node().map_or(0, |it| it.start)
    }
}

/// What `serde_json` found in a part of a text that starts there, at its place in the whole.
fn placed(whole: &str, start: usize, error: &serde_json::Error) -> Error {
    let (mut line, mut column) = place(whole, start);
    if error.line() > 1 {
        line += error.line() - 1;
        column = 0;
    }
    column += error.column();
    match error.classify() {
        Category::Eof => Error::Truncated,
        Category::Data => Error::WrongType { line, column },
        Category::Syntax | Category::Io => Error::NotJson { line, column },
    }
}

/// A byte's line, from 1, and how many bytes are before it in that.
fn place(whole: &str, at: usize) -> (usize, usize) {
    let mut place = (1, 0);
    for byte in whole.as_bytes().get(..at).unwrap_or_default() {
        place = match byte {
            b'\n' => (place.0 + 1, 0),
            _ => (place.0, place.1 + 1),
        };
    }
    place
}

struct ScalarVisitor;

impl<'a> Visitor<'a> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(text.to_owned()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
        Ok(Scalar::Whole(number))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Scalar, E> {
        Ok(Scalar::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Scalar, E> {
        Ok(Scalar::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Scalar, E> {
        Ok(Scalar::Other)
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::Other)
    }

    // The default of these two would bring the sentences after all.

    fn visit_map<A: MapAccess<'a>>(self, _: A) -> Result<Scalar, A::Error> {
        Ok(Scalar::Other)
    }

    fn visit_seq<A: SeqAccess<'a>>(self, _: A) -> Result<Scalar, A::Error> {
        Ok(Scalar::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_commas_in_texts_split_nothing() {
        let text = r#" { "a\"],:{" : [ "x,\\" , "\"]" ,"" ] , "b":[ ] } "#;
        let found = read(text, |json| {
            let [a, b] = json.fields(["a\"],:{", "b"]);
            (a.list(Json::text), b.list(Json::text))
        });
        let items = ["x,\\", "\"]", ""].map(str::to_owned).to_vec();
        assert_eq!(found, Ok((items, Vec::new())));
    }

    #[test]
    fn the_first_error_counts() {
        #[track_caller]
        fn check(text: &str, expected: Error) {
            let found = read(text, |json| {
                let [a, b] = json.fields(["a", "b"]);
                (a.number(), b.list(Json::number))
            });
            assert_eq!(found, Err(expected), "{text}");
        }
        let wrong = |line, column| Error::WrongType { line, column };
        let no_json = |line, column| Error::NotJson { line, column };
        check(
            "{\"a\":1,\n\"b\":[1,\"2\"],\"a\":1}",
            Error::RepeatedField("a"),
        );
        check("{\"a\":1,\n\"b\":[1,\"2\"]}", wrong(2, 10));
        check("{\"a\":1,\n\"b\":{}}", wrong(2, 4));
        check("{\"a\":4294967296,\"b\":[]}", wrong(1, 15));
        check("{\"a\":1,\"b\":1e999}", no_json(1, 16));
        check("{\"a\":1}", Error::MissingField("b"));
        check("{\"a\":1,\"c\":1}", Error::UnknownField("c".to_owned()));
        check("{\"a\":1,}", no_json(1, 8));
        check("{\"a\":1", Error::Truncated);
        check("", Error::Truncated);
    }
}
