//! New identifiers and secrets.

use std::fmt::Write as _;

use rand::{
    Rng as _,
    distr::{Alphanumeric, SampleString as _},
};

/// The number of random letters and digits in an identifier.
const LENGTH: usize = 27;

/// A random identifier in Clerk's format: a prefix and 27 letters and digits, such as `sess_2abc…`.
pub fn random_id(prefix: &str) -> String {
    format!(
        "{prefix}_{}",
        Alphanumeric.sample_string(&mut rand::rng(), LENGTH)
    )
}

/// Whether a text has the format of [`random_id`].
pub fn is_random_id(prefix: &str, text: &str) -> bool {
    let random = text
        .strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('_'));
    random.is_some_and(|random| {
        random.len() == LENGTH && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// A random UUID (version 4).
pub fn uuid() -> String {
    let mut bytes: [u8; 16] = rand::rng().random();
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let digits = hex(&bytes);
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| &digits[part]);
    parts.join("-")
}

/// Whether a text is a UUID in RFC 9562 format, in upper or lower case.
pub fn is_uuid(text: &str) -> bool {
    let is_valid = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == 36 && text.bytes().enumerate().all(is_valid)
}

/// `BYTES` random bytes as hexadecimal digits.
pub fn random_hex<const BYTES: usize>() -> String {
    hex(&rand::rng().random::<[u8; BYTES]>())
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(2 * bytes.len()), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_ids_are_recognized() {
        let id = random_id("client");
        assert!(is_random_id("client", &id), "{id}");
        for wrong in [
            "",
            "client",
            "client_",
            &id[..id.len() - 1],
            &format!("{id}0"),
        ] {
            assert!(!is_random_id("client", wrong), "{wrong}");
        }
        assert!(!is_random_id("browser", &id));
        assert!(!is_random_id("client", &id.replace(&id[7..9], ";\n")));
    }

    #[test]
    fn uuids_are_recognized() {
        let id = uuid();
        assert!(is_uuid(&id), "{id}");
        assert_eq!(&id[14..15], "4", "{id}");
        assert!("89ab".contains(&id[19..20]), "{id}");
        assert!(is_uuid("6F1C1F5E-3C5B-4B0E-9D57-0A1E5D3C2B11"));
        for wrong in [
            "",
            "6f1c1f5e3c5b4b0e9d570a1e5d3c2b11",
            "{6f1c1f5e-3c5b-4b0e-9d57-0a1e5d3c2b11}",
            "6f1c1f5e-3c5b-4b0e-9d57-0a1e5d3c2b1",
            "6f1c1f5e-3c5b-4b0e-9d57-0a1e5d3c2b1g",
            "6f1c1f5-e3c5b-4b0e-9d57-0a1e5d3c2b11",
        ] {
            assert!(!is_uuid(wrong), "{wrong}");
        }
    }
}
