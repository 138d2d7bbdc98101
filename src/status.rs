//! HTTP statuses in words.

/// The reason phrases of statuses (RFC 9110).
const STATUSES: [(u16, &str); 14] = [
    (400, "Bad Request"),
    (401, "Unauthorized"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (408, "Request Timeout"),
    (409, "Conflict"),
    (413, "Content Too Large"),
    (422, "Unprocessable Content"),
    (429, "Too Many Requests"),
    (500, "Internal Server Error"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
];

/// An HTTP status in words, for a refusal that has none of its own.
pub fn status_in_words(status: u16) -> String {
    match STATUSES.iter().find(|(known, _)| *known == status) {
        Some((_, words)) => format!("the server answered {status} {words}"),
        None => format!("the server answered with status {status}"),
    }
}
