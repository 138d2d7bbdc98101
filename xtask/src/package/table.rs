//! The table of functions that the module calls by number, without those that nothing calls.
//!
//! wasm-bindgen asks the module what its imports take by running descriptors, and then removes them. What only they named
//! stays in the table, and no optimizer may take it out: it cannot know that no number leads there.

use anyhow::{Context, Result, ensure};

use super::text::name;

/// What JavaScript calls closures by. It does so by an export of the function, never by the table.
const INVOKED: &str = "::convert::closures::_::invoke::<";
/// How js-sys's own executor of futures is woken where stacks are suspended: `__wbg_jspi_task_poll` begins it.
const SUSPENDED: &str = "::futures::jspi::task_waker::";
const SUSPENDING: &str = "\"__wbg_jspi_task_poll\"";
/// Kept for the descriptors alone.
const DESCRIBING: &str = "__wbindgen_skip_interpret_calls";

/// The beginning of the line that is the table, and where its functions begin: after `func`, where there is another table
/// of references.
const TABLE: &str = "\n (elem $0 ";
const PLACE: &str = "(i32.const 1) ";

/// The text of a module, with the first function of the table in each place that nothing calls. The table ends with
/// the last place that something does.
pub fn tidied(module: &str) -> Result<String> {
    ensure!(
        !module.contains(SUSPENDING),
        "the module suspends stacks: what wakes them is called"
    );
    let (before, rest) = module.split_once(TABLE).context("there is none")?;
    let (table, after) = rest.split_once(")\n").context("it has no end")?;
    ensure!(!rest.contains(TABLE), "there is a second one");
    let (_, functions) = table.split_once(PLACE).context("it begins elsewhere")?;
    let functions = functions.strip_prefix("func ").unwrap_or(functions);
    let head = table.strip_suffix(functions).unwrap_or(table);
    let functions = names(functions);
    let first = functions.first().context("it is empty")?;
    let last = functions.iter().rposition(|name| !is_dead(name));
    let kept: Vec<&str> = functions[..=last.context("nothing in it is called")?]
        .iter()
        .map(|name| if is_dead(name) { first } else { *name })
        .collect();
    Ok([before, TABLE, head, &kept.join(" "), ")\n", after].concat())
}

fn is_dead(name: &str) -> bool {
    [INVOKED, SUSPENDED, DESCRIBING]
        .iter()
        .any(|dead| name.contains(dead))
}

/// The names of functions in a line.
fn names(line: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find('$') {
        let found = name(&rest[start..]);
        rest = &rest[start + found.len()..];
        names.push(found);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODULE: &str = r#"(module
 (elem $0 (i32.const 1) $plain $"a b::convert::closures::_::invoke::<c, d>" $"e::f(\"g\")" $__wbindgen_skip_interpret_calls $"j::futures::jspi::task_waker::raw_wake")
 (export "memory" (memory $0))
)"#;

    #[test]
    fn what_nothing_calls_is_replaced_and_cut_off_the_end() {
        let expected = r#"(module
 (elem $0 (i32.const 1) $plain $plain $"e::f(\"g\")")
 (export "memory" (memory $0))
)"#;
        assert_eq!(tidied(MODULE).unwrap(), expected);
        assert_eq!(tidied(expected).unwrap(), expected);
    }

    #[test]
    fn a_table_of_references_beside_it_stays() {
        let beside = |table: &str| {
            table.replace(
                "(elem $0 (i32.const 1) ",
                "(elem $0 (table $0) (i32.const 1) func ",
            )
        };
        let expected = beside(&tidied(MODULE).unwrap());
        assert_eq!(tidied(&beside(MODULE)).unwrap(), expected);
        assert!(expected.contains("func $plain $plain"));
    }

    #[test]
    fn a_module_without_a_table_is_refused() {
        for module in ["(module\n)", "(module\n (elem $0 (i32.const 1) )\n)"] {
            assert!(tidied(module).is_err(), "{module}");
        }
    }

    #[test]
    fn a_module_that_suspends_stacks_is_refused() {
        let suspending = MODULE.replace("\"memory\"", SUSPENDING);
        assert!(tidied(&suspending).is_err());
    }
}
