//! The part of Clerk's Frontend API that clerk-js needs for a sign-in: the browser, the user, the organizations and the
//! sessions.

pub mod client;
mod envelope;
pub mod environment;
mod identity;
pub mod organizations;
mod request_urls;
mod resources;
pub mod sessions;
pub mod sign_ins;
