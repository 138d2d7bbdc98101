//! The second origin: https, with a certificate that is made at start-up.
//!
//! For a host page, Clerk's Frontend API is on another origin, `https://clerk.example.com`. Here it is on
//! `clerk.standin.localhost`, and on a second domain for satellites. Browsers resolve every name below `localhost` to a
//! loopback address.

use std::{io, net::SocketAddr, sync::Arc};

use axum::serve::Listener;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::mpsc::{Receiver, Sender, channel},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
    server::TlsStream,
};

/// The host of the Frontend API.
pub const FRONTEND_API_HOST: &str = "clerk.standin.localhost";

/// The names in the certificate. The Frontend API is on those that begin with `clerk.`, the host page on the others.
const NAMES: [&str; 6] = [
    FRONTEND_API_HOST,
    "standin.localhost",
    "clerk.satellite.localhost",
    "satellite.localhost",
    "localhost",
    "127.0.0.1",
];

/// The number of connections that wait for the server.
const BACKLOG: usize = 64;

/// Why there is no second origin.
#[derive(Debug, thiserror::Error)]
pub enum HttpsError {
    /// The certificate could not be made.
    #[error("no certificate could be made: {0}")]
    Certificate(#[from] rcgen::Error),
    /// The certificate could not be used.
    #[error("the certificate cannot be used: {0}")]
    Tls(#[from] tokio_rustls::rustls::Error),
    /// The listener failed.
    #[error(transparent)]
    Listen(#[from] io::Error),
}

/// Accepts connections over TLS.
pub struct HttpsListener {
    address: SocketAddr,
    connections: Receiver<Connection>,
}

type Connection = (TlsStream<TcpStream>, SocketAddr);

impl HttpsListener {
    /// Makes a certificate, and accepts the connections of a listener.
    pub fn new(listener: TcpListener) -> Result<Self, HttpsError> {
        let address = listener.local_addr()?;
        let acceptor = TlsAcceptor::from(Arc::new(configuration()?));
        let (sender, connections) = channel(BACKLOG);
        tokio::spawn(accept_all(listener, acceptor, sender));
        Ok(Self {
            address,
            connections,
        })
    }
}

impl Listener for HttpsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> Connection {
        match self.connections.recv().await {
            Some(connection) => connection,
            // The task that accepts connections ends with the runtime only.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}

/// Accepts connections. Each handshake has its own task: a slow client must not block the others.
async fn accept_all(mut listener: TcpListener, acceptor: TlsAcceptor, sender: Sender<Connection>) {
    loop {
        // Waits after an error, such as too many open files.
        let (stream, address) = Listener::accept(&mut listener).await;
        let (acceptor, sender) = (acceptor.clone(), sender.clone());
        tokio::spawn(async move {
            // Fails where the browser does not accept the certificate.
            if let Ok(stream) = acceptor.accept(stream).await {
                // Fails where the server has ended.
                let _ = sender.send((stream, address)).await;
            }
        });
    }
}

fn configuration() -> Result<ServerConfig, HttpsError> {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(NAMES.map(str::to_owned))?;
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
    let mut configuration = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)?;
    configuration.alpn_protocols = vec![b"http/1.1".into()];
    Ok(configuration)
}
