//! Every address the stand-in answers.

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderValue, Method, header},
    middleware,
    response::Response,
    routing::{any, delete, get, post},
};
use jsonwebtoken::jwk::JwkSet;

use crate::{
    api_keys,
    app::App,
    clerk::{client, environment, organizations, sessions, sign_ins},
    error::ApiError,
    faults,
    fields::Pairs,
    host, journal,
    projects::{self, Refusal},
    site,
};

/// Longer than any body of these APIs.
const BODY_LIMIT: usize = 64 * 1024;

/// The whole stand-in.
pub fn router(app: &App) -> Router {
    let mut router = Router::new().nest_service("/__clerk", frontend_api(app.clone()));
    if let Some(journal) = &app.journal {
        router = router.nest("/__standin/journal", journal::routes(journal.clone()));
    }
    let faults = faults::routes(app.faults.clone());
    router = router
        .nest(
            "/__standin/faults",
            faults.layer(middleware::map_response(keep_out_of_caches)),
        )
        .nest("/__standin/projects", projects::of_caller(app.clone()));
    match &app.site {
        Some(folder) => router.fallback_service(site::service(folder)),
        None => router.fallback(site::none),
    }
    .layer(middleware::from_fn(host::loopback_only::<ApiError>))
    .nest_service("/api/v1", projects_api(app.clone()))
}

/// The API of the projects' keys. Whatever is refused under its address is refused in its own form.
fn projects_api(app: App) -> Router {
    projects::routes(app.clone())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(middleware::from_fn_with_state(
            app.faults.clone(),
            faults::meet::<Refusal>,
        ))
        .layer(middleware::map_response(keep_out_of_caches))
        .layer(middleware::from_fn_with_state(
            app,
            journal::record::<Refusal>,
        ))
        .layer(middleware::from_fn(host::loopback_only::<Refusal>))
}

/// Clerk's Frontend API, as a page sees it under its `proxyUrl`.
fn frontend_api(app: App) -> Router {
    let routes = Router::new()
        .route("/.well-known/jwks.json", get(jwks))
        // Under a proxyUrl clerk-js writes two slashes before api_keys. `nest_service` takes both for its own.
        .route("/api_keys", get(api_keys::list).post(api_keys::create))
        .route("/api_keys/{id}/revoke", post(api_keys::revoke))
        .route(
            "/v1/environment",
            get(environment::show).patch(environment::show),
        )
        .route("/v1/dev_browser", post(client::add_dev_browser))
        .route(
            "/v1/client",
            get(client::show)
                .put(client::show)
                .delete(sessions::end_all),
        )
        .route("/v1/client/sign_ins", post(sign_ins::create))
        .route("/v1/client/sessions", delete(sessions::end_all))
        .route("/v1/client/sessions/{id}", get(sessions::show))
        .route("/v1/client/sessions/{id}/touch", post(sessions::touch))
        .route("/v1/client/sessions/{id}/tokens", post(sessions::token))
        .route("/v1/client/sessions/{id}/end", post(sessions::end))
        .route("/v1/client/sessions/{id}/remove", post(sessions::end))
        .route("/v1/me", get(client::me))
        .route(
            "/v1/me/organization_memberships",
            get(organizations::of_user),
        )
        .route("/v1/me/organization_invitations", get(organizations::none))
        .route("/v1/me/organization_suggestions", get(organizations::none))
        .route("/v1/organizations/{id}", get(organizations::show))
        .route(
            "/v1/organizations/{id}/memberships",
            get(organizations::members),
        )
        // The published Frontend API has no route that reads one key: /v1/api_keys/{id} ends here too.
        .fallback(any(nowhere))
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(app.clone());

    // What these layers do has to be done before a route is chosen, so the routes are the fallback of another router.
    Router::new()
        .fallback_service(routes)
        .layer(middleware::from_fn_with_state(
            app.faults.clone(),
            faults::meet::<ApiError>,
        ))
        .layer(middleware::map_request(take_method_from_query))
        .layer(middleware::map_response(keep_out_of_caches))
        .layer(middleware::from_fn_with_state(
            app,
            journal::record::<ApiError>,
        ))
}

/// clerk-js sends every change as POST, for an old trouble of Safari with CORS, and says in the query which method it
/// means.
async fn take_method_from_query(mut request: Request) -> Request {
    if request.method() == Method::POST {
        let query = Pairs::parse(request.uri().query().unwrap_or_default().as_bytes());
        if let Some(method) = query.get("_method").and_then(|name| name.parse().ok())
            && [Method::PUT, Method::PATCH, Method::DELETE].contains(&method)
        {
            *request.method_mut() = method;
        }
    }
    request
}

async fn keep_out_of_caches(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn jwks(State(app): State<App>) -> Json<JwkSet> {
    Json(app.key.jwks())
}

async fn nowhere() -> ApiError {
    ApiError::NotFound("The Frontend API has no such route".into())
}

async fn wrong_method() -> ApiError {
    ApiError::MethodNotAllowed
}
