//! The routes of the API keys.
//!
//! `openapi/api-keys.json` describes them. They authenticate each request by its session token only, never by a cookie.

mod params;

use axum::{
    Json,
    extract::{FromRequestParts, OriginalUri, Path, State},
    http::{StatusCode, header, request::Parts},
    response::IntoResponse,
};
use serde::Serialize;
use serde_json::Value;

use self::params::{CreateParams, ListParams, RevokeParams, UpdateParams};
use crate::{
    app::App,
    body::JSON,
    error::ApiError,
    fields::{Query, RequiredObject},
    store::{ApiKey, CreateError, Listing, NewApiKey, Revocation, Update},
    token::Claims,
};

/// The OpenAPI document of these routes.
const DOCUMENT: &str = include_str!("../../openapi/api-keys.json");

/// What stands in the document for the address of the server.
const DOCUMENT_URL: &str = "{frontendApi}";

/// Serves the OpenAPI document. Its server is where the routes are: at `/__clerk`, or at the root of an origin.
pub async fn document(OriginalUri(uri): OriginalUri) -> impl IntoResponse {
    let base = uri.path().strip_suffix("/openapi.json").unwrap_or_default();
    let url = if base.is_empty() { "/" } else { base };
    let document = DOCUMENT.replace(DOCUMENT_URL, url);
    ([(header::CONTENT_TYPE, JSON)], document)
}

/// The claims of the request's session token.
pub struct Caller(Claims);

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        app.caller(&parts.headers)
            .map(Self)
            .ok_or(ApiError::Unauthenticated)
    }
}

impl Caller {
    /// Whether the caller may list and create keys of this subject. A key that exists can be revoked even where the
    /// instance has no API keys any more.
    fn authorize(&self, app: &App, subject: &str) -> Result<(), ApiError> {
        if !self.0.covers(subject) {
            Err(ApiError::Forbidden)
        } else if !app.has_api_keys(subject) {
            Err(ApiError::NotEnabled)
        } else {
            Ok(())
        }
    }
}

/// A key in a response.
#[derive(Debug, Serialize)]
pub struct ApiKeyBody {
    object: &'static str,
    id: String,
    r#type: &'static str,
    name: String,
    subject: String,
    scopes: [String; 0],
    claims: Value,
    revoked: bool,
    revocation_reason: Option<String>,
    expired: bool,
    expiration: Option<i64>,
    created_by: String,
    description: Option<String>,
    last_used_at: Option<i64>,
    created_at: i64,
    updated_at: i64,
    /// Only in the response to the request that creates the key.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

impl From<ApiKey> for ApiKeyBody {
    fn from(key: ApiKey) -> Self {
        Self {
            object: "api_key",
            r#type: "api_key",
            scopes: [],
            claims: Value::Null,
            expired: key.is_expired(),
            last_used_at: None,
            secret: None,
            id: key.id,
            name: key.name,
            subject: key.subject,
            revoked: key.revoked,
            revocation_reason: key.revocation_reason,
            expiration: key.expiration,
            created_by: key.created_by,
            description: key.description,
            created_at: key.created_at,
            updated_at: key.updated_at,
        }
    }
}

/// A list page of keys. Unlike other responses of the Frontend API, it has no envelope.
#[derive(Debug, Default, Serialize)]
pub struct PageBody {
    data: Vec<ApiKeyBody>,
    total_count: i64,
}

/// Lists the keys of a subject, newest first.
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query,
) -> Result<Json<PageBody>, ApiError> {
    let ListParams {
        subject,
        query,
        limit,
        offset,
        include_invalid,
        has_type,
    } = ListParams::read(&query)?;
    caller.authorize(&app, &subject)?;
    if !has_type {
        return Ok(Json(PageBody::default()));
    }
    let page = app
        .store
        .list_api_keys(Listing {
            subject,
            query,
            include_invalid,
            limit,
            offset,
        })
        .await?;
    Ok(Json(PageBody {
        data: page.keys.into_iter().map(ApiKeyBody::from).collect(),
        total_count: page.total_count,
    }))
}

/// Creates a key. Only this response contains its secret.
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    RequiredObject(body): RequiredObject,
) -> Result<(StatusCode, Json<ApiKeyBody>), ApiError> {
    let CreateParams {
        subject,
        name,
        description,
        lifetime_ms,
    } = CreateParams::read(&body)?;
    caller.authorize(&app, &subject)?;
    let new = NewApiKey {
        subject,
        name,
        description,
        lifetime_ms,
        created_by: caller.0.sub,
    };
    let (key, secret) =
        app.store
            .create_api_key(new, app.quota)
            .await
            .map_err(|cause| match cause {
                CreateError::NameTaken => ApiError::NameTaken,
                CreateError::QuotaExceeded => ApiError::QuotaExceeded(app.quota),
                CreateError::Store(cause) => ApiError::Store(cause),
            })?;
    Ok((
        StatusCode::CREATED,
        Json(ApiKeyBody {
            secret: Some(secret),
            ..key.into()
        }),
    ))
}

/// Changes the description of a key: nothing else of a key can be changed.
pub async fn update(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    RequiredObject(body): RequiredObject,
) -> Result<Json<ApiKeyBody>, ApiError> {
    let UpdateParams { description } = UpdateParams::read(&id, &body)?;
    let not_found = ApiError::not_found("API key", &id);
    let may_change = move |key: &ApiKey| caller.0.covers(&key.subject);
    let key = app
        .store
        .update_api_key(Update { id, description }, may_change)
        .await?;
    key.map(|key| Json(key.into())).ok_or(not_found)
}

/// Revokes a key. A second revocation changes nothing and has the same response.
pub async fn revoke(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    RequiredObject(body): RequiredObject,
) -> Result<Json<ApiKeyBody>, ApiError> {
    let RevokeParams { reason } = RevokeParams::read(&id, &body)?;
    let not_found = ApiError::not_found("API key", &id);
    // A key of another subject is "not found", so the response does not reveal whether it exists.
    let may_change = move |key: &ApiKey| caller.0.covers(&key.subject);
    let key = app
        .store
        .revoke_api_key(Revocation { id, reason }, may_change)
        .await?;
    key.map(|key| Json(key.into())).ok_or(not_found)
}
