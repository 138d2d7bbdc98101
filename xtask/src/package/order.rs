//! The order of the module's functions. Where it is the compiler's, each stands beside what it has nothing in common with.

use anyhow::{Context, Result};

use super::text::name;

/// The beginning of each line that begins a function.
const FUNCTION: &str = "\n (func ";
const END: &str = "\n)\n";

/// The text of a module with its functions in the order of what they do, whatever they are called: those that begin
/// alike stand beside each other, where a compressor finds what they share.
pub fn sorted(module: &str) -> Result<String> {
    let begin = module.find(FUNCTION).context("there are none")?;
    let (before, functions) = module.split_at(begin);
    let functions = functions.strip_suffix(END).context("they have no end")?;
    let mut functions: Vec<&str> = functions.split(FUNCTION).skip(1).collect();
    functions.sort_by_cached_key(|function| nameless(function));
    let mut sorted = before.to_owned();
    for function in functions {
        sorted.extend([FUNCTION, function]);
    }
    Ok(sorted + END)
}

/// A text without the names in it.
fn nameless(text: &str) -> String {
    let mut nameless = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('$') {
        nameless.push_str(&rest[..start]);
        rest = &rest[start..];
        rest = &rest[name(rest).len()..];
    }
    nameless + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_stand_in_the_order_of_what_they_do() {
        let module = |functions: [&str; 3]| {
            let head = "(module\n (export \"a\" (func $a))";
            [head, &functions.concat(), "\n)\n"].concat()
        };
        let calls = r#"
 (func $a (param $0 i32)
  (call $"d(\"e\")::<f $ g>")
 )"#;
        let blocks = r#"
 (func $"b $ c" (param $0 i32)
  (block $z
   (call $a)
  )
 )"#;
        let calls_too = r#"
 (func $"d(\"e\")::<f $ g>" (param $y i32)
  (call $a)
 )"#;
        let in_order = module([blocks, calls, calls_too]);
        for order in [[calls, blocks, calls_too], [blocks, calls, calls_too]] {
            assert_eq!(sorted(&module(order)).unwrap(), in_order);
        }
    }

    #[test]
    fn a_module_without_functions_is_refused() {
        assert!(sorted("(module\n)\n").is_err());
    }
}
