//! One request of one connection.

use std::{
    io::{self, Read as _},
    net::TcpStream,
    thread,
    time::Duration,
};

/// More than a browser sends.
const LONGEST_HEAD: usize = 32 * 1024;
/// A browser opens connections ahead, and may leave them silent for ever.
const PATIENCE: Duration = Duration::from_mins(1);

/// The first lines of a request, as far as it matters here.
#[derive(Debug, PartialEq, Eq)]
pub struct Head {
    pub method: String,
    /// Still percent-encoded.
    pub path: String,
    pub query: String,
    pub authorized: bool,
    length: usize,
}

/// A connection whose request is known. Its last byte is left unread: a socket that is closed with something unread in
/// it is reset, and std has no other way to reset one.
pub struct Connection {
    pub stream: TcpStream,
    unread: usize,
}

/// Reads a request as far as its method and path are concerned.
pub fn read(mut stream: TcpStream) -> io::Result<(Head, Connection)> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut head = vec![0; head_length(&stream)? - 1];
    stream.read_exact(&mut head)?;
    let head = parse(&String::from_utf8_lossy(&head)).ok_or(io::ErrorKind::InvalidData)?;
    let unread = head.length + 1;
    Ok((head, Connection { stream, unread }))
}

impl Connection {
    /// Reads what there is still of the request, so that the connection can end in peace.
    pub fn read_rest(&mut self) -> io::Result<()> {
        let mut rest = vec![0; self.unread];
        self.unread = 0;
        self.stream.read_exact(&mut rest)
    }

    /// Waits until the client goes.
    pub fn wait_for_end(&mut self) -> io::Result<()> {
        while self.stream.read(&mut [0; 1024])? > 0 {}
        Ok(())
    }
}

fn head_length(stream: &TcpStream) -> io::Result<usize> {
    let mut buffer = vec![0; LONGEST_HEAD];
    loop {
        let there = stream.peek(&mut buffer)?;
        let end = buffer[..there].windows(4).position(|at| at == b"\r\n\r\n");
        match end {
            Some(end) => return Ok(end + 4),
            None if there == 0 || there == LONGEST_HEAD => {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            // What was peeked at once is there at once the next time.
            None => thread::sleep(Duration::from_millis(1)),
        }
    }
}

fn parse(head: &str) -> Option<Head> {
    let mut lines = head.lines();
    let mut request = lines.next()?.split(' ');
    let (method, target) = (request.next()?, request.next()?);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let headers: Vec<(String, &str)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim()))
        .collect();
    let header = |wanted: &str| headers.iter().find(|(name, _)| name == wanted);
    Some(Head {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        authorized: header("authorization").is_some(),
        length: header("content-length").map_or(Some(0), |(_, value)| value.parse().ok())?,
    })
}

#[cfg(test)]
mod tests {
    use super::{Head, parse};

    #[test]
    fn a_head_is_read_as_far_as_it_matters() {
        let head =
            "POST /a/b?c=d HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\nContent-Length: 7\r\n";
        let expected = Head {
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
