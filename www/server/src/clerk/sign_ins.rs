//! Signing in with a password.

use axum::{Json, extract::State};
use serde_json::Value;

use super::{changed, identity::Place, resources};
use crate::{
    app::App,
    error::{ApiError, Problem},
    fields::Form,
    people::{PASSWORD, User},
    store::Browser,
};

/// A sign-in in one step: address and password together.
pub async fn create(
    State(app): State<App>,
    browser: Browser,
    place: Place,
    Form(form): Form,
) -> Result<Json<Value>, ApiError> {
    if form
        .only("strategy")?
        .is_some_and(|strategy| strategy != "password")
    {
        return Err(ApiError::param(
            "strategy",
            Problem::Value("must be password: this stand-in knows no other"),
        ));
    }
    let identifier = form
        .only("identifier")?
        .ok_or_else(|| ApiError::param("identifier", Problem::Missing))?;
    let password = form
        .only("password")?
        .ok_or_else(|| ApiError::param("password", Problem::Missing))?;
    let user = User::by_email(identifier)
        .ok_or_else(|| ApiError::param("identifier", Problem::NoSuchAccount))?;
    if password != PASSWORD {
        return Err(ApiError::param("password", Problem::WrongPassword));
    }
    if let Some(session) = browser
        .sessions
        .iter()
        .find(|session| session.user_id == user.id)
    {
        return Err(ApiError::AlreadySignedIn(session.id.clone()));
    }
    let (browser, session_id) = app.store.sign_in(browser, user).await?;
    changed(
        resources::completed_sign_in(user, &session_id),
        &app,
        &browser,
        &place,
    )
}
