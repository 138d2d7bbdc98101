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

    /// What it says of a field that is not what it must be.
    pub fn fails(&self, name: &'static str, why: Why) -> Box<Failure<V>> {
        Failure::given(self.role, name, why)
    }

    /// A field, whatever it is, or nothing.
    #[inline(never)]
    pub fn any(&self, name: &'static str) -> Fallible<Option<V>, V> {
        match &self.object {
            Whole::Nothing => Ok(None),
            Whole::Other => Err(self.fails(self.whole, Why::NotObject)),
            Whole::Object(object) => object
                .read(name)
                .map_err(|cause| self.unreadable(name, cause)),
        }
    }

    /// A string, or nothing.
    #[inline(never)]
    pub fn text(&self, name: &'static str) -> Fallible<Option<Box<str>>, V> {
        self.read(name, V::text, Why::NotText)
    }

    /// A string with at least a character.
    #[inline(never)]
    pub fn filled_text(&self, name: &'static str) -> Fallible<Box<str>, V> {
        match self.text(name)? {
            None => Err(self.fails(name, Why::Missing)),
            Some(text) if text.is_empty() => Err(self.fails(name, Why::Empty)),
            Some(text) => Ok(text),
        }
    }

    /// A string that can be a segment of a path: `.` and `..` name another resource, percent-encoded too.
    pub fn segment(&self, name: &'static str) -> Fallible<Box<str>, V> {
        let segment = self.optional_segment(name)?;
        segment.ok_or_else(|| self.fails(name, Why::Missing))
    }

    /// The same, or nothing.
    pub fn optional_segment(&self, name: &'static str) -> Fallible<Option<Box<str>>, V> {
        match self.text(name)? {
            Some(text) if text.is_empty() => Err(self.fails(name, Why::Empty)),
            Some(text) if *text == *"." || *text == *".." => Err(self.fails(name, Why::DotSegment)),
            text => Ok(text),
        }
    }

    /// `true` or `false`; the default where it is neither given nor `null`.
    #[inline(never)]
    pub fn flag(&self, name: &'static str, default: bool) -> Fallible<bool, V> {
        let flag = self.read(name, V::boolean, Why::NotBoolean)?;
        Ok(flag.unwrap_or(default))
    }

    /// Strings with at least a character each, and at least one of them.
    pub fn filled_texts(&self, name: &'static str) -> Fallible<Vec<Box<str>>, V> {
        let value = self.any(name)?;
        let value = value.ok_or_else(|| self.fails(name, Why::Missing))?;
        match value.texts() {
            Err(cause) => Err(self.unreadable(name, cause)),
            Ok(Some(texts)) if texts.is_empty() => Err(self.fails(name, Why::NoTexts)),
            Ok(Some(texts)) if texts.iter().all(|text| !text.is_empty()) => Ok(texts),
            Ok(_) => Err(self.fails(name, Why::NotTexts)),
        }
    }

    /// A whole number from 1, or nothing.
    #[inline(never)]
    pub fn whole(&self, name: &'static str) -> Fallible<Option<u64>, V> {
        self.integer(name, 1.0, Why::NotWhole)
    }

    /// A whole number from 0, or nothing.
    pub fn whole_or_zero(&self, name: &'static str) -> Fallible<Option<u64>, V> {
        self.integer(name, 0.0, Why::NotWholeOrZero)
    }

    /// Milliseconds, more than 0, or nothing. What a browser's timer cannot hold is its longest.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number is between 1 and i32::MAX by then"
    )]
    pub fn milliseconds(&self, name: &'static str) -> Fallible<Option<u32>, V> {
        let whole = |ms: f64| (ms > 0.0).then_some(ms.ceil().min(f64::from(i32::MAX)) as u32);
        let read = |value: &V| value.number().and_then(whole);
        self.read(name, read, Why::NotDuration)
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number is whole and between 0 and MAX_SAFE_INTEGER by then"
    )]
    fn integer(&self, name: &'static str, least: f64, why: Why) -> Fallible<Option<u64>, V> {
        let whole = |number: &f64| *number >= least && number.fract() == 0.0;
        let read = |value: &V| value.number().filter(whole);
        match self.read(name, read, why)? {
            Some(number) if number > MAX_SAFE_INTEGER => Err(self.fails(name, Why::TooLarge)),
            number => Ok(number.map(|number| number as u64)),
        }
    }

    /// Refuses a field that is spelt almost like the one that is meant.
    pub fn refuse(&self, name: &'static str, meant: &'static str) -> Fallible<(), V> {
        match self.any(name)? {
            None => Ok(()),
            Some(_) => Err(self.fails(name, Why::Misspelt(meant))),
        }
    }

    fn read<T>(
        &self,
        name: &'static str,
        read: impl Fn(&V) -> Option<T>,
        why: Why,
    ) -> Fallible<Option<T>, V> {
        match self.any(name)? {
            None => Ok(None),
            Some(value) => read(&value).map(Some).ok_or_else(|| self.fails(name, why)),
        }
    }

    fn unreadable(&self, name: &'static str, cause: V) -> Box<Failure<V>> {
        let role = self.role;
        Box::new(Failure::Unreadable { role, name, cause })
    }
}

#[cfg(test)]
mod tests;
