//! wasm-bindgen's JavaScript, written shorter, and without what this package never does. A minifier can do neither: it
//! does not know what cannot happen. What is replaced must be there exactly once, so that another wasm-bindgen is told.

use anyhow::{Context, Result, ensure};

/// What is cut, and why.
const CUT: [&str; 5] = [
    // Every text that is passed may grow: the module always gives what makes room.
    r"    if (realloc === undefined) {
        const buf = cachedTextEncoder.encode(arg);
        const ptr = malloc(buf.length, 1) >>> 0;
        getUint8ArrayMemory0().subarray(ptr, ptr + buf.length).set(buf);
        WASM_VECTOR_LEN = buf.length;
        return ptr;
    }

",
    // All browsers and Node have it for longer than they know this package's WebAssembly.
    r"if (!('encodeInto' in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function (arg, view) {
        const buf = cachedTextEncoder.encode(arg);
        view.set(buf);
        return {
            read: arg.length,
            written: buf.length
        };
    };
}

",
    // The entry loads once at a time, and not again once it is done.
    r"    if (wasm !== undefined) return wasm;
    if (__wbg_init_promise === undefined) {
        __wbg_init_promise = __wbg_init_once(module_or_path);
        __wbg_init_promise.catch(() => { __wbg_init_promise = undefined; });
    }
    return __wbg_init_promise;
}

async function __wbg_init_once(module_or_path) {

",
    "let __wbg_init_promise;\n",
    // The entry fetches by itself, before the imports are made.
    r"    if (typeof module_or_path === 'string' || (typeof Request === 'function' && module_or_path instanceof Request) || (typeof URL === 'function' && module_or_path instanceof URL)) {
        module_or_path = fetch(module_or_path);
    }

",
];

/// What stands for what.
const SHORTER: [(&str, &str); 8] = [
    // A detached buffer is never the memory's.
    (
        "cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || \
         (cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0.buffer !== wasm.memory.buffer)",
        "cachedDataViewMemory0?.buffer !== wasm.memory.buffer",
    ),
    // The entry always gives an object.
    (
        r"    if (module_or_path !== undefined) {
        if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
            ({module_or_path} = module_or_path)
        } else {
            console.warn('using deprecated parameters for the initialization function; pass a single object instead')
        }
    }
",
        "    ({module_or_path} = module_or_path);\n",
    ),
    // It is done once: there is nothing yet to forget.
    ("let wasmModule, wasmInstance, wasm;", "let wasm;"),
    (
        r"    wasmInstance = instance;
    wasm = instance.exports;
    wasmModule = module;
    cachedDataViewMemory0 = null;
    cachedUint32ArrayMemory0 = null;
    cachedUint8ArrayMemory0 = null;
",
        "    wasm = instance.exports;\n",
    ),
    // By its type it is known beforehand what cannot be streamed.
    (
        r#"        if (typeof WebAssembly.instantiateStreaming === 'function') {
            try {
                return await WebAssembly.instantiateStreaming(module, imports);
            } catch (e) {
                const validResponse = expectedResponseType(module.type);

                if (validResponse && module.headers.get('Content-Type') !== 'application/wasm') {
                    console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);

                } else { throw e; }
            }
        }
"#,
        r"        if (module.headers.get('Content-Type') === 'application/wasm') {
            return WebAssembly.instantiateStreaming(module, imports);
        }
",
    ),
    (
        r"

    function expectedResponseType(type) {
        switch (type) {
            case 'basic': case 'cors': case 'default': return true;
        }
        return false;
    }
",
        "\n",
    ),
    // The imports say it by a name.
    (
        r"function isLikeNone(x) {
    return x === undefined || x === null;
}
",
        r"function isLikeNone(x) {
    return x === undefined || x === null;
}

function addOptional(x) {
    return isLikeNone(x) ? 0 : addHeapObject(x);
}
",
    ),
    (
        r"function handleError(f, args) {
    try {
        return f.apply(this, args);
    } catch (e) {
        wasm.__wbindgen_exn_store(addHeapObject(e));
    }
}
",
        r"const catching = (f) => (...args) => {
    try {
        return f(...args);
    } catch (e) {
        wasm.__wbindgen_exn_store(addHeapObject(e));
    }
};
",
    ),
];

