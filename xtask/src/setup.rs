//! Finds the tools that the project needs, and installs the missing ones.

mod apt;
mod bindgen;
pub mod cargo_deny;
mod cargo_install;
mod chromium;
mod components;
mod firefox;
pub mod npm;
mod rust_src;
mod schemathesis;
mod std_from_source;
pub mod toolchain;
mod wasm_pack;
mod wasm_target;
mod webkit;

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::lock::Lock;
use crate::{Session, console, machine};
pub use wasm_target::TARGET;

/// The folder with the tools that come from npm.
const NPM_TOOLS: &str = "xtask/npm";

/// The tools that build the package.
pub struct Tools {
    bindgen: PathBuf,
    wasm_opt: PathBuf,
    esbuild: PathBuf,
    tsc: PathBuf,
}

impl Tools {
    /// Finds or installs all of them.
    pub fn ensure(session: &Session) -> Result<Self> {
        let _lock = lock()?;
        wasm_target::ensure(session)?;
        components::try_to_add_rust_src(session)?;
        Ok(Self {
            bindgen: bindgen::ensure(session)?,
            wasm_opt: npm::program(session, NPM_TOOLS, "wasm-opt")?,
            esbuild: npm::program(session, NPM_TOOLS, "esbuild")?,
            tsc: npm::program(session, NPM_TOOLS, "tsc")?,
        })
    }

    /// The folder of `wasm-bindgen` and `wasm-bindgen-test-runner`.
    pub fn bindgen(&self) -> &Path {
        &self.bindgen
    }

    /// The program `wasm-opt`.
    pub fn wasm_opt(&self) -> &Path {
        &self.wasm_opt
    }

    /// The program `esbuild`.
    pub fn esbuild(&self) -> &Path {
        &self.esbuild
    }

    /// The TypeScript compiler, `tsc`.
    pub fn tsc(&self) -> &Path {
        &self.tsc
    }
}

/// The tools that the tests need besides [`Tools`].
pub struct TestTools {
    wasm_pack: PathBuf,
    geckodriver: PathBuf,
    webkit_driver: PathBuf,
    schemathesis: PathBuf,
}

impl TestTools {
    /// Finds or installs all of them.
    pub fn ensure(session: &Session) -> Result<Self> {
        let _lock = lock()?;
        components::ensure(session)?;
        chromium::ensure(session)?;
        Ok(Self {
            wasm_pack: wasm_pack::ensure(session)?,
            geckodriver: firefox::ensure(session)?,
            webkit_driver: webkit::ensure(session)?,
            schemathesis: schemathesis::ensure(session)?,
        })
    }

    /// The program `wasm-pack`.
    pub fn wasm_pack(&self) -> &Path {
        &self.wasm_pack
    }

    /// The program `geckodriver`, which drives Firefox.
    pub fn geckodriver(&self) -> &Path {
        &self.geckodriver
    }

    /// The program `WebKitWebDriver`.
    pub fn webkit_driver(&self) -> &Path {
        &self.webkit_driver
    }

    /// The program `st` of schemathesis.
    pub fn schemathesis(&self) -> &Path {
        &self.schemathesis
    }
}

/// Finds or installs all tools.
pub fn everything(session: &Session) -> Result<()> {
    Tools::ensure(session)?;
    TestTools::ensure(session)?;
    console::note("all tools are installed");
    Ok(())
}

/// All checkouts of a user share the tools and this lock.
fn lock() -> Result<Lock> {
    let path = machine::cache()?.join("apikeys-wasm/setup.lock");
    Lock::take(&path)
}
