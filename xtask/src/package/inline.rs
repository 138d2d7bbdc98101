//! The module within JavaScript, for hosts that serve no file beside it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine as _};

use super::module;

/// Writes the JavaScript that has the folder's module as base64.
pub fn write(package: &Path) -> Result<()> {
    let wasm = package.join(module::file_name());
    let bytes = fs::read(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let script = package.join(format!("{}_inline.js", module::LIBRARY));
    fs::write(&script, javascript(&bytes))
        .with_context(|| format!("cannot write {}", script.display()))
}

fn javascript(bytes: &[u8]) -> String {
    format!("export default '{}';\n", BASE64_STANDARD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_are_the_default_export() {
        assert_eq!(javascript(b"\0asm"), "export default 'AGFzbQ==';\n");
    }
}
