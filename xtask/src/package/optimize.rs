//! The module, made small by wasm-opt.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::folder::Staged;
use crate::setup::Tools;
use crate::{Session, console};

/// The features are what rustc uses for this target, and every browser knows:
/// `--all-features` would let the optimizer write what browsers refuse.
pub const FEATURES: [&str; 7] = [
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// What is done to the module. Its control flow is built anew from blocks; the second time finds what the first has
/// laid bare. The lowest KiB is the end of the stack: no address there is added to, so that what is added goes into the
/// instruction.
const PASSES: [&str; 9] = [
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--optimize-instructions",
    STRIP_NAMES,
    "--strip-producers",
    "--strip-target-features",
];

const STRIP_NAMES: &str = "--strip-debug";

/// The last result, and all that it depended on, under these names in a folder of their own.
const RESULT: &str = "result.wasm";
const RECIPE: &str = "recipe";

/// Optimizes the module in place.
///
/// It is by far the longest part of building what was built before. So the last result is kept in the folder `memory`,
/// and taken again for as long as it would come out the same.
pub fn in_place(session: &Session, tools: &Tools, wasm: &Path, memory: &Path) -> Result<()> {
    let recipe = recipe(session, wasm)?;
    if fs::read(memory.join(RECIPE)).is_ok_and(|known| known == recipe) {
        copy(&memory.join(RESULT), wasm)?;
        return Ok(());
    }
    session.console.step("module: wasm-opt", |step| {
        step.run(Command::new(tools.optimizer()).args(arguments()).args([
            wasm,
            Path::new("--output"),
            wasm,
        ]))
    })?;
    let staged = Staged::new(memory)?;
    let bytes = copy(wasm, &staged.path().join(RESULT))?;
    fs::write(staged.path().join(RECIPE), recipe)?;
    console::say(&format!("the module has {bytes} bytes"));
    staged.publish()
}

/// The same without taking the names of functions out.
pub fn keeping_names(session: &Session, tools: &Tools, wasm: &Path) -> Result<()> {
    let arguments = arguments().filter(|argument| *argument != STRIP_NAMES);
    let mut optimize = Command::new(tools.optimizer());
    optimize.args(arguments).arg("--debuginfo");
    optimize.args([wasm, Path::new("--output"), wasm]);
    session
        .console
        .step("module: wasm-opt, with names", |step| {
            step.run(&mut optimize)
        })
}

fn arguments() -> impl Iterator<Item = &'static str> {
    FEATURES.into_iter().chain(PASSES)
}

/// The arguments, the optimizer's exact version, and the module as it comes in.
fn recipe(session: &Session, wasm: &Path) -> Result<Vec<u8>> {
    let mut recipe = arguments().collect::<String>().into_bytes();
    for file in [&session.checkout.path("xtask/npm/package-lock.json"), wasm] {
        let content = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        recipe.extend(content);
    }
    Ok(recipe)
}

fn copy(from: &Path, to: &Path) -> Result<u64> {
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))
}
