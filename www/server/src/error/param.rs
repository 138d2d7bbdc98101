//! The errors of single parameters.

use std::{borrow::Cow, fmt};

use axum::http::StatusCode;
use serde_json::json;

use super::ClerkError;

/// Why a parameter is invalid.
#[derive(Debug)]
pub enum ParamError {
    /// It is required.
    Missing,
    /// The request has no such parameter.
    Unknown,
    /// It occurs more than once.
    Duplicate,
    /// It does not have this type.
    Type(&'static str),
    /// It does not have this format. The text completes a sentence.
    Format(&'static str),
    /// It has fewer characters than this.
    TooShort(usize),
    /// It has more characters than this.
    TooLong(usize),
    /// It is out of range. The text completes a sentence.
    Value(&'static str),
    /// It is more than this.
    TooLarge(i64),
    /// No user has this identifier.
    NoSuchAccount,
    /// It is not the user's password.
    WrongPassword,
}

/// The part of a request that has a parameter.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// The path.
    Path,
    /// The query.
    Query,
    /// The body.
    Body,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Path => "url_parameter",
            Self::Query => "query_parameter",
            Self::Body => "body",
        })
    }
}

impl ParamError {
    /// The error of the routes below `/v1/`.
    pub(super) fn to_clerk_error(&self, name: &str) -> ClerkError {
        ClerkError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            self.code(),
            self.message(),
            self.sentence(name),
        )
        .with_meta(json!({ "param_name": name }))
    }

    /// The error of the routes of the API keys, which are another service: one code for all parameters, and a message
    /// that names the part.
    pub(super) fn to_bad_request(&self, part: Part, name: &str) -> ClerkError {
        ClerkError::new(
            StatusCode::BAD_REQUEST,
            "bad_request",
            "Bad Request",
            format!("Invalid '{part}.{name}': {}", self.sentence(name)),
        )
        .with_meta(json!({ "param_name": name }))
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Missing => "form_param_missing",
            Self::Unknown => "form_param_unknown",
            Self::Duplicate => "form_param_duplicate",
            Self::Type(_) => "form_param_type_invalid",
            Self::Format(_) => "form_param_format_invalid",
            Self::TooShort(_) => "form_param_min_length_exceeded",
            Self::TooLong(_) => "form_param_max_length_exceeded",
            Self::Value(_) => "form_param_value_invalid",
            Self::TooLarge(_) => "form_param_value_too_large",
            Self::NoSuchAccount => "form_identifier_not_found",
            Self::WrongPassword => "form_password_incorrect",
        }
    }

    fn message(&self) -> &'static str {
        match self {
            Self::Missing => "is missing",
            Self::Unknown => "is unknown",
            Self::Duplicate => "is duplicate",
            Self::Type(_) | Self::Format(_) | Self::Value(_) | Self::NoSuchAccount => "is invalid",
            Self::TooShort(_) => "does not reach minimum length",
            Self::TooLong(_) => "exceeds maximum length",
            Self::TooLarge(_) => "Value too large",
            Self::WrongPassword => "is incorrect",
        }
    }

    fn sentence(&self, name: &str) -> Cow<'static, str> {
        match self {
            Self::Missing => format!("{name} must be included."),
            Self::Unknown => format!("{name} is not a valid parameter for this request."),
            Self::Duplicate => {
                format!("{name} included multiple times. There should only be one.")
            }
            Self::Type(expected) => format!("`{name}` must be a `{expected}`."),
            Self::Format(rule) | Self::Value(rule) => format!("{name} {rule}."),
            Self::TooShort(least) => format!("{name} must be at least {least} characters long."),
            Self::TooLong(most) => format!("{name} should not exceed {most} characters."),
            Self::TooLarge(most) => format!("The value of {name} can't be greater than {most}"),
            Self::NoSuchAccount => return "Couldn't find your account.".into(),
            Self::WrongPassword => {
                return "Password is incorrect. Try again, or use another method.".into();
            }
        }
        .into()
    }
}
