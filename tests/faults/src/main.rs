//! A server that sends faulty responses, to test the package in a real browser. It writes HTTP/1.1 by hand, because a
//! framework would refuse to send most of them.
//!
//! - `/fault/<record>/<fault>/...` is the base URL of Clerk's API and of the project keys API. Each request has that
//!   [`fault`]. `<fault>~2` applies the fault to two requests, `only-get-<fault>` to GET requests only.
//! - `/requests/<record>` returns the requests of a record. Each test has its own record, so tests are independent.
//! - `/heal/<record>` returns the same and turns the fault off.
//! - Every other path is a file of `--site`. `?csp=<policy>` adds a Content-Security-Policy header.
//!
//! A second port is the other origin, which redirects lead to.

mod api;
mod fault;
mod records;
mod request;
mod response;
mod server;
mod site;

use std::{
    env,
    io::{self, Write as _},
    net::{Ipv4Addr, TcpListener},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    thread,
};

use server::{Origin, Server};

const USAGE: &str = "usage: faults --site DIR [--port N]";

fn main() -> ExitCode {
    match arguments(env::args().skip(1)).map(|(site, port)| run(site, port)) {
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(error)) => fail(&error.to_string()),
        None => fail(USAGE),
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("faults: {message}");
    ExitCode::FAILURE
}

/// Parses the folder and the port. The default port is 0.
fn arguments(mut args: impl Iterator<Item = String>) -> Option<(PathBuf, u16)> {
    let mut site = None;
    let mut port = 0;
    while let Some(flag) = args.next() {
        match flag.as_str() {
            "--site" => site = Some(PathBuf::from(args.next()?)),
            "--port" => port = args.next()?.parse().ok()?,
            _ => return None,
        }
    }
    Some((site?, port))
}

fn run(site: PathBuf, port: u16) -> io::Result<()> {
    let own = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let other_origin = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let server = Arc::new(Server::new(site, other_origin.local_addr()?));
    announce(&own, &other_origin)?;
    let other_server = server.clone();
    thread::spawn(move || other_server.serve(&other_origin, Origin::Other));
    server.serve(&own, Origin::Own);
    Ok(())
}

fn announce(own: &TcpListener, other_origin: &TcpListener) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "listening on http://{}", own.local_addr()?)?;
    writeln!(out, "other origin on http://{}", other_origin.local_addr()?)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::arguments;

    fn parsed(line: &str) -> Option<(std::path::PathBuf, u16)> {
        arguments(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn a_folder_is_needed_and_a_port_is_not() {
        assert_eq!(parsed("--site a"), Some(("a".into(), 0)));
        assert_eq!(parsed("--port 81 --site a"), Some(("a".into(), 81)));
        for line in ["", "--port 81", "--site", "--site a --port x", "--help"] {
            assert_eq!(parsed(line), None, "{line}");
        }
    }
}
