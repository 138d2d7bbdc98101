//! The second API: the keys of projects. `openapi/projects.json` describes it.
//!
//! It accepts the same session tokens as the Frontend API. It imitates servers that use huma, a framework for Go: errors
//! are problems (RFC 9457), objects have a `$schema`, an empty list is `null`.

mod body;

mod input;
mod problem;

use axum::{
    Json, Router,
    extract::{FromRequestParts, State},
    http::{header, request::Parts},
    response::IntoResponse,
    routing::{any, delete, get},
};

pub use self::problem::Problem;
use self::{
    body::{CreatedBody, KeyBody, ProjectBody, RevokedBody},
    input::{Ids, InvalidValues, JsonBody, NewKey},
};
use crate::{
    app::App,
    body::JSON,
    demo::{PROJECTS, Project},
    people::User,
    store::NewProjectKey,
};

/// The OpenAPI document of the API.
const DOCUMENT: &str = include_str!("../../openapi/projects.json");

/// The routes under `/api/v1`.
pub fn routes(app: App) -> Router {
    Router::new()
        .route("/openapi.json", get(document))
        .route("/projects/{projectId}/keys", get(list).post(create))
        .route("/projects/{projectId}/keys/{keyId}", delete(revoke))
        .fallback(any(unknown_route))
        .method_not_allowed_fallback(method_not_allowed)
        .with_state(app)
}

/// The route `/__standin/projects`: the projects of the signed-in user. The API itself has no such route, but the demo
/// page needs it.
pub fn project_list_routes(app: App) -> Router {
    async fn projects(Caller(user): Caller) -> Json<Vec<ProjectBody>> {
        let projects = PROJECTS.into_iter().filter(|it| it.has_member(user));
        Json(projects.map(ProjectBody::from).collect())
    }
    Router::new().route("/", get(projects)).with_state(app)
}

/// The user of the request's session token.
struct Caller(&'static User);

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        app.caller(&parts.headers)
            .and_then(|claims| User::by_id(&claims.sub))
            .map(Self)
            .ok_or(Problem::Unauthenticated)
    }
}

impl Caller {
    /// The project with this ID, if the caller is a member.
    fn project(&self, id: &str) -> Result<&'static Project, Problem> {
        let project = Project::by_id(id).ok_or(Problem::NotFound("project"))?;
        if project.has_member(self.0) {
            Ok(project)
        } else {
            Err(Problem::NotAMember)
        }
    }
}

/// Lists all keys of a project, newest first. `null` if there are none.
async fn list(
    State(app): State<App>,
    caller: Caller,
    ids: Ids,
) -> Result<Json<Option<Vec<KeyBody>>>, Problem> {
    let mut invalid = InvalidValues::default();
    ids.validate(&mut invalid);
    invalid.into_result()?;
    let project = caller.project(&ids.project_id)?;
    let keys = app.store.list_project_keys(project.id).await?;
    let keys: Vec<_> = keys
        .into_iter()
        .map(|key| KeyBody::new(project, key))
        .collect();
    // Go serializes an empty (nil) slice as null.
    Ok(Json(Some(keys).filter(|keys| !keys.is_empty())))
}

/// Creates a key. Only this response contains its secret.
async fn create(
    State(app): State<App>,
    caller: Caller,
    ids: Ids,
    JsonBody(body): JsonBody,
) -> Result<Json<CreatedBody>, Problem> {
    let mut invalid = InvalidValues::default();
    ids.validate(&mut invalid);
    let NewKey {
        name,
        scopes,
        expires_days,
    } = NewKey::read(&body, &mut invalid);
    invalid.into_result()?;
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

/// Revokes a key. Revoking it again succeeds, too.
async fn revoke(
    State(app): State<App>,
    caller: Caller,
    ids: Ids,
) -> Result<Json<RevokedBody>, Problem> {
    let mut invalid = InvalidValues::default();
    ids.validate(&mut invalid);
    invalid.into_result()?;
    let project = caller.project(&ids.project_id)?;
    // The database has the IDs in lower case.
    let key_id = ids.key_id.unwrap_or_default().to_ascii_lowercase();
    if app.store.revoke_project_key(project.id, key_id).await? {
        Ok(Json(RevokedBody::success()))
    } else {
        Err(Problem::NotFound("key"))
    }
}

async fn document() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, JSON)], DOCUMENT)
}

async fn unknown_route() -> Problem {
    Problem::NotFound("route")
}

async fn method_not_allowed() -> Problem {
    Problem::MethodNotAllowed
}
