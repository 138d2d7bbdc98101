//! Reads the single request of a connection.

use std::{
    io::{self, Read as _},
    net::TcpStream,
    thread,
    time::Duration,
};

/// Larger than the head of any request of a browser.
const MAX_HEAD: usize = 32 * 1024;
/// A browser opens connections in advance and may never use them.
const READ_TIMEOUT: Duration = Duration::from_mins(1);

/// The parts of a request head that the server uses.
#[derive(Debug, PartialEq, Eq)]
pub struct RequestHead {
    pub method: String,
    /// Still percent-encoded.
    pub path: String,
    pub query: String,
    pub authorized: bool,
    length: usize,
}

/// A connection after its request head was read. The last byte of the request stays unread: closing a socket with
/// unread data resets it, and std has no other way to reset a socket.
pub struct Connection {
    pub stream: TcpStream,
    unread: usize,
}

/// Reads the head of a request.
pub fn read(mut stream: TcpStream) -> io::Result<(RequestHead, Connection)> {
    stream.set_read_timeout(Some(READ_TIMEOUT))?;
    let mut head = vec![0; head_length(&stream)? - 1];
    stream.read_exact(&mut head)?;
    let head = parse(&String::from_utf8_lossy(&head)).ok_or(io::ErrorKind::InvalidData)?;
    let unread = head.length + 1;
    Ok((head, Connection { stream, unread }))
}

impl Connection {
    /// Reads the rest of the request, so that the connection closes without a reset.
    pub fn read_rest(&mut self) -> io::Result<()> {
        let mut rest = vec![0; self.unread];
        self.unread = 0;
        self.stream.read_exact(&mut rest)
    }

    /// Waits until the client disconnects.
    pub fn wait_for_close(&mut self) -> io::Result<()> {
        while self.stream.read(&mut [0; 1024])? > 0 {}
        Ok(())
    }
}

fn head_length(stream: &TcpStream) -> io::Result<usize> {
    let mut buffer = vec![0; MAX_HEAD];
    loop {
        let available = stream.peek(&mut buffer)?;
        let end = buffer[..available]
            .windows(4)
            .position(|at| at == b"\r\n\r\n");
        match end {
            Some(end) => return Ok(end + 4),
            None if available == 0 || available == MAX_HEAD => {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            // `peek` returns at once with the same data, so wait for more.
            None => thread::sleep(Duration::from_millis(1)),
        }
    }
}

fn parse(head: &str) -> Option<RequestHead> {
    let mut lines = head.lines();
    let mut request_line = lines.next()?.split(' ');
    let (method, target) = (request_line.next()?, request_line.next()?);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let headers: Vec<(String, &str)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim()))
        .collect();
    let header = |wanted_name: &str| headers.iter().find(|(name, _)| name == wanted_name);
    Some(RequestHead {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        authorized: header("authorization").is_some(),
        length: header("content-length").map_or(Some(0), |(_, value)| value.parse().ok())?,
    })
}

#[cfg(test)]
mod tests {
    use super::{RequestHead, parse};

    #[test]
    fn a_head_is_parsed() {
        let head =
            "POST /a/b?c=d HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\nContent-Length: 7\r\n";
        let expected = RequestHead {
            method: "POST".to_owned(),
            path: "/a/b".to_owned(),
            query: "c=d".to_owned(),
            authorized: true,
            length: 7,
        };
        assert_eq!(parse(head), Some(expected));
        assert_eq!(parse("nonsense"), None);
        assert_eq!(parse("GET / HTTP/1.1\r\nContent-Length: many\r\n"), None);
    }
}
