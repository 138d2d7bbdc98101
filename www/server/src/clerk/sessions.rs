//! The routes of the sessions: tokens, active organization, sign-out.

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::Value;

use super::{
    envelope::{envelope, envelope_with_client},
    request_urls::RequestUrls,
    resources,
};
use crate::{
    app::App,
    error::ApiError,
    fields::{Form, Pairs},
    people::User,
    store::{Browser, Session, Workspace},
};

/// One session.
pub async fn show(
    State(app): State<App>,
    browser: Browser,
    urls: RequestUrls,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    let (session, user) = find(&app, &browser, &id).await?;
    Ok(envelope(resources::session(&app, session, user, &urls)?))
}

/// Marks a session as the active one and sets its active organization. clerk-js's `setActive` calls this route.
pub async fn touch(
    State(app): State<App>,
    browser: Browser,
    urls: RequestUrls,
    Path(id): Path<String>,
    Form(form): Form,
) -> Result<Json<Value>, ApiError> {
    let (_, user) = find(&app, &browser, &id).await?;
    let workspace = workspace(&form, "active_organization_id", user)?;
    let browser = app
        .store
        .touch_session(browser, id.clone(), workspace)
        .await?;
    let (session, user) = find(&app, &browser, &id).await?;
    envelope_with_client(
        resources::session(&app, session, user, &urls)?,
        &app,
        &browser,
        &urls,
    )
}

/// Issues a session token. The form may name another organization than the session's active one, which does not
/// change: a browser tab in the background switches its organization in this way only.
pub async fn token(
    State(app): State<App>,
    browser: Browser,
    urls: RequestUrls,
    Path(id): Path<String>,
    Form(form): Form,
) -> Result<Json<Value>, ApiError> {
    let (session, user) = find(&app, &browser, &id).await?;
    let workspace = workspace(&form, "organization_id", user)?;
    let organization_id = match &workspace {
        Some(workspace) => workspace.organization_id(),
        None => session.organization_id.as_deref(),
    };
    Ok(Json(resources::token(
        &app,
        session,
        user,
        organization_id,
        &urls,
    )?))
}

/// Ends one session.
pub async fn end(
    State(app): State<App>,
    browser: Browser,
    urls: RequestUrls,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    let (session, user) = find(&app, &browser, &id).await?;
    let mut ended = resources::session(&app, session, user, &urls)?;
    ended["status"] = "ended".into();
    ended["last_active_token"] = Value::Null;
    let browser = app.store.end_sessions(browser, Some(id)).await?;
    envelope_with_client(ended, &app, &browser, &urls)
}

/// Ends all sessions of the browser.
pub async fn end_all(
    State(app): State<App>,
    browser: Browser,
    urls: RequestUrls,
) -> Result<Json<Value>, ApiError> {
    let browser = app.store.end_sessions(browser, None).await?;
    let client = resources::client(&app, &browser, &urls)?;
    envelope_with_client(client, &app, &browser, &urls)
}

/// Finds a session of this browser that has not ended.
async fn find<'a>(
    app: &App,
    browser: &'a Browser,
    id: &str,
) -> Result<(&'a Session, &'static User), ApiError> {
    let session = browser
        .session(id)
        .and_then(|session| Some((session, session.user()?)));
    match session {
        Some(found) => Ok(found),
        // On a 401, clerk-js signs the user out. That is correct if another tab has ended the session.
        None if app
            .store
            .had_session(browser.id.clone(), id.to_owned())
            .await? =>
        {
            Err(ApiError::SignedOut)
        }
        None => Err(ApiError::not_found("session", id)),
    }
}

/// The workspace that the form names, if any.
fn workspace(form: &Pairs, name: &'static str, user: &User) -> Result<Option<Workspace>, ApiError> {
    match form.only(name)? {
        None => Ok(None),
        // clerk-js encodes null as an empty text.
        Some("") => Ok(Some(Workspace::Personal)),
        Some(id) if user.membership(id).is_some() => {
            Ok(Some(Workspace::Organization(id.to_owned())))
        }
        Some(_) => Err(ApiError::NotAMember),
    }
}
