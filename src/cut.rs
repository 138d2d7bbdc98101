//! Texts, cut at an ASCII character, and joined. std's searches are for any text in any text, and bring three algorithms
//! along.

/// What stands before the first such character, and after it.
pub fn first(text: &str, at: u8) -> Option<(&str, &str)> {
    around(text, text.bytes().position(|byte| byte == at)?)
}

/// What stands before the last such character, and after it.
pub fn last(text: &str, at: u8) -> Option<(&str, &str)> {
    around(text, text.bytes().rposition(|byte| byte == at)?)
}

/// Without all such characters at its end.
pub fn end(mut text: &str, at: u8) -> &str {
    while let Some((rest, "")) = last(text, at) {
        text = rest;
    }
    text
}

/// The parts between such characters.
pub fn parts(text: &str, at: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (part, after) = first(text, at).unzip();
        rest = after;
        part.or(Some(text))
    })
}

/// Texts, one after the other.
#[inline(never)]
pub fn joined(texts: &[&str]) -> Box<str> {
    texts.concat().into()
}

fn around(text: &str, place: usize) -> Option<(&str, &str)> {
    Some((text.get(..place)?, text.get(place + 1..)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_what_std_does(text in "[ab./é€]{0,8}") {
            prop_assert_eq!(first(&text, b'.'), text.split_once('.'));
            prop_assert_eq!(last(&text, b'.'), text.rsplit_once('.'));
            prop_assert_eq!(end(&text, b'.'), text.trim_end_matches('.'));
            prop_assert_eq!(parts(&text, b'.').collect::<Vec<_>>(), text.split('.').collect::<Vec<_>>());
        }
    }
}
