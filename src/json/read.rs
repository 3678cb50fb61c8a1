//! Reading: a text is looked into level by level.

use std::{cell::RefCell, fmt};

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

/// Reads a whole text as a value.
///
/// `read` always makes its value and stops nowhere: after an error, texts are empty,
/// numbers 0 and lists without items. That the first error counts and the value
/// does not is seen to here, once, and not after every field.
///
/// # Errors
///
/// The first that `read` came upon.
pub(crate) fn read<'a, T>(text: &'a str, read: impl FnOnce(Json<'a, '_>) -> T) -> Result<T, Error> {
    let error = RefCell::new(None);
    let json = Json {
        whole: text,
        part: text.trim_ascii(),
        error: &error,
    };
    // What follows only splits and reads texts and numbers: it relies on this.
    if let Err(no_json) = serde_json::from_str::<IgnoredAny>(json.part) {
        json.fail(json.placed(&no_json));
    }
    let value = read(json);
    error.into_inner().map_or(Ok(value), Err)
}

/// A value in a JSON text, not yet looked into.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Json<'a, 'e> {
    whole: &'a str,
    /// The value's own text, a part of `whole`. Empty where there is none.
    part: &'a str,
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
        Some(self.part).filter(|part| !part.is_empty())
    }

    /// The values of an object that has exactly these fields, in any order.
    pub fn fields<const N: usize>(self, names: [&'static str; N]) -> [Self; N] {
        let mut values = [self.of(""); N];
        self.fill(&names, &mut values, true);
        values
    }

    /// The values of those fields of an object that are there, whatever others it has.
    pub fn some_fields<const N: usize>(self, names: [&'static str; N]) -> [Self; N] {
        let mut values = [self.of(""); N];
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
        (self.part != "null").then(|| self.text())
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

    /// A part of the same text.
    fn of(self, part: &'a str) -> Self {
        Self { part, ..self }
    }

    fn fill(self, names: &[&'static str], values: &mut [Self], exactly: bool) {
        let mut name = None;
        self.split('{', &mut |part| {
            let Some(name) = name.take() else {
                name = Some(part.text());
                return;
            };
            match (names.iter().zip(values.iter_mut())).find(|(known, _)| **known == name) {
                Some((_, value)) if value.part.is_empty() => *value = part,
                Some((name, _)) => self.fail(Error::RepeatedField(name)),
                None if exactly => self.fail(Error::UnknownField(name)),
                None => {}
            }
        });
        let mut missing = (names.iter().zip(values)).filter(|(_, value)| value.part.is_empty());
        if exactly && let Some((name, _)) = missing.next() {
            self.fail(Error::MissingField(name));
        }
    }

    /// Takes apart a list at its commas, or an object at its commas and colons: names
    /// and values take turns. An error ends it.
    fn split(self, bracket: char, take: &mut dyn FnMut(Self)) {
        if !self.part.starts_with(bracket) {
            return self.wrong_type();
        }
        let (mut depth, mut start) = (0_usize, 1);
        let (mut in_text, mut escaped) = (false, false);
        for (index, byte) in self.part.bytes().enumerate() {
            if in_text {
                in_text = escaped || byte != b'"';
                escaped = !escaped && byte == b'\\';
                continue;
            }
            match byte {
                b'"' => in_text = true,
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            let ends = depth == 0 || (depth == 1 && matches!(byte, b',' | b':'));
            if ends && self.error.borrow().is_none() {
                let part = self.part.get(start..index).unwrap_or_default();
                start = index + 1;
                // An empty list has one bracket after the other.
                if !part.trim_ascii().is_empty() {
                    take(self.of(part.trim_ascii()));
                }
            }
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
        if self.part.starts_with(['{', '[']) {
            return Some(Scalar::Other);
        }
        // Not `deserialize_str` and its like: each brings its own sentences for
        // values of the wrong type, and the printing of floats for them.
        let read = Deserializer::from_str(self.part).deserialize_any(ScalarVisitor);
        read.map_err(|error| self.fail(self.placed(&error))).ok()
    }

    /// What `serde_json` found in this value, at its place in the whole text.
    fn placed(self, error: &serde_json::Error) -> Error {
        let (mut line, mut column) = self.start();
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

    /// An error at the start of an object or a list, or at the end of what is in
    /// one line.
    fn wrong_type(self) {
        if self.error.borrow().is_some() {
            return;
        }
        let (line, mut column) = self.start();
        if !self.part.starts_with(['{', '[']) {
            // Half a character or a number that no computer holds is the worse error.
            self.scalar();
            column += self.part.len();
        }
        self.fail(Error::WrongType { line, column });
    }

    fn start(self) -> (usize, usize) {
        let start = (self.part.as_ptr().addr()).saturating_sub(self.whole.as_ptr().addr());
        let before = self.whole.as_bytes().get(..start).unwrap_or_default();
        let mut place = (1, 0);
        for byte in before {
            place = match byte {
                b'\n' => (place.0 + 1, 0),
                _ => (place.0, place.1 + 1),
            };
        }
        place
    }
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
