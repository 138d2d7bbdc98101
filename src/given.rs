//! A parameter or an option as the page gave it, and the rules that hold it.

use std::fmt;

use serde::{Deserialize, Deserializer, de};

/// The largest whole number that a JavaScript number holds exactly (`Number.MAX_SAFE_INTEGER`).
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// Any JavaScript value, reduced to what a parameter can be. Reading one never fails: what it may
/// be is for the rules below, which know its name.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Given {
    /// Absent, `undefined` or `null`.
    #[default]
    Nothing,
    Boolean(bool),
    Number(f64),
    Text(String),
    /// An object, an array, a function, a symbol.
    Other,
}

/// The parameter or option at fault, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    pub name: &'static str,
    pub why: Why,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Why {
    Missing,
    Empty,
    NotText,
    NotBoolean,
    NotWhole,
    NotWholeOrZero,
    NotDuration,
    NotFunction,
    NotObject,
    NotSignal,
    NotUrl,
    DotSegment,
    TooLarge,
    Unknown,
    /// Another spelling of the parameter that is meant.
    Misspelt(&'static str),
}

impl Fault {
    pub const fn new(name: &'static str, why: Why) -> Self {
        Self { name, why }
    }
}

impl Given {
    /// A string, or nothing.
    pub fn text(self, name: &'static str) -> Result<Option<String>, Fault> {
        match self {
            Self::Nothing => Ok(None),
            Self::Text(text) => Ok(Some(text)),
            _ => Err(Fault::new(name, Why::NotText)),
        }
    }

    /// A string that is there and has a character.
    pub fn filled_text(self, name: &'static str) -> Result<String, Fault> {
        match self.text(name)? {
            None => Err(Fault::new(name, Why::Missing)),
            Some(text) if text.is_empty() => Err(Fault::new(name, Why::Empty)),
            Some(text) => Ok(text),
        }
    }

    /// A string that can be a segment of a path: `.` and `..` would name another resource, percent-encoded too.
    pub fn segment(self, name: &'static str) -> Result<String, Fault> {
        match self.filled_text(name)? {
            dots if dots == "." || dots == ".." => Err(Fault::new(name, Why::DotSegment)),
            text => Ok(text),
        }
    }

    /// `true` or `false`; nothing is `false`.
    pub fn flag(self, name: &'static str) -> Result<bool, Fault> {
        match self {
            Self::Nothing => Ok(false),
            Self::Boolean(flag) => Ok(flag),
            _ => Err(Fault::new(name, Why::NotBoolean)),
        }
    }

    /// A whole number from 1, or nothing.
    pub fn whole(self, name: &'static str) -> Result<Option<u64>, Fault> {
        self.integer(1.0, name, Why::NotWhole)
    }

    /// A whole number from 0, or nothing.
    pub fn whole_or_zero(self, name: &'static str) -> Result<Option<u64>, Fault> {
        self.integer(0.0, name, Why::NotWholeOrZero)
    }

    /// Milliseconds, more than 0, or nothing. What a browser's timer cannot hold is its longest.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number is between 1 and i32::MAX by then"
    )]
    pub fn milliseconds(self, name: &'static str) -> Result<Option<u32>, Fault> {
        match self {
            Self::Nothing => Ok(None),
            Self::Number(ms) if ms > 0.0 => Ok(Some(ms.ceil().min(f64::from(i32::MAX)) as u32)),
            _ => Err(Fault::new(name, Why::NotDuration)),
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number is whole and between 0 and MAX_SAFE_INTEGER by then"
    )]
    fn integer(self, least: f64, name: &'static str, why: Why) -> Result<Option<u64>, Fault> {
        match self {
            Self::Nothing => Ok(None),
            Self::Number(number) if number > MAX_SAFE_INTEGER => {
                Err(Fault::new(name, Why::TooLarge))
            }
            Self::Number(number) if number >= least && number.trunc() == number => {
                Ok(Some(number as u64))
            }
            _ => Err(Fault::new(name, why)),
        }
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // What serde has no word for (a symbol, a function) is as wrong as an object is.
        Ok(deserializer.deserialize_any(Reader).unwrap_or(Self::Other))
    }
}

struct Reader;

impl<'de> de::Visitor<'de> for Reader {
    type Value = Given;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Given, E> {
        Ok(Given::Nothing)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Given, E> {
        Ok(Given::Boolean(flag))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "serde-wasm-bindgen gives safe integers here; a larger one is refused all the same"
    )]
    fn visit_i64<E>(self, number: i64) -> Result<Given, E> {
        Ok(Given::Number(number as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "as above")]
    fn visit_u64<E>(self, number: u64) -> Result<Given, E> {
        Ok(Given::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Given, E> {
        Ok(Given::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Given, E> {
        Ok(Given::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Given, E> {
        Ok(Given::Text(text))
    }

    fn visit_seq<A>(self, _: A) -> Result<Given, A::Error>
    where
        A: de::SeqAccess<'de>,
    {
        Ok(Given::Other)
    }

    fn visit_map<A>(self, _: A) -> Result<Given, A::Error>
    where
        A: de::MapAccess<'de>,
    {
        Ok(Given::Other)
    }
}

#[cfg(test)]
mod tests;
