//! The demo: the page and the local server, which stands in for both APIs.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::cannot_start;
use crate::setup::{Tools, npm};
use crate::{Session, console, package, site};

const DEFAULT_PORT: u16 = 4173;

/// Builds everything, then becomes the server: Ctrl-C, or any signal, reaches it directly.
pub fn run(session: &Session, port: Option<u16>) -> Result<()> {
    let checkout = &session.checkout;
    let tools = Tools::ensure(session)?;
    package::build(session, &tools)?;
    npm::install(session, site::PAGE)?;
    site::build_page(session)?;
    let server = site::build_server(session)?;

    let wanted = port.unwrap_or(DEFAULT_PORT);
    let port = free_port(wanted)?;
    if port != wanted {
        console::say(&format!("port {wanted} is taken: using {port}"));
    }
    println!("\nThe demo: http://127.0.0.1:{port}  (Ctrl-C ends it)\n");

    let data = checkout.target().join("demo/keys.sqlite");
    fs::create_dir_all(checkout.target().join("demo"))?;
    let mut server = Command::new(server);
    server
        .arg("--data")
        .arg(data)
        .arg("--port")
        .arg(port.to_string())
        .arg("--site")
        .arg(checkout.path(site::BUILT_PAGE))
        // The page's panel of faults shows it.
        .arg("--journal");
    // Returns only if the server cannot be started.
    let error = server.exec();
    Err(error).with_context(|| cannot_start(&server))
}

/// The wanted port, or the next one that nobody listens on.
fn free_port(wanted: u16) -> Result<u16> {
    (wanted..=u16::MAX)
        .find(|&port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok())
        .with_context(|| format!("no port from {wanted} on is free"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_passed_over() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let wanted = taken.local_addr().unwrap().port();
        assert!(free_port(wanted).unwrap() > wanted);
    }
}
