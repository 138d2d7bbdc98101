//! Whole numbers in decimal. `to_string` does the same, and brings a kilobyte of `core::fmt` along.

pub fn decimal(number: u64) -> String {
    let mut digits = String::new();
    write(&mut digits, number);
    digits
}

fn write(out: &mut String, number: u64) {
    if number >= 10 {
        write(out, number / 10);
    }
    out.extend(
        u32::try_from(number % 10)
            .ok()
            .and_then(|digit| char::from_digit(digit, 10)),
    );
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::decimal;

    #[test]
    fn the_ends_of_the_range() {
        assert_eq!((decimal(0), decimal(10)), ("0".to_owned(), "10".to_owned()));
        assert_eq!(decimal(u64::MAX), u64::MAX.to_string());
    }

    proptest! {
        #[test]
        fn it_is_what_std_writes(number: u64) {
            prop_assert_eq!(decimal(number), number.to_string());
        }
    }
}
