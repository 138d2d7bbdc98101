//! Whole numbers in decimal. `to_string` and `parse` do the same, and bring kilobytes along.

/// Reads digits, at least one and nothing else.
pub fn read(text: &str) -> Option<u32> {
    if text.is_empty() {
        return None;
    }
    text.bytes().try_fold(0_u32, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

pub fn decimal(number: u64) -> Box<str> {
    let mut digits = String::new();
    write(&mut digits, number);
    digits.into()
}

fn write(out: &mut String, number: u64) {
    if number >= 10 {
        write(out, number / 10);
    }
    out.push_str(digit(SMALL, number % 10));
}

/// The digits of bases up to 16.
pub const SMALL: &str = "0123456789abcdef";
pub const CAPITAL: &str = "0123456789ABCDEF";

/// One of them. A text, because one is pushed to a text with much less code than a character.
pub fn digit(digits: &'static str, number: u64) -> &'static str {
    let at = usize::try_from(number).unwrap_or_default();
    digits.get(at..=at).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{decimal, read};

    #[test]
    fn the_ends_of_the_range() {
        assert_eq!((decimal(0), decimal(10)), ("0".into(), "10".into()));
        assert_eq!(*decimal(u64::MAX), *u64::MAX.to_string());
    }

    proptest! {
        #[test]
        fn it_is_what_std_reads(text in "[0-9+-]{0,12}") {
            let plain = Some(&text).filter(|text| !text.starts_with('+'));
            prop_assert_eq!(read(&text), plain.and_then(|text| text.parse().ok()));
        }

        #[test]
        fn it_is_what_std_writes(number: u64) {
            prop_assert_eq!(&*decimal(number), number.to_string());
        }
    }
}
