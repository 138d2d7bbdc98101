//! What the page gives: options and params, field by field, and the rules that hold them.

use crate::{
    failure::{Failure, Fallible},
    value::Value,
};

/// The largest whole number that a JavaScript number holds exactly (`Number.MAX_SAFE_INTEGER`).
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// Whether options or params are at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Options,
    Params,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Missing,
    Empty,
    NotText,
    /// An empty list.
    NoTexts,
    NotTexts,
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
    /// It names a key that is revoked.
    Revoked,
    /// Not given, and nothing else says it.
    Unknown,
    /// Another spelling of the field that is meant.
    Misspelt(&'static str),
}

/// An object of the page's.
pub struct Given<V> {
    role: Role,
    /// What it is called itself.
    whole: &'static str,
    object: Whole<V>,
}

/// What the page gave for an object.
enum Whole<V> {
    /// None: every field is absent.
    Nothing,
    Object(V),
    /// Something else: every field is at fault.
    Other,
}

/// One field of it, not judged yet.
pub struct Field<V> {
    pub at: At,
    /// `None`: absent or `null`.
    value: Fallible<Option<V>, V>,
}

/// Which field, for a failure to name.
#[derive(Clone, Copy)]
pub struct At {
    role: Role,
    name: &'static str,
}

impl At {
    pub fn fails<V>(self, why: Why) -> Box<Failure<V>> {
        Failure::given(self.role, self.name, why)
    }
}

impl<V: Value> Given<V> {
    pub fn params(object: V) -> Self {
        Self::new(Role::Params, "params", object)
    }

    /// The options of one call, which are a parameter of it.
    pub fn call_options(object: V) -> Self {
        Self::new(Role::Params, "options", object)
    }

    pub fn options(object: V) -> Self {
        Self::new(Role::Options, "options", object)
    }

    fn new(role: Role, whole: &'static str, object: V) -> Self {
        let object = if object.is_nothing() {
            Whole::Nothing
        } else if object.is_object() {
            Whole::Object(object)
        } else {
            Whole::Other
        };
        Self {
            role,
            whole,
            object,
        }
    }

    pub fn field(&self, name: &'static str) -> Field<V> {
        let at = At {
            role: self.role,
            name,
        };
        Field {
            at,
            value: self.value(at),
        }
    }

    fn value(&self, at: At) -> Fallible<Option<V>, V> {
        let At { role, name } = at;
        match &self.object {
            Whole::Nothing => Ok(None),
            Whole::Other => {
                let name = self.whole;
                Err(At { role, name }.fails(Why::NotObject))
            }
            Whole::Object(object) => {
                let unreadable = |cause| Box::new(Failure::Unreadable { role, name, cause });
                object.read(name).map_err(unreadable)
            }
        }
    }

    /// A field that is a string, or nothing.
    #[inline(never)]
    pub fn text(&self, name: &'static str) -> Fallible<Option<String>, V> {
        self.field(name).text()
    }

    /// A field that is a string with at least a character.
    #[inline(never)]
    pub fn filled_text(&self, name: &'static str) -> Fallible<String, V> {
        self.field(name).filled_text()
    }

    /// A field that is a whole number from 1, or nothing.
    #[inline(never)]
    pub fn whole(&self, name: &'static str) -> Fallible<Option<u64>, V> {
        self.field(name).whole()
    }

    /// A field that is `true` or `false`; what it is where it is not given.
    #[inline(never)]
    pub fn flag(&self, name: &'static str, default: bool) -> Fallible<bool, V> {
        Ok(self.field(name).flag()?.unwrap_or(default))
    }

    /// Refuses a field that is spelt almost like the one that is meant.
    pub fn refuse(&self, name: &'static str, meant: &'static str) -> Fallible<(), V> {
        let field = self.field(name);
        match field.value? {
            None => Ok(()),
            Some(_) => Err(field.at.fails(Why::Misspelt(meant))),
        }
    }
}

impl<V: Value> Field<V> {
    /// Whatever it is, or nothing.
    pub fn any(self) -> Fallible<Option<V>, V> {
        self.value
    }

    /// A string, or nothing.
    pub fn text(self) -> Fallible<Option<String>, V> {
        self.read(V::text, Why::NotText)
    }

    /// A string with at least a character.
    pub fn filled_text(self) -> Fallible<String, V> {
        let at = self.at;
        match self.text()? {
            None => Err(at.fails(Why::Missing)),
            Some(text) if text.is_empty() => Err(at.fails(Why::Empty)),
            Some(text) => Ok(text),
        }
    }

    /// A string that can be a segment of a path: `.` and `..` name another resource, percent-encoded too.
    pub fn segment(self) -> Fallible<String, V> {
        let at = self.at;
        let text = self.filled_text()?;
        if text == "." || text == ".." {
            Err(at.fails(Why::DotSegment))
        } else {
            Ok(text)
        }
    }

    /// The same, or nothing.
    pub fn optional_segment(self) -> Fallible<Option<String>, V> {
        if matches!(self.value, Ok(None)) {
            Ok(None)
        } else {
            self.segment().map(Some)
        }
    }

    /// `true` or `false`, or nothing.
    pub fn flag(self) -> Fallible<Option<bool>, V> {
        self.read(V::boolean, Why::NotBoolean)
    }

    /// Strings with at least a character each, and at least one of them.
    pub fn filled_texts(self) -> Fallible<Vec<String>, V> {
        let At { role, name } = self.at;
        let value = self.value?.ok_or_else(|| self.at.fails(Why::Missing))?;
        match value.texts() {
            Err(cause) => Err(Failure::Unreadable { role, name, cause }.into()),
            Ok(Some(texts)) if texts.is_empty() => Err(self.at.fails(Why::NoTexts)),
            Ok(Some(texts)) if texts.iter().all(|text| !text.is_empty()) => Ok(texts),
            Ok(_) => Err(self.at.fails(Why::NotTexts)),
        }
    }

    /// A whole number from 1, or nothing.
    pub fn whole(self) -> Fallible<Option<u64>, V> {
        self.integer(1.0, Why::NotWhole)
    }

    /// A whole number from 0, or nothing.
    pub fn whole_or_zero(self) -> Fallible<Option<u64>, V> {
        self.integer(0.0, Why::NotWholeOrZero)
    }

    /// Milliseconds, more than 0, or nothing. What a browser's timer cannot hold is its longest.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number is between 1 and i32::MAX by then"
    )]
    pub fn milliseconds(self) -> Fallible<Option<u32>, V> {
        let whole = |ms: f64| (ms > 0.0).then_some(ms.ceil().min(f64::from(i32::MAX)) as u32);
        self.read(|value| value.number().and_then(whole), Why::NotDuration)
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number is whole and between 0 and MAX_SAFE_INTEGER by then"
    )]
    fn integer(self, least: f64, why: Why) -> Fallible<Option<u64>, V> {
        let at = self.at;
        let whole = |number: f64| (number >= least && number.fract() == 0.0).then_some(number);
        match self.read(|value| value.number().and_then(whole), why)? {
            Some(number) if number > MAX_SAFE_INTEGER => Err(at.fails(Why::TooLarge)),
            number => Ok(number.map(|number| number as u64)),
        }
    }

    fn read<T>(self, read: impl Fn(&V) -> Option<T>, why: Why) -> Fallible<Option<T>, V> {
        match self.value? {
            None => Ok(None),
            Some(value) => read(&value).map(Some).ok_or_else(|| self.at.fails(why)),
        }
    }
}

#[cfg(test)]
mod tests;
