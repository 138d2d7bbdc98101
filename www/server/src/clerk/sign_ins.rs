//! The route that signs a user in with a password.

use axum::{Json, extract::State};
use serde_json::Value;

use super::{envelope::envelope_with_client, request_urls::RequestUrls, resources};
use crate::{
    app::App,
    error::{ApiError, ParamError},
    fields::Form,
    people::{PASSWORD, User},
    store::Browser,
};

/// Signs a user in with an email address and a password in one step.
pub async fn create(
    State(app): State<App>,
    browser: Browser,
    urls: RequestUrls,
    Form(form): Form,
) -> Result<Json<Value>, ApiError> {
    if form
        .only("strategy")?
        .is_some_and(|strategy| strategy != "password")
    {
        return Err(ApiError::param(
            "strategy",
            ParamError::Value("must be password: this stand-in knows no other"),
        ));
    }
    let identifier = form
        .only("identifier")?
        .ok_or_else(|| ApiError::param("identifier", ParamError::Missing))?;
    let password = form
        .only("password")?
        .ok_or_else(|| ApiError::param("password", ParamError::Missing))?;
    let user = User::by_email(identifier)
        .ok_or_else(|| ApiError::param("identifier", ParamError::NoSuchAccount))?;
    if password != PASSWORD {
        return Err(ApiError::param("password", ParamError::WrongPassword));
    }
    if let Some(session) = browser
        .sessions
        .iter()
        .find(|session| session.user_id == user.id)
    {
        return Err(ApiError::AlreadySignedIn(session.id.clone()));
    }
    let (browser, session_id) = app.store.sign_in(browser, user).await?;
    envelope_with_client(
        resources::completed_sign_in(user, &session_id),
        &app,
        &browser,
        &urls,
    )
}