/// Where the functions that the module imports begin and end.
const IMPORTS: &str = "function __wbg_get_imports() {\n";
const END: &str = "\n}\n";

/// The same JavaScript, shorter.
pub fn shorten(script: &str) -> Result<String> {
    let mut script = script.to_owned();
    for cut in CUT {
        script = replace_one(&script, cut, "")?;
    }
    for (long, short) in SHORTER {
        script = replace_one(&script, long, short)?;
    }
    let (before, rest) = script.split_once(IMPORTS).context("it imports nothing")?;
    let (imports, after) = rest.split_once(END).context("its imports have no end")?;
    let imports = arrows(imports);
    ensure!(
        !imports.contains(": function") && !imports.contains("handleError"),
        "an import is of another form:\n{imports}"
    );
    Ok([before, IMPORTS, &imports, END, after].concat())
}

/// Functions that are members, as arrow functions: none of them has a `this`.
fn arrows(imports: &str) -> String {
    let mut shorter: Vec<String> = Vec::new();
    for line in imports.lines() {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        let before = shorter.last().and_then(|last| {
            last.strip_prefix(indent)?
                .strip_prefix("const ret = ")?
                .strip_suffix(";")
        });
        let joined = match (before, code) {
            (Some(value), "return ret;") => Some(format!("return {value};")),
            (Some(value), "return addHeapObject(ret);") => {
                Some(format!("return addHeapObject({value});"))
            }
            (Some(value), "return isLikeNone(ret) ? 0 : addHeapObject(ret);") => {
                Some(format!("return addOptional({value});"))
            }
            _ => None,
        };
        if let Some(joined) = joined {
            shorter.pop();
            shorter.push(format!("{indent}{joined}"));
        } else if code == "}, arguments); }," {
            shorter.push(format!("{indent}}}),"));
        } else {
            shorter.push(arrow(line).unwrap_or_else(|| line.to_owned()));
        }
    }
    shorter.join("\n")
}

/// The first line of a member that is a function.
fn arrow(line: &str) -> Option<String> {
    let (name, given) = line.split_once(": function(")?;
    if let Some(given) = given.strip_prefix(") { return handleError(function (") {
        let given = given.strip_suffix(") {")?;
        Some(format!("{name}: catching(({given}) => {{"))
    } else {
        let given = given.strip_suffix(") {")?;
        Some(format!("{name}: ({given}) => {{"))
    }
}

/// Replaces what must be there exactly once.
pub fn replace_one(text: &str, old: &str, new: &str) -> Result<String> {
    let count = text.matches(old).count();
    ensure!(
        count == 1,
        "{} is there {count} times, not once",
        old.trim()
    );
    Ok(text.replace(old, new))
}

#[cfg(test)]
mod tests {
    use super::*;

    const IMPORTED: &str = r"function __wbg_get_imports() {
    const import0 = {
        a: function(arg0, arg1) {
            const ret = f(arg0);
            return addHeapObject(ret);
        },
        b: function() { return handleError(function (arg0) {
            const ret = g(arg0);
            h(ret);
            return ret;
        }, arguments); },
        c: function() {
            const ret = 1;
            return ret;
        },
    };
}
";

    fn script() -> String {
        let long = SHORTER.map(|(long, _)| long);
        [&CUT.concat(), &long.concat(), IMPORTED].concat()
    }

    #[test]
    fn imports_become_arrow_functions() {
        let expected = r"function __wbg_get_imports() {
    const import0 = {
        a: (arg0, arg1) => {
            return addHeapObject(f(arg0));
        },
        b: catching((arg0) => {
            const ret = g(arg0);
            h(ret);
            return ret;
        }),
        c: () => {
            return 1;
        },
    };
}
";
        let short = SHORTER.map(|(_, short)| short);
        assert_eq!(
            shorten(&script()).unwrap(),
            [&short.concat(), expected].concat()
        );
    }

    #[test]
    fn what_is_not_there_is_told() {
        for part in CUT.into_iter().chain(SHORTER.map(|(long, _)| long)) {
            let error = shorten(&script().replacen(part, "", 1)).unwrap_err();
            assert!(error.to_string().contains(part.trim()), "{error}");
        }
    }

    #[test]
    fn an_import_of_another_form_is_told() {
        let other = script().replace("c: function() {", "c: function* () {");
        assert!(shorten(&other).is_err());
    }
}
