//! A second API, beside Clerk's: the keys of projects, as `openapi/projects.json` describes it.
//!
//! It trusts the same session tokens, and nothing else of Clerk's half. It speaks as the servers do that are made with
//! huma, a framework for Go: refusals are problems (RFC 9457), objects name their schema, an empty list is `null`.

mod body;
pub mod demo;
mod input;
mod refusal;

use axum::{
    Json, Router,
    extract::{FromRequestParts, State},
    http::{header, request::Parts},
    response::IntoResponse,
    routing::{any, delete, get},
};

pub use self::refusal::Refusal;
use self::{
    body::{CreatedBody, KeyBody, ProjectBody, RevokedBody},
    demo::{PROJECTS, Project},
    input::{Faults, Ids, JsonBody, NewKey},
};
use crate::{app::App, fields::JSON, people::User, store::NewProjectKey};

/// The API's own description.
const DOCUMENT: &str = include_str!("../../openapi/projects.json");

/// Everything under `/api/v1`.
pub fn routes(app: App) -> Router {
    Router::new()
        .route("/openapi.json", get(document))
        .route("/projects/{projectId}/keys", get(list).post(create))
        .route("/projects/{projectId}/keys/{keyId}", delete(revoke))
        .fallback(any(nowhere))
        .method_not_allowed_fallback(wrong_method)
        .with_state(app)
}

/// What the API itself does not tell, and a page has to know: the projects of the user who is signed in.
pub fn of_caller(app: App) -> Router {
    async fn projects(Caller(user): Caller) -> Json<Vec<ProjectBody>> {
        let own = PROJECTS.into_iter().filter(|it| it.has_member(user));
        Json(own.map(ProjectBody::from).collect())
    }
    Router::new().route("/", get(projects)).with_state(app)
}

/// Who asks, by the session token of the request.
struct Caller(&'static User);

impl FromRequestParts<App> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        app.caller(&parts.headers)
            .and_then(|claims| User::by_id(&claims.sub))
            .map(Self)
            .ok_or(Refusal::Unauthenticated)
    }
}

impl Caller {
    /// The project of this ID, if it is one of the caller's.
    fn project(&self, id: &str) -> Result<&'static Project, Refusal> {
        let project = Project::by_id(id).ok_or(Refusal::NotFound("project"))?;
        if project.has_member(self.0) {
            Ok(project)
        } else {
            Err(Refusal::NotAMember)
        }
    }
}

/// Lists all keys of a project, newest first: `null` where there are none.
async fn list(
    State(app): State<App>,
    caller: Caller,
    ids: Ids,
) -> Result<Json<Option<Vec<KeyBody>>>, Refusal> {
    let mut faults = Faults::default();
    ids.check(&mut faults);
    faults.refuse_any()?;
    let project = caller.project(&ids.project_id)?;
    let keys = app.store.list_project_keys(project.id).await?;
    let keys: Vec<_> = keys
        .into_iter()
        .map(|key| KeyBody::new(project, key))
        .collect();
    // A slice of Go's that nobody ever appended to is written so.
    Ok(Json(Some(keys).filter(|keys| !keys.is_empty())))
}

/// Makes a key. The answer is the only place its secret is ever in.
async fn create(
    State(app): State<App>,
    caller: Caller,
    ids: Ids,
    JsonBody(body): JsonBody,
) -> Result<Json<CreatedBody>, Refusal> {
    let mut faults = Faults::default();
    ids.check(&mut faults);
    let NewKey {
        name,
        scopes,
        expires_days,
    } = NewKey::read(&body, &mut faults);
    faults.refuse_any()?;
    let project = caller.project(&ids.project_id)?;
    let new = NewProjectKey {
        project_id: project.id.into(),
        name,
        scopes,
        created_by: caller.0.id.into(),
        expires_days,
    };
    let (key, secret) = app.store.create_project_key(new).await?;
    Ok(Json(CreatedBody::new(project, key, secret)))
}

/// Makes a key inactive. Done once more, it succeeds once more.
async fn revoke(
    State(app): State<App>,
    caller: Caller,
    ids: Ids,
) -> Result<Json<RevokedBody>, Refusal> {
    let mut faults = Faults::default();
    ids.check(&mut faults);
    faults.refuse_any()?;
    let project = caller.project(&ids.project_id)?;
    // As it is written in the database.
    let key_id = ids.key_id.unwrap_or_default().to_ascii_lowercase();
    if app.store.revoke_project_key(project.id, key_id).await? {
        Ok(Json(RevokedBody::success()))
    } else {
        Err(Refusal::NotFound("key"))
    }
}

async fn document() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, JSON)], DOCUMENT)
}

async fn nowhere() -> Refusal {
    Refusal::NotFound("route")
}

async fn wrong_method() -> Refusal {
    Refusal::MethodNotAllowed
}
