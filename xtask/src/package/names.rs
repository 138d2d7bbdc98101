//! The names that the module and its JavaScript know each other by, made short: wasm-bindgen's spell
//! out whole types and end in hashes, and no minifier knows that two files agree on them.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{module, optimize};
use crate::Session;
use crate::command;
use crate::setup::Tools;

/// Shortens the names in a folder's module, in its JavaScript and in their types.
pub fn shorten(session: &Session, tools: &Tools, folder: &Path) -> Result<()> {
    session.console.step("module: shorter names", |_| {
        let wasm = folder.join(module::file_name());
        let report = command::stdout(
            Command::new(tools.optimizer())
                .args(optimize::FEATURES)
                .arg("--minify-imports-and-exports-and-modules")
                .args([&wasm, Path::new("--output"), &wasm]),
        )?;
        let names = Names::read(&report).context("wasm-opt's report of the names")?;
        let library = folder.join(module::LIBRARY);
        edit(&library.with_extension("js"), |text| names.in_script(text))?;
        edit(&library.with_extension("d.ts"), |text| {
            Ok(names.in_types(text))
        })?;
        edit(&wasm.with_extension("wasm.d.ts"), |text| {
            Ok(names.in_types(text))
        })
    })
}

fn edit(file: &Path, change: impl FnOnce(&str) -> Result<String>) -> Result<()> {
    fs::read_to_string(file)
        .map_err(Into::into)
        .and_then(|text| change(&text))
        .and_then(|text| Ok(fs::write(file, text)?))
        .with_context(|| format!("the names in {}", file.display()))
}

/// A name before and after.
type Renamed = (String, String);

/// What wasm-opt has renamed.
#[derive(Debug, PartialEq)]
struct Names {
    /// The module that everything is imported from.
    module: Renamed,
    imports: Vec<Renamed>,
    exports: Vec<Renamed>,
}

impl Names {
    /// Reads `{"imports": [[module, old, new], …], "exports": [[old, new], …]}`.
    fn read(report: &str) -> Result<Self> {
        let report: Value = serde_json::from_str(report)?;
        let rows = |list: &str| {
            report[list]
                .as_array()
                .with_context(|| format!("lacks {list}"))
        };
        let renamed = |row: &Value, column: usize| {
            let text = |column: usize| Some(row[column].as_str()?.to_owned());
            text(column)
                .zip(text(column + 1))
                .context("a row is too short")
        };
        let imports = rows("imports")?;
        let module = imports.first().and_then(|row| row[0].as_str());
        Ok(Self {
            // It stands in no report: wasm-opt gives all modules this one name.
            module: (
                module.context("names no module")?.to_owned(),
                "a".to_owned(),
            ),
            imports: imports
                .iter()
                .map(|row| renamed(row, 1))
                .collect::<Result<_>>()?,
            exports: rows("exports")?
                .iter()
                .map(|row| renamed(row, 0))
                .collect::<Result<_>>()?,
        })
    }

    /// The JavaScript: the object that the module imports from, and `wasm`, which it exports to.
    fn in_script(&self, script: &str) -> Result<String> {
        let mut script = script.to_owned();
        for (old, new) in self.imports.iter().chain([&self.module]) {
            let member = |name: &str| format!("\n        {name}: ");
            let quoted = |name: &str| member(&format!("\"{name}\""));
            let found = [member(old), quoted(old)]
                .into_iter()
                .find(|old| script.contains(old));
            let found = found.with_context(|| format!("the import {old} is nowhere"))?;
            ensure!(
                script.matches(&found).count() == 1,
                "the import {old} is there twice"
            );
            script = script.replace(&found, &member(new));
        }
        Ok(self.exports.iter().fold(script, |script, (old, new)| {
            replace_word(&script, &format!("wasm.{old}"), &format!("wasm.{new}"))
        }))
    }

    /// The types of the exports, each after a space.
    fn in_types(&self, types: &str) -> String {
        self.exports
            .iter()
            .fold(types.to_owned(), |types, (old, new)| {
                types.replace(&format!(" {old}: "), &format!(" {new}: "))
            })
    }
}

/// Replaces `old` wherever it is not the beginning of a longer name.
fn replace_word(text: &str, old: &str, new: &str) -> String {
    let mut parts = text.split(old);
    let mut replaced = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let longer =
            part.starts_with(|next: char| next.is_ascii_alphanumeric() || "_$".contains(next));
        replaced.push_str(if longer { old } else { new });
        replaced.push_str(part);
    }
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = r#"{
        "imports": [["./m_bg.js", "__wbg_get_0011", "$"], ["./m_bg.js", "__wbg_set_0022", "b"]],
        "exports": [["memory", "c"], ["keys_new", "d"], ["keys_new_2", "e"]]
    }"#;

    #[test]
    fn both_sides_of_the_javascript_get_the_new_names() {
        let script = "import0 = {\n        __wbg_get_0011: f,\n        __wbg_set_0022: f,\n}\n\
            return {\n        \"./m_bg.js\": import0\n}\nwasm.memory.buffer; wasm.keys_new(wasm.keys_new_2)";
        let expected = "import0 = {\n        $: f,\n        b: f,\n}\n\
            return {\n        a: import0\n}\nwasm.c.buffer; wasm.d(wasm.e)";
        assert_eq!(
            Names::read(REPORT).unwrap().in_script(script).unwrap(),
            expected
        );
    }

    #[test]
    fn an_import_that_the_javascript_lacks_is_named() {
        let error = Names::read(REPORT).unwrap().in_script("").unwrap_err();
        assert!(error.to_string().contains("__wbg_get_0011"));
    }

    #[test]
    fn the_types_get_the_new_names() {
        let types =
            "    readonly memory: WebAssembly.Memory;\n    readonly keys_new_2: (a: any) => any;";
        let expected = "    readonly c: WebAssembly.Memory;\n    readonly e: (a: any) => any;";
        assert_eq!(Names::read(REPORT).unwrap().in_types(types), expected);
    }

    #[test]
    fn a_report_without_names_is_refused() {
        for report in [
            "",
            "{}",
            r#"{"imports": [], "exports": []}"#,
            r#"{"imports": [["m", "a"]], "exports": []}"#,
        ] {
            assert!(Names::read(report).is_err(), "{report}");
        }
    }
}
