//! `cargo xtask demo`: the demo page, and the stand-in server for both APIs.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::cannot_start;
use crate::setup::{Tools, npm};
use crate::{Session, console, package, site};

const DEFAULT_PORT: u16 = 4173;
const HTTPS_PORT: u16 = 4443;

/// The host of the Frontend API over https. The server's certificate has this name.
const FRONTEND_API_HOST: &str = "clerk.standin.localhost";

const TRY_FIRST: &str = "Try first: create a key; then, under Faults at the end of the page, lose the answer to the \
    next create, create another key, and see it found again.";

/// Builds everything, then replaces this process with the server, which receives Ctrl-C and other signals.
pub fn run(session: &Session, port: Option<u16>, https: bool) -> Result<()> {
    let checkout = &session.checkout;
    let tools = Tools::ensure(session)?;
    package::build(session, &tools)?;
    npm::install(session, site::PAGE)?;
    let https_port = https.then(|| choose_port(HTTPS_PORT)).transpose()?;
    let frontend_api = https_port.map(|port| format!("https://{FRONTEND_API_HOST}:{port}"));
    site::build_page(session, frontend_api.as_deref())?;
    let server = site::build_server(session)?;

    let port = choose_port(port.unwrap_or(DEFAULT_PORT))?;
    if let Some(frontend_api) = &frontend_api {
        println!(
            "\nFirst open {frontend_api}/v1/environment and accept its certificate, which is made at each start."
        );
    }
    println!("\nThe demo: http://127.0.0.1:{port}  (Ctrl-C stops it)");
    // The cookie of the fault panel does not reach another origin.
    println!("{}\n", if https { "" } else { TRY_FIRST });

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
        // The fault panel of the page shows the journal.
        .arg("--journal");
    if let Some(port) = https_port {
        server.arg("--https-port").arg(port.to_string());
    }
    // `exec` returns only if it fails.
    let error = server.exec();
    Err(error).with_context(|| cannot_start(&server))
}

/// The wanted port, or the next free one, with a note.
fn choose_port(wanted: u16) -> Result<u16> {
    let port = free_port(wanted)?;
    if port != wanted {
        console::note(&format!("port {wanted} is in use: using {port}"));
    }
    Ok(port)
}

/// The wanted port, or the next free one.
fn free_port(wanted: u16) -> Result<u16> {
    (wanted..=u16::MAX)
        .find(|&port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok())
        .with_context(|| format!("no port is free from {wanted} on"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_skipped() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let wanted = taken.local_addr().unwrap().port();
        assert!(free_port(wanted).unwrap() > wanted);
    }
}
