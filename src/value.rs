//! A parsed JSON value, wherever it lives, and the table that an object's fields are held against.

/// A parsed JSON value. In the browser it is what the engine's own parser made; in the tests it is
/// a `serde_json::Value`.
pub trait Value: Clone + 'static {
    /// Parses a text; `None` where it is not JSON.
    fn parse(text: &str) -> Option<Self>;
    fn text(&self) -> Option<String>;
    fn number(&self) -> Option<f64>;
    fn boolean(&self) -> Option<bool>;
    /// An array's items.
    fn items(&self) -> Option<Vec<Self>>;
    fn is_array(&self) -> bool;
    /// An object, not an array.
    fn is_object(&self) -> bool;
    /// `null`, or what JavaScript calls `undefined`.
    fn is_nothing(&self) -> bool;
    /// A member of an object, `null` included. An error is what a getter of the page's threw.
    fn read(&self, name: &str) -> Result<Option<Self>, Self>;
    /// A member of a parsed object, which has no getters.
    fn member(&self, name: &str) -> Option<Self> {
        self.read(name).ok()?
    }
    /// An array of this one value.
    fn into_array(self) -> Self;
}

/// What a field of an answer was found to be: one byte for each field, so that thousands of
/// them cross from JavaScript at once. `src/js` writes the same numbers.
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

/// Looks at every field of every item of an array, in the table's order.
pub type Survey<V> = fn(&V) -> Vec<u8>;

/// The first field that is not what the table says.
#[derive(Debug, Clone, PartialEq)]
pub struct Misfit {
    /// Which item of the array.
    pub item: usize,
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

    fn admits(&self, found: u8) -> bool {
        found == self.kind as u8 || (found == Kind::Nothing as u8 && !self.required)
    }
}

/// Holds what was found against the table.
pub fn check(table: &[Field], found: &[u8]) -> Result<(), Misfit> {
    for (item, row) in found.chunks(table.len().max(1)).enumerate() {
        if row.first() == Some(&(Kind::NoItem as u8)) {
            return Err(Misfit { item, field: None });
        }
        let misfit = table
            .iter()
            .zip(row)
            .find(|(field, kind)| !field.admits(**kind));
        if let Some((field, _)) = misfit {
            return Err(Misfit {
                item,
                field: Some(field.name),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
pub mod json;
