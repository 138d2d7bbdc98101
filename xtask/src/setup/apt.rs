//! Debian packages: installs them, or downloads them without installing.

mod catalog;
mod install;
mod mirror;

pub use catalog::Catalog;
pub use install::install;
pub use mirror::mirrors;
