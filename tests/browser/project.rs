//! `ProjectAPIKeys`: the keys of a project, on a server whose list is whole and whose errors are problems.

mod answers;
mod calls;
mod input;
mod listing;
mod refusals;
mod requests;
mod resource;

use serde_json::{Value, json};

use crate::support::{
    HostPage,
    wire::{with, without},
};

/// The ID of [`key`].
const ID: &str = "00000000-0000-4000-8000-000000000001";
const OTHER_ID: &str = "00000000-0000-4000-8000-000000000002";
/// Where the keys of a [`page`] are.
const KEYS: &str = "https://api.example.com/api/v1/projects/p_1/keys";

const CREATE: &str = "keys.create({ name: 'deploy', scopes: ['read', 'write'] })";
const REVOKE: &str = "keys.revoke({ apiKeyID: '00000000-0000-4000-8000-000000000001' })";
const RELOAD: &str = "keys.reload({ apiKeyID: '00000000-0000-4000-8000-000000000001' })";
/// Lists a key, and reloads it.
const RELOAD_LISTED: &str = "keys.getAll().then(({ data: [key] }) => key.reload())";

/// A call of each method.
const CALLS: [&str; 4] = ["keys.getAll()", CREATE, REVOKE, RELOAD];

/// A signed-in user's page with the keys of the project p_1, and nothing is tried twice.
fn page() -> HostPage {
    HostPage::of_project("{}")
}

/// A key as the server lists it, with every field.
fn key() -> Value {
    json!({
        "key_id": ID,
        "project_id": "p_1",
        "tenant_id": "t_1",
        "name": "deploy",
        "key_prefix": "pk_1",
        "created_by": "user_1",
        "created_at": "2026-01-02T03:04:05Z",
        "expires_at": "2126-01-02T03:04:05.678Z",
        "last_used_at": "2026-02-03T04:05:06+02:00",
        "is_active": true,
        "is_admin_managed": false,
        "scopes": ["read", "write"],
    })
}

/// What create answers.
fn created() -> Value {
    let key = with(key(), "key", "pk_1_neverPrintThis");
    let key = with(key, "$schema", "https://api.example.com/schemas/Key.json");
    without(without(key, "is_admin_managed"), "last_used_at")
}

/// A key that was revoked.
pub fn inactive() -> Value {
    with(key(), "is_active", false)
}

/// What a revoke that was done answers.
fn done() -> Value {
    json!({ "$schema": "https://api.example.com/schemas/Done.json", "success": true })
}
