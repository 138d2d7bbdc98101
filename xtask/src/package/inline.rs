//! Writes the module into a JavaScript file, for hosts that serve no other file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine as _};

use super::module;

const FILE: &str = "apikeys_wasm_inline.js";

/// Writes JavaScript that exports the package's module as base64.
pub fn write(package: &Path) -> Result<()> {
    let wasm = package.join(module::WASM);
    let bytes = fs::read(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let file = package.join(FILE);
    fs::write(&file, javascript(&bytes)).with_context(|| format!("cannot write {}", file.display()))
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
