//! base64url without padding, as a JSON Web Token has it (RFC 7515, section 2).

/// The bytes. `None` where a character is of another alphabet, or a last one stands alone.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for group in text.as_bytes().chunks(4) {
        let mut bits = 0;
        for byte in group {
            bits = bits << 6 | sextet(*byte)?;
        }
        // A group of n characters holds n - 1 bytes, at the top of its 24 bits.
        let [_, high, middle, low] = (bits << (6 * (4 - group.len()))).to_be_bytes();
        bytes.extend_from_slice(
            [high, middle, low]
                .get(..group.len() - 1)
                .filter(|held| !held.is_empty())?,
        );
    }
    Some(bytes)
}

fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}
