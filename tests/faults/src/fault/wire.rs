//! Faults of the connection: resets, wrong lengths, servers that stop sending.

use crate::response::{Response, Step};

/// Applies the fault with this name to a valid response.
pub fn steps(name: &str, valid: &Response) -> Option<Vec<Step>> {
    let length = valid.body.len();
    let head = || Step::Send(valid.head(length).into_bytes());
    let body = || Step::Send(valid.body.clone());
    let half_of_head = || {
        let head = valid.head(length).into_bytes();
        Step::Send(head[..head.len() / 2].to_vec())
    };
    let half_of_body = || Step::Send(valid.body[..length / 2].to_vec());
    Some(match name {
        "reset-before" => vec![Step::Reset],
        "reset-in-headers" => vec![half_of_head(), Step::Reset],
        "reset-after-headers" => vec![head(), Step::Reset],
        "reset-in-body" => vec![head(), half_of_body(), Step::Reset],
        "reset-after-body" => vec![head(), body(), Step::Reset],
        "close-before" => vec![],
        "close-in-headers" => vec![half_of_head()],
        "length-too-long" => vec![Step::Send(valid.head(length + 100).into_bytes()), body()],
        "length-too-short" => vec![Step::Send(valid.head(length / 2).into_bytes()), body()],
        "lengths-that-differ" => vec![two_content_lengths(valid)],
        "chunks-cut" => vec![chunked(valid, &valid.body[..length / 2])],
        "chunks-garbled" => vec![chunked(valid, &[]), Step::Send(b"many\r\n".to_vec())],
        "no-http" => vec![Step::Send(
            b"\0\x01\x02 this is another protocol\r\n".to_vec(),
        )],
        "stall-before" => vec![Step::Stall],
        "stall-in-headers" => vec![half_of_head(), Step::Stall],
        "stall-in-body" => vec![head(), half_of_body(), Step::Stall],
        "drip" => vec![Step::Send(valid.head(1 << 30).into_bytes()), Step::Drip],
        _ => return None,
    })
}

fn two_content_lengths(valid: &Response) -> Step {
    let mut bytes = valid.head_without_length();
    bytes.push_str("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ");
    Step::Send(bytes.into_bytes())
}

/// A chunked response that never ends. It has at most one chunk.
fn chunked(valid: &Response, part: &[u8]) -> Step {
    let head = format!(
        "{}Transfer-Encoding: chunked\r\n\r\n",
        valid.head_without_length()
    );
    let mut bytes = head.into_bytes();
    if !part.is_empty() {
        bytes.extend_from_slice(format!("{:x}\r\n", part.len()).as_bytes());
        bytes.extend_from_slice(part);
        bytes.extend_from_slice(b"\r\n");
    }
    Step::Send(bytes)
}
