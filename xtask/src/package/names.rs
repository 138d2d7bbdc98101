//! The names that the module and its JavaScript know each other by, made short: wasm-bindgen's spell
//! out whole types and end in hashes, and no minifier knows that two files agree on them.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::glue::{self, replace_one};
use super::{module, optimize};
use crate::Session;
use crate::command;
use crate::setup::Tools;

/// The module that wasm-bindgen's JavaScript is to the WebAssembly, and the beginning of its members.
const OWN: &str = "./apikeys_wasm_bg.js";
const FIRST: &str = "\n    const import0 = {\n        __proto__: null,";

/// Shortens the names in a folder's module, in its JavaScript and in their types.
pub fn shorten(session: &Session, tools: &Tools, folder: &Path) -> Result<()> {
    session.console.step("module: shorter names and glue", |_| {
        let wasm = folder.join(module::file_name());
        let report = command::stdout(
            Command::new(tools.optimizer())
                .args(optimize::FEATURES)
                .arg("--minify-imports-and-exports-and-modules")
                // The last tidying is done while writing, and this writes anew: it is done for a level alone.
                .args(["--optimize-level=2", "--shrink-level=2"])
                .args([&wasm, Path::new("--output"), &wasm]),
        )?;
        let names = Names::read(&report).context("wasm-opt's report of the names")?;
        let library = folder.join(module::LIBRARY);
        edit(&library.with_extension("js"), |text| {
            names.in_script(&glue::shorten(text)?)
        })?;
        edit(&library.with_extension("d.ts"), |text| {
            Ok(names.in_types(text))
        })
    })
}

fn edit(file: &Path, change: impl FnOnce(&str) -> Result<String>) -> Result<()> {
    fs::read_to_string(file)
        .map_err(Into::into)
        .and_then(|text| change(&text))
        .and_then(|text| Ok(fs::write(file, text)?))
        .with_context(|| format!("the names and the glue in {}", file.display()))
}

/// A name before and after.
#[derive(Debug, PartialEq)]
struct Renamed {
    old: String,
    new: String,
}

/// What wasm-opt has renamed.
#[derive(Debug, PartialEq)]
struct Names {
    /// With the module that each was imported from. All are of the module `a` now.
    imports: Vec<(String, Renamed)>,
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
        let text = |row: &Value, column: usize| {
            let text = row[column].as_str().context("a row is too short")?;
            anyhow::Ok(text.to_owned())
        };
        let renamed = |row: &Value, column: usize| {
            anyhow::Ok(Renamed {
                old: text(row, column)?,
                new: text(row, column + 1)?,
            })
        };
        let imports = rows("imports")?.iter();
        let exports = rows("exports")?.iter();
        Ok(Self {
            imports: imports
                .map(|row| anyhow::Ok((text(row, 0)?, renamed(row, 1)?)))
                .collect::<Result<_>>()?,
            exports: exports.map(|row| renamed(row, 0)).collect::<Result<_>>()?,
        })
    }

    /// The JavaScript: the object that the module imports from, and `wasm`, which it exports to.
    fn in_script(&self, original: &str) -> Result<String> {
        let mut script = replace_one(original, &format!("\n        \"{OWN}\": "), "\n        a: ")?;
        for (module, Renamed { old, new }) in &self.imports {
            script = if module == OWN {
                replace_one(
                    &script,
                    &format!("\n        {old}: "),
                    &format!("\n        {new}: "),
                )?
            } else {
                // A function that needs no glue comes from its own file, in an object of its own. A
                // bundler leaves the rest of the file out, unless that object goes in as a whole.
                let member = format!("        \"{module}\": ");
                let object = original
                    .lines()
                    .find_map(|line| line.strip_prefix(&member)?.strip_suffix(','))
                    .with_context(|| format!("the import {old} of {module} is nowhere"))?;
                let script = without_lines(&script, &member);
                replace_one(
                    &script,
                    FIRST,
                    &format!("{FIRST}\n        {new}: {object}.{old},"),
                )?
            };
        }
        Ok(self
            .exports
            .iter()
            .fold(script, |script, Renamed { old, new }| {
                replace_word(&script, &format!("wasm.{old}"), &format!("wasm.{new}"))
            }))
    }

    /// The types of the exports, each after a space.
    fn in_types(&self, types: &str) -> String {
        self.exports
            .iter()
            .fold(types.to_owned(), |types, Renamed { old, new }| {
                types.replace(&format!(" {old}: "), &format!(" {new}: "))
            })
    }
}

fn without_lines(text: &str, beginning: &str) -> String {
    let lines = text.split_inclusive('\n');
    lines.filter(|line| !line.starts_with(beginning)).collect()
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
        "imports": [
            ["./apikeys_wasm_bg.js", "__wbg_get_0011", "$"],
            ["./snippets/x.js", "make", "b"],
            ["./apikeys_wasm_bg.js", "__wbg_set_0022", "c"]
        ],
        "exports": [["memory", "d"], ["keys_new", "e"], ["keys_new_2", "f"]]
    }"#;

    const SCRIPT: &str = r#"
    const import0 = {
        __proto__: null,
        __wbg_get_0011: function() {},
        __wbg_set_0022: function() {},
    };
    return {
        __proto__: null,
        "./apikeys_wasm_bg.js": import0,
        "./snippets/x.js": import1,
        "./snippets/x.js": import2,
    };
    wasm.memory.buffer; wasm.keys_new(wasm.keys_new_2)"#;

    #[test]
    fn both_sides_of_the_javascript_get_the_new_names() {
        let expected = r"
    const import0 = {
        __proto__: null,
        b: import1.make,
        $: function() {},
        c: function() {},
    };
    return {
        __proto__: null,
        a: import0,
    };
    wasm.d.buffer; wasm.e(wasm.f)";
        let names = Names::read(REPORT).unwrap();
        assert_eq!(names.in_script(SCRIPT).unwrap(), expected);
    }

    #[test]
    fn an_import_that_the_javascript_lacks_is_named() {
        let names = Names::read(REPORT).unwrap();
        for name in ["__wbg_get_0011", "./snippets/x.js", "const import0"] {
            let error = names.in_script(&SCRIPT.replace(name, "other")).unwrap_err();
            assert!(error.to_string().contains(name), "{error}");
        }
    }

    #[test]
    fn the_types_get_the_new_names() {
        let types =
            "    readonly memory: WebAssembly.Memory;\n    readonly keys_new_2: (a: any) => any;";
        let expected = "    readonly d: WebAssembly.Memory;\n    readonly f: (a: any) => any;";
        assert_eq!(Names::read(REPORT).unwrap().in_types(types), expected);
    }

    #[test]
    fn a_report_without_names_is_refused() {
        for report in ["", "{}", r#"{"imports": [["m", "a"]], "exports": []}"#] {
            assert!(Names::read(report).is_err(), "{report}");
        }
    }
}
