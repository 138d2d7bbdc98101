//! A parsed JSON value, wherever it lives, and the table that an object's fields are held against.

/// A parsed JSON value. In the browser it is what the engine's own parser made; in the tests it is
/// a `serde_json::Value`.
pub trait Value: Clone + 'static {
    /// Parses JSON as a JSON Web Token has it: in UTF-8, in base64url (RFC 7515, section 2). `None` where it is neither.
    fn from_base64url(text: &str) -> Option<Self>;
    fn text(&self) -> Option<Box<str>>;
    fn number(&self) -> Option<f64>;
    fn boolean(&self) -> Option<bool>;
    /// A date, in milliseconds since 1970.
    fn moment(&self) -> Option<f64>;
    /// An array's items.
    fn items(&self) -> Option<Vec<Self>>;
    fn is_array(&self) -> bool;
    /// An object, not an array.
    fn is_object(&self) -> bool;
    /// `null`, or what JavaScript calls `undefined`.
    fn is_nothing(&self) -> bool;
    /// A member of an object; `null` is none. An error is what a getter of the page's threw.
    fn read(&self, name: &'static str) -> Result<Option<Self>, Self>;
    /// A member of a parsed object, which has no getters.
    fn member(&self, name: &'static str) -> Option<Self> {
        self.read(name).ok()?
    }
    /// A whole number from 0.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number is whole and small enough by then"
    )]
    fn whole(&self) -> Option<u32> {
        let number = self.number()?;
        ((0.0..=f64::from(u32::MAX)).contains(&number) && number.fract() == 0.0)
            .then_some(number as u32)
    }
    /// A member of a parsed object that is a string with at least a character.
    fn filled(&self, name: &'static str) -> Option<Box<str>> {
        self.member(name)?.text().filter(|text| !text.is_empty())
    }
    /// The items of an array that the page gave, where all of them are strings. An error is what a
    /// getter of the page's threw.
    fn texts(&self) -> Result<Option<Vec<Box<str>>>, Self>;
    /// Whether this text has another one in it, in whatever case.
    fn has_text(&self, part: &str) -> bool;
    /// An array of these values.
    fn array(items: Vec<Self>) -> Self;
    /// Makes resources of the items of this array, and tells what they were made of.
    fn survey(&self, table: &Table, factory: &Factory<Self>) -> Survey<Self>;
}

/// What a field of an answer was found to be, in three bits. `src/js` writes the same numbers.
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

/// What JavaScript made of an array of items in one go.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey<V> {
    /// The kinds of every item's fields. Of items that look alike only the first is told, so that a
    /// page of thousands comes to a few numbers, three for each: the item's index, and the kinds in
    /// the table's order, eight in a number, the first in its lowest bits. A table has at most sixteen fields.
    pub found: Vec<u32>,
    /// An array of their resources, worth nothing before `found` is held against the table.
    pub resources: V,
}

/// What a backend's keys are held against.
#[derive(Debug)]
pub struct Table {
    /// Its place in `tables` of `src/js/resources.js`, which looks at the same fields.
    pub number: u8,
    pub fields: &'static [Field],
}

/// What resources are made by.
#[derive(Debug, Clone, PartialEq)]
pub struct Factory<V> {
    /// Their class.
    pub class: V,
    /// What is expired by now, in milliseconds since 1970, is expired.
    pub now: f64,
}

/// The first field that is not what the table says.
#[derive(Debug, Clone, PartialEq)]
pub struct Misfit {
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

/// Holds what was found against the table.
pub fn check(table: &[Field], found: &[u32]) -> Result<(), Misfit> {
    let (rows, _) = found.as_chunks();
    rows.iter().try_for_each(|row| check_item(table, *row))
}

fn check_item(table: &[Field], [item, low, high]: [u32; 3]) -> Result<(), Misfit> {
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
            return Err(Misfit {
                item,
                field: is_object.then_some(field.name),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
pub mod json;
