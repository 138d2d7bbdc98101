//! What a param or an option must be, as types: a value of one of them is valid.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, Visitor},
};

/// The largest whole number that a JavaScript number holds exactly (`Number.MAX_SAFE_INTEGER`).
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// A string with at least one character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NonEmptyText(pub String);

/// A string that can be a segment of a path. `.` and `..` would name another resource, percent-encoded too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathSegment(pub String);

/// At least one string, each with at least one character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NonEmptyTexts(pub Vec<String>);

/// A whole number from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WholeNumber(pub u64);

/// How many keys a list page of Clerk has: a whole number from 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSize(pub u64);

/// A whole number from 0. Larger values become `u32::MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count(pub u32);

/// A duration of more than 0 milliseconds. Larger values become `i32::MAX`, the longest delay of a browser's timer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Milliseconds(pub u32);

impl<'de> Deserialize<'de> for NonEmptyText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() {
            return Err(D::Error::custom("must not be empty"));
        }
        Ok(Self(text))
    }
}

impl<'de> Deserialize<'de> for PathSegment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let NonEmptyText(text) = NonEmptyText::deserialize(deserializer)?;
        if matches!(&*text, "." | "..") {
            return Err(D::Error::custom("must not be . or .."));
        }
        Ok(Self(text))
    }
}

impl<'de> Deserialize<'de> for NonEmptyTexts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = Vec::<NonEmptyText>::deserialize(deserializer)?;
        if texts.is_empty() {
            return Err(D::Error::custom("must have at least one entry"));
        }
        Ok(Self(texts.into_iter().map(|text| text.0).collect()))
    }
}

impl<'de> Deserialize<'de> for WholeNumber {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number is whole and between 1 and MAX_SAFE_INTEGER"
    )]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = number(deserializer, "a whole number from 1", |number| {
            number >= 1.0 && number.fract() == 0.0
        })?;
        if number > MAX_SAFE_INTEGER {
            return Err(D::Error::custom("is too large"));
        }
        Ok(Self(number as u64))
    }
}

impl<'de> Deserialize<'de> for PageSize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number is whole and between 1 and 100"
    )]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = number(deserializer, "a whole number from 1 to 100", |number| {
            (1.0..=100.0).contains(&number) && number.fract() == 0.0
        })?;
        Ok(Self(number as u64))
    }
}

impl<'de> Deserialize<'de> for Count {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number is whole and from 0; the cast saturates"
    )]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = number(deserializer, "a whole number from 0", |number| {
            number >= 0.0 && number.fract() == 0.0
        })?;
        if number > MAX_SAFE_INTEGER {
            return Err(D::Error::custom("is too large"));
        }
        Ok(Self(number as u32))
    }
}

impl<'de> Deserialize<'de> for Milliseconds {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number is between 1 and i32::MAX"
    )]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected = "a number of milliseconds, more than 0";
        let number = number(deserializer, expected, |number| number > 0.0)?;
        Ok(Self(number.ceil().min(f64::from(i32::MAX)) as u32))
    }
}

/// A number that a rule accepts.
fn number<'de, D: Deserializer<'de>>(
    deserializer: D,
    expected: &'static str,
    accepts: fn(f64) -> bool,
) -> Result<f64, D::Error> {
    deserializer.deserialize_f64(Number { expected, accepts })
}

struct Number {
    expected: &'static str,
    accepts: fn(f64) -> bool,
}

impl Visitor<'_> for Number {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<f64, E> {
        if (self.accepts)(number) {
            Ok(number)
        } else {
            Err(E::custom(format_args!("must be {}", self.expected)))
        }
    }
}
