//! The stand-in from outside: over HTTP, in this process and in processes of its own.

mod access;
mod browsers;
mod contract;
mod create;
mod fault_orders;
mod faults;
mod list_and_revoke;
mod origins;
mod process;
mod projects;
mod sessions;
mod site_and_journal;
mod support;
