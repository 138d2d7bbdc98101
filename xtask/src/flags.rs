//! The command line.

xflags::xflags! {
    /// The commands of apikeys-wasm. Each installs the tools that it needs.
    cmd xtask {
        /// Builds the npm package in pkg/.
        cmd build {}

        /// Builds everything, serves the demo page and prints its URL. Ctrl-C stops it.
        cmd demo {
            /// The port (default: 4173). If it is in use, the next free one.
            optional --port port: u16
            /// Serves Clerk's Frontend API on an origin of its own, over https.
            optional --https
        }

        /// Runs all tests, with the fastest of the consumer projects.
        cmd test {
            /// Tests all consumer projects.
            optional --all
        }

        /// Runs the benches and writes benches/RESULTS.md.
        cmd bench {}

        /// Generates the reference from the package's declarations.
        cmd docs {}

        /// Runs the property tests with many cases.
        cmd fuzz {
            /// The number of cases for each test (default: 200000).
            optional --cases cases: u32
        }

        /// Checks the dependencies: licences, sources, advisories, signatures. It needs the network.
        cmd supply {}

        /// Installs all tools.
        cmd setup {}
    }
}
