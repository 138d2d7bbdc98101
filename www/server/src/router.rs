//! The routes of the stand-in.

use axum::{
    Extension, Json, Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderValue, Method, header},
    middleware::{self, Next},
    response::Response,
    routing::{any, delete, get, patch, post},
};
use jsonwebtoken::jwk::JwkSet;
use tower::ServiceExt as _;

use crate::{
    api_keys,
    app::App,
    clerk::{client, environment, organizations, sessions, sign_ins},
    cross_origin::cors,
    error::ApiError,
    faults,
    fields::Pairs,
    host::{self, Https},
    journal,
    projects::{self, Problem},
    site,
};

/// The maximum length of a request body. No valid body is longer.
const BODY_LIMIT: usize = 64 * 1024;

/// The path of the Frontend API on the host page's own origin, as with a `proxyUrl`.
pub const PROXY_PATH: &str = "/__clerk";

/// The router of the origin over https. On the hosts `clerk.…` it has the Frontend API at its root, for host pages of
/// other origins. On other hosts it has all that [`router`] has.
pub fn https_router(app: &App) -> Router {
    let api = recorded(app, frontend_api(app).layer(cors()))
        .layer(middleware::from_fn(host::loopback_only::<ApiError>));
    Router::new()
        .fallback_service(router(app))
        .layer(middleware::from_fn_with_state(api, by_host))
        .layer(Extension(Https))
}

/// Passes a request to the hosts of the Frontend API on to it.
async fn by_host(State(api): State<Router>, request: Request, next: Next) -> Response {
    if !host::is_frontend_api(request.uri(), request.headers()) {
        return next.run(request).await;
    }
    match api.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// The router of the whole stand-in.
pub fn router(app: &App) -> Router {
    let api = recorded(app, frontend_api(app));
    let mut router = Router::new().nest_service(PROXY_PATH, api);
    if let Some(journal) = &app.journal {
        router = router.nest("/__standin/journal", journal::routes(journal.clone()));
    }
    let faults = faults::routes(app.faults.clone());
    router = router
        .nest(
            "/__standin/faults",
            faults.layer(middleware::map_response(no_store)),
        )
        .nest(
            "/__standin/projects",
            projects::project_list_routes(app.clone()),
        );
    match &app.site {
        Some(folder) => router.fallback_service(site::service(folder)),
        None => router.fallback(site::not_found),
    }
    .layer(middleware::from_fn(host::loopback_only::<ApiError>))
    .nest_service("/api/v1", projects_api(app.clone()))
}

/// The API of the project keys. All errors under its path are problems (RFC 9457).
fn projects_api(app: App) -> Router {
    projects::routes(app.clone())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(middleware::from_fn_with_state(
            app.faults.clone(),
            faults::inject::<Problem>,
        ))
        .layer(middleware::map_response(no_store))
        .layer(middleware::from_fn_with_state(
            app.journal,
            journal::record::<Problem>,
        ))
        .layer(middleware::from_fn(host::loopback_only::<Problem>))
}

/// Clerk's Frontend API.
fn frontend_api(app: &App) -> Router {
    let routes = Router::new()
        .route("/.well-known/jwks.json", get(jwks))
        .route("/openapi.json", get(api_keys::document))
        // With a proxyUrl, clerk-js sends two slashes before api_keys. `nest_service` removes both.
        .route("/api_keys", get(api_keys::list).post(api_keys::create))
        .route("/api_keys/{id}", patch(api_keys::update))
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
            get(organizations::list_memberships),
        )
        .route(
            "/v1/me/organization_invitations",
            get(organizations::empty_list),
        )
        .route(
            "/v1/me/organization_suggestions",
            get(organizations::empty_list),
        )
        .route("/v1/organizations/{id}", get(organizations::show))
        .route(
            "/v1/organizations/{id}/memberships",
            get(organizations::list_members),
        )
        // The published Frontend API has no route that reads one key, so /v1/api_keys/{id} ends here, too.
        .fallback(any(unknown_route))
        .method_not_allowed_fallback(method_not_allowed)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(app.clone());

    // These layers must run before the routing, so the routes are the fallback of another router.
    Router::new()
        .fallback_service(routes)
        .layer(middleware::from_fn(one_credential))
        .layer(middleware::from_fn_with_state(
            app.faults.clone(),
            faults::inject::<ApiError>,
        ))
        .layer(middleware::map_request(override_method))
        .layer(middleware::map_response(no_store))
}

/// The Frontend API with a journal of its requests, preflights included.
fn recorded(app: &App, frontend_api: Router) -> Router {
    let journal = app.journal.clone();
    frontend_api.layer(middleware::from_fn_with_state(
        journal,
        journal::record::<ApiError>,
    ))
}

/// Refuses a browser's request with a session token below `/v1/`, as Clerk does: there a browser has its cookies, or the
/// development browser's secret in the query. The routes of the API keys are not below `/v1/`, and take the token.
async fn one_credential(request: Request, next: Next) -> Result<Response, ApiError> {
    let headers = request.headers();
    if is_below_v1(request.uri().path())
        && headers.contains_key(header::ORIGIN)
        && headers.contains_key(header::AUTHORIZATION)
    {
        return Err(ApiError::OriginAndAuthorization);
    }
    Ok(next.run(request).await)
}

fn is_below_v1(path: &str) -> bool {
    path.split('/').find(|segment| !segment.is_empty()) == Some("v1")
}

/// Applies the query parameter `_method`. clerk-js sends every change as POST with this parameter, because of an old CORS
/// bug in Safari.
async fn override_method(mut request: Request) -> Request {
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

async fn no_store(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn jwks(State(app): State<App>) -> Json<JwkSet> {
    Json(app.key.jwks())
}

async fn unknown_route() -> ApiError {
    ApiError::NotFound("The Frontend API has no such route".into())
}

async fn method_not_allowed() -> ApiError {
    ApiError::MethodNotAllowed
}
