//! The body of a request: one flat JSON object, written member by member.

use crate::digits::{SMALL, decimal, digit};

/// A JSON object under way. Members stand in the order they are added in.
pub struct Object(String);

impl Object {
    pub fn new() -> Self {
        Self("{".into())
    }

    /// Adds a string.
    pub fn text(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.name(name);
        write_text(&mut self.0, value);
        self
    }

    /// Adds a string where there is one.
    pub fn optional_text(&mut self, name: &'static str, value: Option<&str>) -> &mut Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    /// Adds a whole number where there is one.
    pub fn optional_whole(&mut self, name: &'static str, value: Option<u64>) -> &mut Self {
        if let Some(value) = value {
            self.name(name);
            self.0.push_str(&decimal(value));
        }
        self
    }

    /// Adds an array of strings.
    pub fn texts(&mut self, name: &'static str, values: &[Box<str>]) -> &mut Self {
        self.name(name);
        self.0.push_str("[");
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                self.0.push_str(",");
            }
            write_text(&mut self.0, value);
        }
        self.0.push_str("]");
        self
    }

    pub fn finish(mut self) -> Box<str> {
        self.0.push_str("}");
        self.0.into()
    }

    fn name(&mut self, name: &'static str) {
        if self.0.len() > 1 {
            self.0.push_str(",");
        }
        write_text(&mut self.0, name);
        self.0.push_str(":");
    }
}

fn write_text(out: &mut String, text: &str) {
    out.push_str("\"");
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            0..b' ' => {
                out.push_str(if byte < 16 { "\\u000" } else { "\\u001" });
                out.push_str(digit(SMALL, u64::from(byte % 16)));
            }
            _ => out.push_str(character(text, at)),
        }
    }
    out.push_str("\"");
}

/// The character that begins at a place; nothing in the middle of one.
fn character(text: &str, at: usize) -> &str {
    let end = text.ceil_char_boundary(at + 1);
    text.get(at..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::Object;

    #[test]
    fn members_stand_in_order_and_absent_ones_are_left_out() {
        let mut body = Object::new();
        body.text("name", "a")
            .optional_text("subject", Some("b"))
            .optional_text("description", None)
            .optional_whole("seconds", Some(60))
            .optional_whole("days", None)
            .texts("scopes", &["a".into(), "b".into()])
            .texts("none", &[]);
        assert_eq!(
            &*body.finish(),
            r#"{"name":"a","subject":"b","seconds":60,"scopes":["a","b"],"none":[]}"#
        );
        assert_eq!(&*Object::new().finish(), "{}");
    }

    #[test]
    fn every_control_is_escaped() {
        let controls: String = ('\0'..'\u{20}').collect();
        let mut body = Object::new();
        body.text("t", &controls);
        let body = body.finish();
        assert!(body.bytes().all(|byte| byte >= b' '), "{body}");
        let read: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(read, json!({ "t": controls }));
    }

    proptest! {
        #[test]
        fn a_json_parser_reads_back_what_was_written(text: String, number: u64) {
            let mut body = Object::new();
            body.text("t", &text).optional_whole("n", Some(number));
            let read: Value = serde_json::from_str(&body.finish()).unwrap();
            prop_assert_eq!(read, json!({ "t": text, "n": number }));
        }
    }
}
