//! Compiles the React component `<APIKeyManager>`, its styles and its declarations.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::copy;
use crate::Session;
use crate::folder::Staged;
use crate::setup::Tools;

/// The folder of the TypeScript sources below `pkg-template/`, and of their declarations in the package.
pub const SOURCES: &str = "manager";

const JAVASCRIPT: [&str; 14] = [
    "--bundle",
    "--format=esm",
    "--target=es2022",
    "--jsx=automatic",
    // The same files as the package's other entries import: one set of classes, and no second WebAssembly.
    "--alias:apikeys-wasm/react=./react.js",
    "--alias:apikeys-wasm=./facade.js",
    "--external:./react.js",
    "--external:./facade.js",
    "--external:react",
    "--external:react-dom",
    "--external:@tanstack/react-query",
    "--minify-whitespace",
    "--minify-syntax",
    "--log-level=warning",
];

const STYLES: [&str; 5] = [
    "--bundle",
    // The oldest browsers with everything that the styles use, such as light-dark().
    "--target=chrome123,firefox120,safari17.5",
    "--minify-whitespace",
    "--minify-syntax",
    "--log-level=warning",
];

/// Writes `manager.js`, `manager.css` and `manager/*.d.ts` to a package that has all other files.
pub fn build(session: &Session, tools: &Tools, package: &Path) -> Result<()> {
    let template = session.checkout.path("pkg-template");
    let bundle = |entry: &str, options: &[&str], name: &str| {
        let mut outfile = OsString::from("--outfile=");
        outfile.push(package.join(name));
        session.console.step(&format!("{name}: esbuild"), |step| {
            step.run(
                Command::new(tools.esbuild())
                    .arg(entry)
                    .args(options)
                    .arg(outfile)
                    .current_dir(&template),
            )
        })
    };
    bundle("manager/index.ts", &JAVASCRIPT, "manager.js")?;
    bundle("manager/styles/index.css", &STYLES, "manager.css")?;
    declarations(session, tools, package)
}

/// Checks the types, and writes the declarations of the public files: those at the top of the folder.
fn declarations(session: &Session, tools: &Tools, package: &Path) -> Result<()> {
    let scratch = Staged::new(&session.checkout.scratch("manager"))?;
    let config = scratch.path().join("tsconfig.json");
    let sources = session.checkout.path("pkg-template").join(SOURCES);
    write_config(&config, session, &sources, package)?;
    session.console.step("manager: tsc", |step| {
        step.run(Command::new(tools.tsc()).arg("--project").arg(&config))
    })?;

    let to = package.join(SOURCES);
    fs::create_dir_all(&to).with_context(|| format!("cannot create {}", to.display()))?;
    for entry in fs::read_dir(scratch.path().join("out"))? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// Writes a configuration that takes the package's declarations from the folder that is being built.
fn write_config(file: &Path, session: &Session, sources: &Path, package: &Path) -> Result<()> {
    let modules = session.checkout.path("xtask/npm/node_modules");
    let config = serde_json::json!({
        "extends": sources.join("tsconfig.json"),
        "compilerOptions": {
            "rootDir": sources,
            "outDir": "out",
            "noEmitOnError": true,
            "paths": {
                "apikeys-wasm": [package.join("index.d.ts")],
                "apikeys-wasm/react": [package.join("react.d.ts")],
                "*": [modules.join("@types/*"), modules.join("*")],
            },
        },
        "include": [sources],
    });
    fs::write(file, config.to_string()).with_context(|| format!("cannot write {}", file.display()))
}
