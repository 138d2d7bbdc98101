//! The address in an option.

use wasm_bindgen::JsValue;

use crate::{
    failure::{Failure, Fallible, Problem, Role},
    url::{BaseUrl, BaseUrlError},
};

/// The address in an option. It must be one that a session token may be sent to.
pub fn base_url(address: &str, option: &'static str) -> Fallible<BaseUrl, JsValue> {
    BaseUrl::parse(address).map_err(|error| match error {
        BaseUrlError::Malformed => invalid(
            option,
            "must be an absolute URL such as https://clerk.example.com, without query and fragment, in plain ASCII",
        ),
        BaseUrlError::Insecure => Failure::InsecureUrl { option }.into(),
    })
}

fn invalid(option: &'static str, words: &'static str) -> Box<Failure<JsValue>> {
    Failure::invalid(Role::Options, option, Problem::other(words))
}
