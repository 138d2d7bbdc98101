//! JavaScript values that a param or an option must not be.

pub const NOT_STRINGS: [&str; 8] = [
    "5",
    "true",
    "[]",
    "['a']",
    "{}",
    "() => 'a'",
    "Symbol('a')",
    "5n",
];
pub const NOT_WHOLE_NUMBERS: [&str; 12] = [
    "0",
    "-1",
    "1.5",
    "NaN",
    "Infinity",
    "-Infinity",
    "'1'",
    "true",
    "[1]",
    "{}",
    "1n",
    "new Number(1)",
];
pub const NOT_BOOLEANS: [&str; 5] = ["0", "1", "'true'", "{}", "[]"];
pub const NOT_OBJECTS: [&str; 7] = ["'name'", "5", "true", "[]", "() => {}", "Symbol('a')", "5n"];
pub const NOT_FUNCTIONS: [&str; 5] = ["'() => {}'", "5", "true", "{}", "Promise.resolve('a')"];
pub const NOT_DURATIONS: [&str; 8] = ["0", "-1", "NaN", "'5'", "true", "{}", "5n", "-Infinity"];
