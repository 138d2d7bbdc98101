//! A member that is taken as it is, such as a function: serde has no type for it.

use std::{any::Any, cell::RefCell, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{Error, Visitor},
};

/// The name by which a deserializer knows that a [`HostValue`] is asked for.
pub const NAME: &str = "HostValue";

thread_local! {
    /// Passes the value from the deserializer to the visitor, beside serde's data model.
    static PASSED: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

/// A value of the host page.
#[derive(Debug, PartialEq)]
pub struct HostValue<V>(pub V);

/// What a deserializer calls for [`NAME`].
pub fn pass<'de, V: 'static, T: Visitor<'de>, E: Error>(
    value: V,
    visitor: T,
) -> Result<T::Value, E> {
    PASSED.set(Some(Box::new(value)));
    visitor.visit_unit()
}

impl<'de, V: 'static> Deserialize<'de> for HostValue<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(NAME, Take(PhantomData))
    }
}

struct Take<V>(PhantomData<V>);

impl<V: 'static> Visitor<'_> for Take<V> {
    type Value = HostValue<V>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value of the host page")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        let passed = PASSED.take().and_then(|value| value.downcast().ok());
        let value = passed.ok_or_else(|| E::custom("cannot be read"))?;
        Ok(HostValue(*value))
    }
}
