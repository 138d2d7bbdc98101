//! Faults below the body: connections that break, lengths that lie, servers that fall silent.

use crate::answer::{Answer, Step};

/// What the fault of that name makes of a good answer.
pub fn steps(name: &str, good: &Answer) -> Option<Vec<Step>> {
    let length = good.body.len();
    let head = || Step::Send(good.head(length).into_bytes());
    let body = || Step::Send(good.body.clone());
    let half_of_head = || {
        let head = good.head(length).into_bytes();
        Step::Send(head[..head.len() / 2].to_vec())
    };
    let half_of_body = || Step::Send(good.body[..length / 2].to_vec());
    Some(match name {
        "reset-before" => vec![Step::Reset],
        "reset-in-headers" => vec![half_of_head(), Step::Reset],
        "reset-after-headers" => vec![head(), Step::Reset],
        "reset-in-body" => vec![head(), half_of_body(), Step::Reset],
        "reset-after-body" => vec![head(), body(), Step::Reset],
        "close-before" => vec![],
        "close-in-headers" => vec![half_of_head()],
        "length-too-long" => vec![Step::Send(good.head(length + 100).into_bytes()), body()],
        "length-too-short" => vec![Step::Send(good.head(length / 2).into_bytes()), body()],
        "lengths-that-differ" => vec![lengths_that_differ(good)],
        "chunks-cut" => vec![chunked(good, &good.body[..length / 2])],
        "chunks-garbled" => vec![chunked(good, &[]), Step::Send(b"many\r\n".to_vec())],
        "no-http" => vec![Step::Send(
            b"\0\x01\x02 this is another protocol\r\n".to_vec(),
        )],
        "stall-before" => vec![Step::Stall],
        "stall-in-headers" => vec![half_of_head(), Step::Stall],
        "stall-in-body" => vec![head(), half_of_body(), Step::Stall],
        "drip" => vec![Step::Send(good.head(1 << 30).into_bytes()), Step::Drip],
        _ => return None,
    })
}

fn lengths_that_differ(good: &Answer) -> Step {
    let mut bytes = good.open_head();
    bytes.push_str("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ");
    Step::Send(bytes.into_bytes())
}

/// An answer in chunks that never ends, after one chunk.
fn chunked(good: &Answer, part: &[u8]) -> Step {
    let head = format!("{}Transfer-Encoding: chunked\r\n\r\n", good.open_head());
    let mut bytes = head.into_bytes();
    if !part.is_empty() {
        bytes.extend_from_slice(format!("{:x}\r\n", part.len()).as_bytes());
        bytes.extend_from_slice(part);
        bytes.extend_from_slice(b"\r\n");
    }
    Step::Send(bytes)
}
