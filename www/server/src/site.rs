//! The built page, where there is one to serve.

use std::path::Path;

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower_http::services::{ServeDir, ServeFile};

/// Serves a folder. An address that is no file of it is one of the page's own, and gets the page.
pub fn service(folder: &Path) -> Router {
    let page = Router::new()
        .fallback_service(ServeFile::new(folder.join("index.html")))
        .layer(middleware::from_fn(only_navigations));
    Router::new()
        .fallback_service(ServeDir::new(folder).fallback(page))
        .layer(middleware::map_response(revalidate))
}

/// What is here where there is no page to serve.
pub async fn none() -> impl IntoResponse {
    (
        StatusCode::NOT_FOUND,
        "No page is served here (see --site). The Frontend API is under /__clerk, that of the projects' keys under /api/v1.\n",
    )
}

/// A script or module that is missing must be missing: as a page it would fail in a way nobody understands.
async fn only_navigations(request: Request, next: Next) -> Response {
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

/// A page that was built anew is seen at the next load; what did not change is answered with 304.
async fn revalidate(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
