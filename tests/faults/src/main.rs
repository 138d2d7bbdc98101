//! A server that answers as no server should, to hold the package against it in a real browser. It speaks HTTP/1.1 by
//! hand, because a framework would refuse to send most of this.
//!
//! - `/fault/<key>/<fault>/...` is an API under that address, of Clerk's or of a project's keys, with that [`fault`].
//!   `<fault>~2` has it twice and is good from then on; `only-get-<fault>` leaves other methods alone.
//! - `/seen/<key>` tells what arrived under a key. Each test has its own, so that tests do not meet.
//! - `/heal/<key>` does the same, and all is good from then on.
//! - All else is a file of `--site`. `?csp=<policy>` lays a Content-Security-Policy over it.
//!
//! A second port is the other origin that redirects lead to.

mod answer;
mod api;
mod fault;
mod request;
mod seen;
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

fn fail(why: &str) -> ExitCode {
    eprintln!("faults: {why}");
    ExitCode::FAILURE
}

/// The folder and the port, 0 unless it is named.
fn arguments(mut given: impl Iterator<Item = String>) -> Option<(PathBuf, u16)> {
    let mut site = None;
    let mut port = 0;
    while let Some(flag) = given.next() {
        match flag.as_str() {
            "--site" => site = Some(PathBuf::from(given.next()?)),
            "--port" => port = given.next()?.parse().ok()?,
            _ => return None,
        }
    }
    Some((site?, port))
}

fn run(site: PathBuf, port: u16) -> io::Result<()> {
    let own = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let elsewhere = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let server = Arc::new(Server::new(site, elsewhere.local_addr()?));
    announce(&own, &elsewhere)?;
    let other = server.clone();
    thread::spawn(move || other.serve(&elsewhere, Origin::Elsewhere));
    server.serve(&own, Origin::Own);
    Ok(())
}

fn announce(own: &TcpListener, elsewhere: &TcpListener) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "listening on http://{}", own.local_addr()?)?;
    writeln!(out, "elsewhere on http://{}", elsewhere.local_addr()?)?;
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
