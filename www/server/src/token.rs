//! Session tokens: RS256 JWTs as Clerk signs them, claims of version 2.

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rsa::{KeyPair, KeySize},
};
use axum::http::{HeaderMap, header};
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, dangerous,
    jwk::{Jwk, JwkSet, PublicKeyUse},
};
use serde::{Deserialize, Serialize};

use crate::{clock, ids};

/// How long a session token is good for, as at Clerk.
pub const LIFETIME_SECONDS: i64 = 60;

/// Clerk dates tokens back a little, for clocks that are behind.
const NOT_BEFORE_LEEWAY_SECONDS: i64 = 10;

/// What a session token says.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct Claims {
    /// The origin of the page that asked for the token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub azp: Option<String>,
    /// When it ends, in seconds.
    pub exp: i64,
    /// Minutes since the first and the second factor were verified; −1 where there is none.
    #[serde(default)]
    pub fva: (i64, i64),
    /// When it was made, in seconds.
    pub iat: i64,
    /// Who made it: the address of this Frontend API.
    pub iss: String,
    /// When it begins, in seconds.
    pub nbf: i64,
    /// The active organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub o: Option<ActiveOrganization>,
    /// The session.
    pub sid: String,
    /// The session's status.
    #[serde(default)]
    pub sts: String,
    /// The user.
    pub sub: String,
    /// The version of these claims.
    pub v: u8,
}

/// The active organization of a session.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct ActiveOrganization {
    /// Its ID.
    pub id: String,
    /// The user's role in it, without the prefix `org:`.
    pub rol: String,
    /// Its slug.
    pub slg: String,
}

impl Claims {
    /// The claims of a token that begins now.
    pub fn beginning_now(iss: String, azp: Option<String>, sid: String, sub: String) -> Self {
        let now = clock::now_ms() / 1000;
        Self {
            azp,
            exp: now + LIFETIME_SECONDS,
            fva: (0, -1),
            iat: now,
            iss,
            nbf: now - NOT_BEFORE_LEEWAY_SECONDS,
            o: None,
            sid,
            sts: "active".into(),
            sub,
            v: 2,
        }
    }

    /// Whether the holder may see and change this subject's keys: its own, and those of its active organization.
    pub fn covers(&self, subject: &str) -> bool {
        self.sub == subject
            || self
                .o
                .as_ref()
                .is_some_and(|organization| organization.id == subject)
    }
}

/// The key that signs session tokens.
#[derive(Clone)]
pub struct SigningKey {
    id: String,
    private: EncodingKey,
    public: DecodingKey,
    jwk: Jwk,
}

/// Why there is no signing key.
#[derive(Debug, thiserror::Error)]
pub enum SigningKeyError {
    /// The system has no randomness to give.
    #[error("no RSA key could be generated")]
    Generate,
    /// The bytes are no RSA key.
    #[error("the signing key is damaged: {0}")]
    Read(#[from] jsonwebtoken::errors::Error),
}

impl SigningKey {
    /// A new key: its ID, and its private half in PKCS #1.
    pub(crate) fn generate() -> Result<(String, Vec<u8>), SigningKeyError> {
        let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| SigningKeyError::Generate)?;
        let pkcs8: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| SigningKeyError::Generate)?;
        // aws-lc writes PKCS #8, jsonwebtoken reads the PKCS #1 inside of it.
        let pkcs1 = pkcs8::PrivateKeyInfo::try_from(pkcs8.as_ref())
            .map_err(|_| SigningKeyError::Generate)?;
        Ok((ids::fresh("ins"), pkcs1.private_key.to_vec()))
    }

    /// The key with this ID and this private half.
    pub(crate) fn from_pkcs1(id: String, der: &[u8]) -> Result<Self, SigningKeyError> {
        let private = EncodingKey::from_rsa_der(der);
        let mut jwk = Jwk::from_encoding_key(&private, Algorithm::RS256)?;
        jwk.common.key_id = Some(id.clone());
        jwk.common.public_key_use = Some(PublicKeyUse::Signature);
        let public = DecodingKey::from_jwk(&jwk)?;
        Ok(Self {
            id,
            private,
            public,
            jwk,
        })
    }

    /// The public half, as the world reads it.
    pub fn jwks(&self) -> JwkSet {
        JwkSet {
            keys: vec![self.jwk.clone()],
        }
    }

    /// Signs a token.
    pub fn sign(&self, claims: &Claims) -> Result<String, jsonwebtoken::errors::Error> {
        let header = Header {
            kid: Some(self.id.clone()),
            ..Header::new(Algorithm::RS256)
        };
        jsonwebtoken::encode(&header, claims, &self.private)
    }

    /// The claims of a token that this key signed and that is good now.
    ///
    /// Neither `iss` nor `azp` is held against anything: two processes on two ports share one key and one set of
    /// users, and what one of them signed is good at the other.
    pub fn verify(&self, token: &str) -> Option<Claims> {
        let mut validation = Validation::new(Algorithm::RS256);
        validation.set_required_spec_claims(&["exp", "nbf", "sub"]);
        validation.validate_nbf = true;
        // One machine, one clock: an expired token is expired.
        validation.leeway = 0;
        jsonwebtoken::decode(token, &self.public, &validation)
            .ok()
            .map(|token| token.claims)
    }
}

/// The token of `Authorization: Bearer …`.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// What a token claims, true or not.
pub fn unverified_claims(token: &str) -> Option<serde_json::Value> {
    dangerous::insecure_decode_claims(token).ok()
}
