//! Session tokens: RS256 JWTs in Clerk's format, with claims of version 2.

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

/// How long a session token is valid. It is the same as Clerk's.
pub const LIFETIME_SECONDS: i64 = 60;

/// Clerk sets `nbf` a little before `iat`, for clocks that are behind.
const NOT_BEFORE_LEEWAY_SECONDS: i64 = 10;

/// The claims of a session token.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct Claims {
    /// The origin of the host page that requested the token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub azp: Option<String>,
    /// The expiration time, in seconds.
    pub exp: i64,
    /// Minutes since the first and the second factor were verified. −1 if there is none.
    #[serde(default)]
    pub fva: (i64, i64),
    /// The time of issue, in seconds.
    pub iat: i64,
    /// The issuer: the base URL of this Frontend API.
    pub iss: String,
    /// The time from which the token is valid, in seconds.
    pub nbf: i64,
    /// The active organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub o: Option<ActiveOrganization>,
    /// The ID of the session.
    pub sid: String,
    /// The session's status.
    #[serde(default)]
    pub sts: String,
    /// The ID of the user.
    pub sub: String,
    /// The version of these claims.
    pub v: u8,
}

/// The active organization of a session.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct ActiveOrganization {
    /// The ID of the organization.
    pub id: String,
    /// The user's role in it, without the prefix `org:`.
    pub rol: String,
    /// The slug of the organization.
    pub slg: String,
}

impl Claims {
    /// The claims of a token that is valid from now on.
    pub fn valid_from_now(iss: String, azp: Option<String>, sid: String, sub: String) -> Self {
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

    /// Whether the token gives access to the keys of this subject: the user or the active organization.
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
    /// The key generation failed.
    #[error("no RSA key could be generated")]
    Generate,
    /// The bytes are not an RSA key.
    #[error("the signing key is damaged: {0}")]
    Read(#[from] jsonwebtoken::errors::Error),
}

impl SigningKey {
    /// Generates a key. Returns its ID and the private key in PKCS #1 format.
    pub(crate) fn generate() -> Result<(String, Vec<u8>), SigningKeyError> {
        let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| SigningKeyError::Generate)?;
        let pkcs8: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| SigningKeyError::Generate)?;
        // aws-lc writes PKCS #8. jsonwebtoken reads PKCS #1, which is inside of it.
        let pkcs1 = pkcs8::PrivateKeyInfo::try_from(pkcs8.as_ref())
            .map_err(|_| SigningKeyError::Generate)?;
        Ok((ids::random_id("ins"), pkcs1.private_key.to_vec()))
    }

    /// The key with this ID and this private key.
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

    /// The public key as a JSON Web Key Set.
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

    /// The claims of a token, if this key signed it and it is valid now.
    ///
    /// This does not check `iss` and `azp`: two processes on two ports share one key and the same users, so each accepts
    /// the tokens of the other.
    pub fn verify(&self, token: &str) -> Option<Claims> {
        let mut validation = Validation::new(Algorithm::RS256);
        validation.set_required_spec_claims(&["exp", "nbf", "sub"]);
        validation.validate_nbf = true;
        // No leeway: the issuer and the verifier have the same clock.
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

/// The claims of a token, without a check of its signature.
pub fn unverified_claims(token: &str) -> Option<serde_json::Value> {
    dangerous::insecure_decode_claims(token).ok()
}
