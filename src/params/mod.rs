//! Reads the params and options that the host page passes: a `Deserialize` struct for each object, whose fields are
//! rules as types ([`rules`]).
//!
//! serde-wasm-bindgen could read them, too. It reads members without catching what a getter throws, which would leave
//! the promise pending; its errors do not name the field; and it is four times the code of [`reader`].

pub mod host_value;
mod reader;
pub mod rules;

use serde::de::DeserializeOwned;

use crate::{
    failure::{Failure, Fallible, Problem, Role},
    value::Value,
};
use reader::{ReadError, Reader, Reason};

/// Reads an object. `null` and `undefined` are an object without members.
pub fn read<T: DeserializeOwned, V: Value>(role: Role, object: V) -> Fallible<T, V> {
    T::deserialize(Reader::new(object)).map_err(|error| failure(role, error))
}

fn failure<V>(role: Role, error: ReadError<V>) -> Box<Failure<V>> {
    let name = error.name.unwrap_or(role.name());
    match error.reason {
        Reason::Problem(problem) => Failure::invalid(role, name, problem),
        Reason::Thrown(cause) => Box::new(Failure::Unreadable { role, name, cause }),
    }
}

/// What a required member that is absent fails with.
pub fn missing<V>(role: Role, name: &'static str) -> Box<Failure<V>> {
    Failure::invalid(role, name, Problem::Missing)
}

/// Reads params, for the tests of other folders.
#[cfg(test)]
pub fn of_json<T: DeserializeOwned>(json: serde_json::Value) -> Fallible<T, serde_json::Value> {
    read(Role::Params, json)
}

#[cfg(test)]
mod tests;
