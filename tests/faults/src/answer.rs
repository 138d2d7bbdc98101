//! An answer in bytes, and the steps in which it is sent.

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

/// What a browser needs to take note of what it was sent before the connection breaks.
const NOTICE: Duration = Duration::from_millis(40);
const DRIP: Duration = Duration::from_millis(20);

/// An answer that a good server would give.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub content_type: Option<&'static str>,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

/// What is done to a connection, one after the other. After the last step it is closed.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    Send(Vec<u8>),
    /// The same bytes so many times.
    Flood(Vec<u8>, usize),
    /// A space from time to time, for ever.
    Drip,
    /// Nothing more until the client goes.
    Stall,
    /// The connection breaks.
    Reset,
}

impl Answer {
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

    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The status line and the headers, up to where the length of the body would stand.
    pub fn open_head(&self) -> String {
        // A connection that is kept and then reset makes Chromium itself send again.
        let mut head = format!("HTTP/1.1 {} \r\nConnection: close\r\n", self.status);
        let content_type = self.content_type.map(|kind| ("Content-Type", kind));
        let others = self
            .headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        for (name, value) in content_type.into_iter().chain(others) {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head
    }

    /// The same with a length, which may be a lie, and the empty line.
    pub fn head(&self, length: usize) -> String {
        format!("{}Content-Length: {length}\r\n\r\n", self.open_head())
    }

    pub fn steps(self) -> Vec<Step> {
        let head = self.head(self.body.len());
        vec![Step::Send([head.as_bytes(), &self.body].concat())]
    }
}

/// Does it to a connection, and ends it.
pub fn play(steps: &[Step], mut connection: Connection) -> io::Result<()> {
    if !steps.contains(&Step::Reset) {
        connection.read_rest()?;
    }
    for step in steps {
        match step {
            Step::Send(bytes) => connection.stream.write_all(bytes)?,
            Step::Flood(piece, times) => {
                for _ in 0..*times {
                    connection.stream.write_all(piece)?;
                }
            }
            Step::Drip => loop {
                thread::sleep(DRIP);
                connection.stream.write_all(b" ")?;
            },
            Step::Stall => connection.wait_for_end()?,
            Step::Reset => thread::sleep(NOTICE),
        }
    }
    Ok(())
}
