//! serde's `Deserializer` over a [`Value`]. It catches what getters throw, and its errors name the field.

use std::{fmt, slice};

use serde::{
    Deserializer,
    de::{
        self, DeserializeSeed, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
        Visitor, value::StrDeserializer,
    },
    forward_to_deserialize_any,
};

use super::host_value;
use crate::{failure::Problem, value::Value};

/// A field, and the spelling of it that people write by mistake. An optional field would be ignored without a word.
const MISSPELT: (&str, &str) = ("apiKeyID", "apiKeyId");

/// Why an object cannot be read.
pub struct ReadError<V> {
    /// The field; `None`: the object itself.
    pub name: Option<&'static str>,
    pub reason: Reason<V>,
}

pub enum Reason<V> {
    Problem(Problem),
    /// A getter threw this.
    Thrown(V),
}

impl<V> From<Problem> for ReadError<V> {
    fn from(problem: Problem) -> Self {
        Self {
            name: None,
            reason: Reason::Problem(problem),
        }
    }
}

impl<V> ReadError<V> {
    fn thrown(cause: V) -> Self {
        Self {
            name: None,
            reason: Reason::Thrown(cause),
        }
    }

    /// Names the outermost field: a message says `scopes`, not which of them.
    fn of(self, name: &'static str) -> Self {
        Self {
            name: Some(name),
            ..self
        }
    }
}

impl<V> de::Error for ReadError<V> {
    /// What follows the field's name, such as "must not be empty".
    fn custom<T: fmt::Display>(words: T) -> Self {
        Problem::Invalid(words.to_string().into()).into()
    }

    fn invalid_type(_: Unexpected, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("must be {expected}"))
    }

    fn invalid_value(_: Unexpected, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("must be {expected}"))
    }

    fn missing_field(name: &'static str) -> Self {
        Self::from(Problem::Missing).of(name)
    }
}

impl<V> std::error::Error for ReadError<V> {}

impl<V> fmt::Debug for ReadError<V> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// serde asks for it. What people read is the failure's message.
impl<V> fmt::Display for ReadError<V> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.name.unwrap_or("the object"))
    }
}

/// Reads one value.
pub struct Reader<V>(V);

impl<V: Value> Reader<V> {
    pub fn new(value: V) -> Self {
        Self(value)
    }

    fn mismatch<'de, T: Visitor<'de>>(visitor: &T) -> ReadError<V> {
        de::Error::invalid_type(Unexpected::Other("another type"), visitor)
    }
}

impl<'de, J: Value> Deserializer<'de> for Reader<J> {
    type Error = ReadError<J>;

    fn deserialize_any<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, Self::Error> {
        Err(Self::mismatch(&visitor))
    }

    fn deserialize_bool<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, Self::Error> {
        match self.0.boolean() {
            Some(value) => visitor.visit_bool(value),
            None => Err(Problem::must_be("true or false").into()),
        }
    }

    fn deserialize_f64<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, Self::Error> {
        match self.0.number() {
            Some(value) => visitor.visit_f64(value),
            None => Err(Self::mismatch(&visitor)),
        }
    }

    fn deserialize_string<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, Self::Error> {
        match self.0.text() {
            Some(value) => visitor.visit_string(value),
            None => Err(Self::mismatch(&visitor)),
        }
    }

    fn deserialize_option<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, Self::Error> {
        if self.0.is_nothing() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_seq<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, Self::Error> {
        match self.0.items().map_err(ReadError::thrown)? {
            Some(items) => visitor.visit_seq(Items(items.into_iter())),
            None => Err(Problem::must_be("an array").into()),
        }
    }

    fn deserialize_newtype_struct<T: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: T,
    ) -> Result<T::Value, Self::Error> {
        if name == host_value::NAME {
            return host_value::pass(self.0, visitor);
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<T: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: T,
    ) -> Result<T::Value, Self::Error> {
        if !self.0.is_nothing() && !self.0.is_object() {
            return Err(Problem::must_be("an object").into());
        }
        visitor.visit_map(Members {
            object: Some(self.0).filter(|object| !object.is_nothing()),
            names: fields.iter(),
            member: None,
        })
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u32 u64 f32 char str bytes byte_buf unit unit_struct tuple
        tuple_struct map enum identifier ignored_any
    }
}

/// The members of an object, each read once, in the order of the struct's fields.
struct Members<V> {
    object: Option<V>,
    names: slice::Iter<'static, &'static str>,
    member: Option<(&'static str, V)>,
}

impl<V: Value> Members<V> {
    fn read(&self, name: &'static str) -> Result<Option<V>, ReadError<V>> {
        let Some(object) = &self.object else {
            return Ok(None);
        };
        let read = |name| {
            object
                .read(name)
                .map_err(|cause| ReadError::thrown(cause).of(name))
        };
        let (meant, misspelt) = MISSPELT;
        if name == meant && read(misspelt)?.is_some() {
            return Err(ReadError::from(Problem::Misspelt { meant }).of(misspelt));
        }
        read(name)
    }
}

impl<'de, V: Value> MapAccess<'de> for Members<V> {
    type Error = ReadError<V>;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Self::Error> {
        while let Some(name) = self.names.next() {
            if let Some(value) = self.read(name)? {
                self.member = Some((name, value));
                let name: StrDeserializer<Self::Error> = name.into_deserializer();
                return seed.deserialize(name).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<K::Value, Self::Error> {
        // serde asks for a value after its key.
        let (name, value) = self
            .member
            .take()
            .ok_or_else(|| ReadError::from(Problem::Missing))?;
        seed.deserialize(Reader(value))
            .map_err(|error| error.of(name))
    }
}

/// The items of an array.
struct Items<V>(std::vec::IntoIter<V>);

impl<'de, V: Value> SeqAccess<'de> for Items<V> {
    type Error = ReadError<V>;

    fn next_element_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Self::Error> {
        let item = self.0.next().map(Reader);
        item.map(|item| seed.deserialize(item)).transpose()
    }
}
