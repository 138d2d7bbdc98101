//! Serves a built site.

use std::path::Path;

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower_http::services::{ServeDir, ServeFile};

/// Serves a folder. A path that is no file gets index.html, because the site may route it itself.
pub fn service(folder: &Path) -> Router {
    let index = Router::new()
        .fallback_service(ServeFile::new(folder.join("index.html")))
        .layer(middleware::from_fn(navigations_only));
    Router::new()
        .fallback_service(ServeDir::new(folder).fallback(index))
        .layer(middleware::map_response(revalidate))
}

/// The response to every path if there is no site to serve.
pub async fn not_found() -> impl IntoResponse {
    (
        StatusCode::NOT_FOUND,
        "No page is served here (see --site). The Frontend API is under /__clerk, the API of the project keys under /api/v1.\n",
    )
}

/// Returns index.html only for navigations. A missing script must be a 404: as HTML it would fail with a confusing error.
async fn navigations_only(request: Request, next: Next) -> Response {
    let accepts = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    if accepts.is_some_and(|accepts| accepts.contains("text/html")) {
        next.run(request).await
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}

/// Makes the browser revalidate every file, so that it loads a new build at once. Unchanged files get a 304.
async fn revalidate(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
