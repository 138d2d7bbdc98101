//! A stand-in in this process, and browsers that talk to it.

use std::thread;

use apikeys_standin::{
    ActiveOrganization, App, Claims, Location, Options, Store, https_router, people, router,
};
use axum::Router;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::JwkSet};
use serde_json::Value;

use super::{Answer, Server};

/// A stand-in within the test's own process, over a database in memory. It ends with the process.
pub struct Standin {
    pub server: Server,
    pub app: App,
}

impl Default for Standin {
    fn default() -> Self {
        Self::start(Options::default())
    }
}

impl Standin {
    pub fn start(options: Options) -> Self {
        Self::serve(options, router)
    }

    /// The origin over https, without TLS.
    pub fn https() -> Self {
        Self::serve(Options::default(), https_router)
    }

    fn serve(options: Options, router: fn(&App) -> Router) -> Self {
        let (store, key) = Store::open(&Location::Memory).expect("a database in memory");
        let app = App::new(store, key, options);
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        listener
            .set_nonblocking(true)
            .expect("a listener for tokio");
        let router = router(&app);
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
                axum::serve(listener, router).await.expect("it serves");
            });
        });
        Self {
            server: Server(address),
            app,
        }
    }

    /// A token of a user, with one of its organizations active.
    pub fn token(
        &self,
        user: &people::User,
        organization: Option<&people::Organization>,
    ) -> String {
        self.sign(&claims(user, organization))
    }

    pub fn sign(&self, claims: &Claims) -> String {
        self.app.signing_key().sign(claims).expect("it signs")
    }
}

pub fn claims(user: &people::User, organization: Option<&people::Organization>) -> Claims {
    let o = organization.map(|organization| ActiveOrganization {
        id: organization.id.into(),
        rol: "admin".into(),
        slg: organization.slug.into(),
    });
    Claims {
        o,
        ..Claims::valid_from_now(
            "http://here".into(),
            None,
            "sess_test".into(),
            user.id.into(),
        )
    }
}

/// The claims of a token, unchecked.
pub fn unverified(jwt: &Value) -> Value {
    jsonwebtoken::dangerous::insecure_decode_claims(jwt.as_str().expect("a token")).expect("claims")
}

/// A browser that talks to the server as clerk-js does.
pub struct Browser {
    pub server: Server,
    secret: String,
}

impl Browser {
    pub fn new(server: Server) -> Self {
        Self {
            server,
            secret: server.dev_browser(),
        }
    }

    pub fn path(&self, path: &str) -> String {
        let separator = if path.contains('?') { '&' } else { '?' };
        format!("/__clerk/v1{path}{separator}__clerk_db_jwt={}", self.secret)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.server.get(&self.path(path))
    }

    pub fn post(&self, path: &str, form: &str) -> Answer {
        self.server.post_form(&self.path(path), form)
    }

    pub fn client(&self) -> Value {
        self.get("/client").json()["response"].take()
    }

    pub fn session_id(&self) -> String {
        self.client()["sessions"][0]["id"]
            .as_str()
            .expect("a session")
            .to_owned()
    }
}

/// The claims of a token, checked with the public key that the server publishes.
pub fn verified(server: Server, jwt: &Value) -> Claims {
    let jwks: JwkSet = serde_json::from_value(server.get("/__clerk/.well-known/jwks.json").json())
        .expect("a key set");
    let jwt = jwt.as_str().expect("a token");
    let header = jsonwebtoken::decode_header(jwt).expect("a header");
    let key = jwks
        .find(&header.kid.expect("a key ID"))
        .expect("the key is published");
    assert_eq!(
        key.common.public_key_use,
        Some(jsonwebtoken::jwk::PublicKeyUse::Signature)
    );
    let key = DecodingKey::from_jwk(key).expect("a public key");
    jsonwebtoken::decode(jwt, &key, &Validation::new(Algorithm::RS256))
        .expect("a good token")
        .claims
}
