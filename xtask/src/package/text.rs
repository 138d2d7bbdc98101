//! The module in WebAssembly's text format, in which it is tidied before it is optimized.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::{optimize, order, table};
use crate::Session;
use crate::setup::Tools;

/// Takes out of a module's table what nothing calls, and puts its functions in order.
pub fn tidy(session: &Session, tools: &Tools, wasm: &Path) -> Result<()> {
    session.console.step("module: table and order", |step| {
        let text = wasm.with_extension("wat");
        let optimizer = || {
            let mut command = Command::new(tools.optimizer());
            command.args(optimize::FEATURES).arg("--debuginfo");
            command
        };
        let written = Path::new("--output");
        step.run(optimizer().arg("--emit-text").args([wasm, written, &text]))?;
        let module = fs::read_to_string(&text)?;
        let module = table::tidied(&module).context("the module's table")?;
        let module = order::sorted(&module).context("the module's functions")?;
        fs::write(&text, module)?;
        step.run(optimizer().args([&text, written, wasm]))?;
        Ok(fs::remove_file(&text)?)
    })
}

/// The name that a text begins with: `$plain`, or `$"with anything in it"`, where a quotation mark has a `\` before it.
pub fn name(text: &str) -> &str {
    let end = match text.strip_prefix("$\"") {
        Some(quoted) => {
            let mut marks = quoted.match_indices('"');
            let end = marks.find(|(at, _)| !quoted[..*at].ends_with('\\'));
            end.map(|(at, mark)| 2 + at + mark.len())
        }
        None => text.find(|end: char| end.is_whitespace() || end == ')'),
    };
    &text[..end.unwrap_or(text.len())]
}
