//! An HTTP response as bytes, and the steps that send it.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
    thread,
    time::Duration,
};

use serde_json::Value;

use crate::request::Connection;

pub const JSON: &str = "application/json";
pub const HTML: &str = "text/html; charset=utf-8";

/// Gives the browser time to read the sent bytes before the connection resets.
const RESET_DELAY: Duration = Duration::from_millis(40);
const DRIP_INTERVAL: Duration = Duration::from_millis(20);

/// A valid response.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    pub status: u16,
    pub content_type: Option<&'static str>,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

/// One action on a connection. The server runs the steps in order, then closes the connection.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    Send(Vec<u8>),
    /// Sends the same bytes a number of times.
    Repeat(Vec<u8>, usize),
    /// Sends a space at every interval, forever.
    Drip,
    /// Sends nothing until the client disconnects.
    Stall,
    /// Resets the connection.
    Reset,
}

impl Response {
    pub fn json(status: u16, body: &Value) -> Self {
        Self::new(status, Some(JSON), body.to_string())
    }

    pub fn new(status: u16, content_type: Option<&'static str>, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            content_type,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The status line and the headers without `Content-Length` and the final empty line.
    pub fn head_without_length(&self) -> String {
        // Chromium retries a request itself when a kept-alive connection is reset.
        let mut head = format!("HTTP/1.1 {} \r\nConnection: close\r\n", self.status);
        let content_type = self.content_type.map(|kind| ("Content-Type", kind));
        let other_headers = self
            .headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        for (name, value) in content_type.into_iter().chain(other_headers) {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head
    }

    /// The complete head. `length` may differ from the length of the body.
    pub fn head(&self, length: usize) -> String {
        format!(
            "{}Content-Length: {length}\r\n\r\n",
            self.head_without_length()
        )
    }

    pub fn steps(self) -> Vec<Step> {
        let head = self.head(self.body.len());
        vec![Step::Send([head.as_bytes(), &self.body].concat())]
    }
}

/// Runs the steps on a connection, then closes it.
pub fn run(steps: &[Step], mut connection: Connection) -> io::Result<()> {
    if !steps.contains(&Step::Reset) {
        connection.read_rest()?;
    }
    for step in steps {
        match step {
            Step::Send(bytes) => connection.stream.write_all(bytes)?,
            Step::Repeat(chunk, times) => {
                for _ in 0..*times {
                    connection.stream.write_all(chunk)?;
                }
            }
            Step::Drip => loop {
                thread::sleep(DRIP_INTERVAL);
                connection.stream.write_all(b" ")?;
            },
            Step::Stall => connection.wait_for_close()?,
            Step::Reset => thread::sleep(RESET_DELAY),
        }
    }
    Ok(())
}
