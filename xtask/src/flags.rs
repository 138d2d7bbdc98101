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

        /// Runs every test.
        cmd test {}

        /// Runs the benches.
        cmd bench {}

        /// Installs all tools, and does nothing else.
        cmd setup {}
    }
}
