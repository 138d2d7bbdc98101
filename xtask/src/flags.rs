//! The command line.

xflags::xflags! {
    /// The commands of apikeys-wasm. Each sets up the tools that it needs.
    cmd xtask {
        /// Builds the npm package, whole, into pkg/.
        cmd build {}

        /// Builds everything, serves the demo page and prints its URL. Ctrl-C ends it.
        cmd demo {
            /// The port to serve at (4173 if not given); the next free one where it is taken.
            optional --port port: u16
        }

        /// Runs every test, and the package in its quickest hosts.
        cmd test {
            /// In every host.
            optional --all
        }

        /// Runs the benches.
        cmd bench {}

        /// Makes the reference of the package's declarations.
        cmd docs {}

        /// Tries every law of the module very often.
        cmd fuzz {
            /// How often each (200000 if not given).
            optional --cases cases: u32
        }

        /// Holds what the project is built from against licences, origins and advisories. It needs the network.
        cmd supply {}

        /// Installs all tools, and does nothing else.
        cmd setup {}
    }
}
