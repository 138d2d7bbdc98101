//! Debian's packages: installed for the whole machine, or fetched without changing it.

mod catalog;
mod install;
mod mirror;

pub use catalog::Catalog;
pub use install::install;
pub use mirror::mirrors;
