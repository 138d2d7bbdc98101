//! The command: parses the arguments, opens the database and starts the server.

use std::{io, net::Ipv4Addr, num::NonZeroUsize, path::PathBuf, process::ExitCode};

use apikeys_standin::{
    App, FRONTEND_API_HOST, HttpsError, HttpsListener, Location, OpenError, Options, Store, demo,
    https_router, people, router,
};
use axum::serve::Listener as _;
use clap::Parser;
use tokio::net::TcpListener;

/// A local stand-in for Clerk's Frontend API and an API of project keys, for development and tests. Never for
/// production.
#[derive(Debug, Parser)]
#[command(name = "apikeys-standin", version)]
struct Arguments {
    /// The database: a file, which is created if it does not exist, or ":memory:"
    #[arg(long, value_name = "FILE", default_value = ":memory:")]
    data: PathBuf,

    /// The port on 127.0.0.1; 0 takes any free port
    #[arg(long, value_name = "N", default_value_t = 4400)]
    port: u16,

    /// Serve the Frontend API on an origin of its own, too: over https on this port; 0 takes any free port
    #[arg(long, value_name = "N")]
    https_port: Option<u16>,

    /// A folder with a built site (index.html and its files) to serve
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,

    /// The maximum number of keys of a user or an organization, without revoked ones
    #[arg(long, value_name = "N", default_value_t = Options::DEFAULT_QUOTA)]
    quota: u32,

    /// Answer that API keys of users are not enabled
    #[arg(long)]
    no_user_api_keys: bool,

    /// Answer that API keys of organizations are not enabled
    #[arg(long)]
    no_organization_api_keys: bool,

    /// Keep the last N requests about API keys and serve them at /__standin/journal, for tests and the fault panel
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "1000")]
    journal: Option<NonZeroUsize>,
}

/// Why the command failed.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("cannot open the database ({location}): {cause}")]
    Open {
        location: Location,
        cause: OpenError,
    },
    #[error("cannot serve {}: there is no index.html in it", .0.display())]
    Site(PathBuf),
    #[error("port {port} is in use; name another with {flag}, or any free one with {flag} 0")]
    PortInUse { port: u16, flag: &'static str },
    #[error("cannot listen on port {port}: {cause}")]
    Listen { port: u16, cause: io::Error },
    #[error("cannot listen over https: {0}")]
    Https(#[from] HttpsError),
    #[error("cannot run: {0}")]
    Run(#[from] io::Error),
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("apikeys-standin: {failure}");
            ExitCode::FAILURE
        }
    }
}

#[tokio::main]
async fn run(arguments: Arguments) -> Result<(), Failure> {
    let Arguments {
        data,
        port,
        https_port,
        site,
        quota,
        no_user_api_keys,
        no_organization_api_keys,
        journal,
    } = arguments;
    if let Some(folder) = site
        .as_ref()
        .filter(|folder| !folder.join("index.html").is_file())
    {
        return Err(Failure::Site(folder.clone()));
    }
    let location = Location::from(data);
    let (store, key) = Store::open(&location).map_err(|cause| Failure::Open {
        location: location.clone(),
        cause,
    })?;
    let app = App::new(
        store,
        key,
        Options {
            quota,
            user_api_keys: !no_user_api_keys,
            organization_api_keys: !no_organization_api_keys,
            journal: journal.map(NonZeroUsize::get),
            site,
        },
    );

    let listener = listen(port, "--port").await?;
    let mut origins = vec![format!("http://{}", listener.local_addr()?)];
    let https_listener = match https_port {
        Some(port) => {
            let listener = HttpsListener::new(listen(port, "--https-port").await?)?;
            let port = listener.local_addr()?.port();
            origins.push(format!("https://{FRONTEND_API_HOST}:{port}"));
            Some(listener)
        }
        None => None,
    };
    // Installs the signal handlers before `announce`: whoever reads the announcement may send a signal at once.
    let (stop, stop_https) = (stop_signal()?, stop_signal()?);
    announce(&location, &origins)?;
    let http = axum::serve(listener, router(&app)).with_graceful_shutdown(stop);
    let https = async {
        match https_listener {
            Some(listener) => {
                axum::serve(listener, https_router(&app))
                    .with_graceful_shutdown(stop_https)
                    .await
            }
            None => Ok(()),
        }
    };
    tokio::try_join!(http.into_future(), https)?;
    Ok(())
}

/// Listens on a port of this machine. `flag` names the port in the error.
async fn listen(port: u16, flag: &'static str) -> Result<TcpListener, Failure> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|cause| match cause.kind() {
            io::ErrorKind::AddrInUse => Failure::PortInUse { port, flag },
            _ => Failure::Listen { port, cause },
        })
}

/// Prints what this is and where it listens, in one piece: a reader may stop after the first address.
fn announce(location: &Location, origins: &[String]) -> io::Result<()> {
    use io::Write as _;

    let mut text = Vec::new();
    writeln!(
        text,
        "A stand-in for Clerk's Frontend API and an API of project keys, for development and tests. Never use it \
         in production."
    )?;
    for user in people::USERS {
        writeln!(text, "user: {} (password {})", user.email, people::PASSWORD)?;
    }
    for project in demo::PROJECTS {
        writeln!(text, "project: {} ({})", project.name, project.id)?;
    }
    writeln!(text, "data: {location}")?;
    for origin in origins {
        writeln!(text, "listening on {origin}")?;
    }
    let mut out = io::stdout().lock();
    out.write_all(&text)?;
    out.flush()
}

/// Installs handlers for SIGINT and SIGTERM. The future completes when one of the signals arrives.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Installs a handler for Ctrl-C. The future completes when the signal arrives.
#[cfg(windows)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
