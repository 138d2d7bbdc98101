//! New identifiers and secrets.

use std::fmt::Write as _;

use rand::{
    Rng as _,
    distr::{Alphanumeric, SampleString as _},
};

/// An identifier in Clerk's form: a prefix and 27 letters and digits, as in `sess_2abc…`.
pub fn fresh(prefix: &str) -> String {
    format!(
        "{prefix}_{}",
        Alphanumeric.sample_string(&mut rand::rng(), 27)
    )
}

/// `BYTES` random bytes in hexadecimal.
pub fn random_hex<const BYTES: usize>() -> String {
    let bytes: [u8; BYTES] = rand::rng().random();
    bytes
        .iter()
        .fold(String::with_capacity(2 * BYTES), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
