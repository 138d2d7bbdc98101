//! Sessions: their tokens, their active organization, their end.

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::Value;

use super::{changed, identity::Place, resource, resources};
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
    place: Place,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    let (session, user) = find(&app, &browser, &id).await?;
    Ok(resource(resources::session(&app, session, user, &place)?))
}

/// Says that a session is in use, and in which organization: this is what `setActive` comes down to.
pub async fn touch(
    State(app): State<App>,
    browser: Browser,
    place: Place,
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
    changed(
        resources::session(&app, session, user, &place)?,
        &app,
        &browser,
        &place,
    )
}

/// A new token. It may be asked for in another organization than the session's active one, which stays as it is:
/// a page without the focus changes its organization in this way alone.
pub async fn token(
    State(app): State<App>,
    browser: Browser,
    place: Place,
    Path(id): Path<String>,
    Form(form): Form,
) -> Result<Json<Value>, ApiError> {
    let (session, user) = find(&app, &browser, &id).await?;
    let chosen = workspace(&form, "organization_id", user)?;
    let organization_id = match &chosen {
        Some(workspace) => workspace.organization_id(),
        None => session.organization_id.as_deref(),
    };
    Ok(Json(resources::token(
        &app,
        session,
        user,
        organization_id,
        &place,
    )?))
}

/// Signs one session out.
pub async fn end(
    State(app): State<App>,
    browser: Browser,
    place: Place,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    let (session, user) = find(&app, &browser, &id).await?;
    let mut ended = resources::session(&app, session, user, &place)?;
    ended["status"] = "ended".into();
    ended["last_active_token"] = Value::Null;
    let browser = app.store.end_sessions(browser, Some(id)).await?;
    changed(ended, &app, &browser, &place)
}

/// Signs the whole browser out.
pub async fn end_all(
    State(app): State<App>,
    browser: Browser,
    place: Place,
) -> Result<Json<Value>, ApiError> {
    let browser = app.store.end_sessions(browser, None).await?;
    let client = resources::client(&app, &browser, &place)?;
    changed(client, &app, &browser, &place)
}

/// A session of this browser, while it lasts.
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
        // clerk-js signs the page out on a 401; that is right for a session that another tab ended.
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

/// The workspace that a form names, if it names one.
fn workspace(form: &Pairs, name: &'static str, user: &User) -> Result<Option<Workspace>, ApiError> {
    match form.only(name)? {
        None => Ok(None),
        // How clerk-js writes null.
        Some("") => Ok(Some(Workspace::Personal)),
        Some(id) if user.membership(id).is_some() => {
            Ok(Some(Workspace::Organization(id.to_owned())))
        }
        Some(_) => Err(ApiError::NotAMember),
    }
}
