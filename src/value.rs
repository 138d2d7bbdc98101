//! A JSON value, in the browser and on the host, and the table that validates the fields of a key.

use serde::Serialize;

use crate::failure::Fallible;

/// A parsed JSON value. In the browser it is what the engine's own parser made; in the tests it is
/// a `serde_json::Value`.
pub trait Value: Clone + 'static {
    /// Parses JSON as a JSON Web Token has it: in UTF-8, in base64url (RFC 7515, section 2). `None` where it is neither.
    fn from_base64url(text: &str) -> Option<Self>;
    /// The JSON of a request body.
    fn json_of(body: &impl Serialize) -> Fallible<String, Self>;
    fn text(&self) -> Option<String>;
    fn number(&self) -> Option<f64>;
    fn boolean(&self) -> Option<bool>;
    /// A date, in milliseconds since 1970.
    fn moment(&self) -> Option<f64>;
    /// An array's items. An error is what a getter of the host page threw.
    fn items(&self) -> Result<Option<Vec<Self>>, Self>;
    fn is_array(&self) -> bool;
    /// An object, not an array.
    fn is_object(&self) -> bool;
    /// `null`, or what JavaScript calls `undefined`.
    fn is_nothing(&self) -> bool;
    /// The members of an object or an array, with their names.
    fn entries(&self) -> Vec<(String, Self)>;
    /// Whether an object or an array has members.
    fn has_members(&self) -> bool {
        !self.entries().is_empty()
    }
    /// A member of an object; `null` counts as absent. An error is what a getter of the host page threw.
    fn read(&self, name: &'static str) -> Result<Option<Self>, Self>;
    /// A member of a parsed object, which has no getters.
    fn member(&self, name: &'static str) -> Option<Self> {
        self.read(name).ok()?
    }
    /// A whole number from 0.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number is whole and at most u32::MAX"
    )]
    fn whole(&self) -> Option<u32> {
        let number = self.number()?;
        ((0.0..=f64::from(u32::MAX)).contains(&number) && number.fract() == 0.0)
            .then_some(number as u32)
    }
    /// A member of a parsed object that is a string with at least one character.
    fn filled(&self, name: &'static str) -> Option<String> {
        self.member(name)?.text().filter(|text| !text.is_empty())
    }
    /// Whether this text contains another one, in whatever case.
    fn contains(&self, part: &str) -> bool;
    /// A text without spaces around it, in Unicode's normalization form C.
    fn normalized(text: &str) -> String;
    /// Whether two names are one for a server that trims or normalizes them.
    fn is_same_name(one: &str, other: &str) -> bool {
        one == other || Self::normalized(one) == Self::normalized(other)
    }
    /// What to search a list for, to find a name: nothing, where the server may have changed it.
    fn searched_name(name: &str) -> &str {
        if Self::normalized(name) == name {
            name
        } else {
            ""
        }
    }
    /// An array of these values.
    fn array(items: Vec<Self>) -> Self;
    /// Builds resources from the items of this array, and finds the kinds of their fields.
    fn decode(&self, table: &Table, class: &ResourceClass<Self>) -> Decoded<Self>;
}

/// What a field of a response was found to be, in three bits. `src/js` writes the same numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Absent or `null`.
    Nothing = 0,
    Boolean = 1,
    Text = 2,
    /// Milliseconds since 1970 or ISO 8601 text, within what a JavaScript `Date` holds.
    Moment = 3,
    /// An array of strings.
    Texts = 4,
    Object = 5,
    // 6 is what no field may be: another number, a mixed array.
    /// The item that should have had the fields is no object: every field of it says so.
    NoItem = 7,
}

/// A row of a backend's table: a field of the wire, what it must be, and whether it must be there.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub name: &'static str,
    pub kind: Kind,
    pub required: bool,
}

/// The result of one pass of JavaScript through an array of items.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded<V> {
    /// The kinds of every item's fields, in three numbers: the item's index, and the kinds in the table's order, eight in a
    /// number, the first in its lowest bits. A table has at most sixteen fields. Of items with the same kinds only the first
    /// is listed, so that a list page of thousands needs only a few numbers.
    pub found: Vec<u32>,
    /// An array of their resources, which may be used only after [`check`] accepts `found`.
    pub resources: V,
}

/// The fields of a backend's keys.
#[derive(Debug)]
pub struct Table {
    /// Its place in `tables` of `src/js/resources.js`, which looks at the same fields.
    pub number: u8,
    pub fields: &'static [Field],
}

/// The class of resources, with what their constructor needs.
#[derive(Debug, Clone, PartialEq)]
pub struct ResourceClass<V> {
    pub class: V,
    /// The moment that expiration dates are compared with, in milliseconds since 1970.
    pub now: f64,
}

/// The first field that is not what the table says.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldMismatch {
    /// Which item of the array.
    pub item: u32,
    /// `None`: the item itself is no object.
    pub field: Option<&'static str>,
}

impl Field {
    pub const fn required(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            required: true,
        }
    }

    pub const fn optional(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            required: false,
        }
    }

    fn admits(&self, found: u64) -> bool {
        found == self.kind as u64 || (found == Kind::Nothing as u64 && !self.required)
    }
}

/// Validates what was found against the table.
pub fn check(table: &[Field], found: &[u32]) -> Result<(), FieldMismatch> {
    let (rows, _) = found.as_chunks();
    rows.iter().try_for_each(|row| check_item(table, *row))
}

fn check_item(table: &[Field], [item, low, high]: [u32; 3]) -> Result<(), FieldMismatch> {
    let mut kinds = u64::from(low) | u64::from(high) << 24;
    let mut next = || {
        let kind = kinds & 7;
        kinds >>= 3;
        kind
    };
    for field in table {
        let kind = next();
        if !field.admits(kind) {
            let is_object = kind != Kind::NoItem as u64;
            return Err(FieldMismatch {
                item,
                field: is_object.then_some(field.name),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
pub mod json;
