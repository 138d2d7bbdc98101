//! The resources, as TypeScript reads them. src/js/resources.js builds them.

use tsify::Tsify;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const METHODS: &str = r"
/** A list page. */
export interface ClerkPaginatedResponse<T> {
  /** The resources on this list page. */
  data: T[];
  /** How many there are on all list pages. */
  total_count: number;
}

export interface APIKeyResource {
  /** `/api_keys`. */
  readonly pathRoot: string;
  /** Forces a session token refresh, reads the key again, updates this object and resolves to it. */
  reload(params?: ClerkResourceReloadParams): Promise<this>;
}

export interface ProjectAPIKeyResource {
  /** Reads the key again, updates this object and resolves to it. */
  reload(): Promise<this>;
}
";

/// An API key of a user or an organization.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "a declaration")]
pub struct APIKeyResource {
    /// `ak_` and 32 hexadecimal digits.
    id: String,
    /// `api_key`.
    #[serde(rename = "type")]
    kind: String,
    /// What people know the key by.
    name: String,
    /// The ID of the user or organization that the key is for.
    subject: String,
    /// What the key allows; Clerk says nothing of what is in it.
    scopes: Vec<String>,
    /// What the server attached to the key, where it did.
    #[tsify(type = "Record<string, any> | null")]
    claims: JsValue,
    /// Whether it was revoked: it works no more, and never will again.
    revoked: bool,
    /// Why, where somebody said it.
    #[tsify(type = "string | null")]
    revocation_reason: Option<String>,
    /// Whether it is past its `expiration`, as the server says it.
    expired: bool,
    /// `null`: never expires.
    #[tsify(type = "Date | null")]
    expiration: JsValue,
    /// The ID of the user who made the key.
    #[tsify(type = "string | null")]
    created_by: Option<String>,
    /// What its maker wrote about it.
    #[tsify(type = "string | null")]
    description: Option<String>,
    /// Only on what `create()`, `rotate()` and `recreate()` answer. Kept by that object through its own `reload()`.
    #[tsify(optional)]
    secret: Option<String>,
    /// `null`: never used.
    #[tsify(type = "Date | null")]
    last_used_at: JsValue,
    /// When it was made.
    #[tsify(type = "Date")]
    created_at: JsValue,
    /// When it was last changed.
    #[tsify(type = "Date")]
    updated_at: JsValue,
}

/// An API key of a project.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "a declaration")]
pub struct ProjectAPIKeyResource {
    /// The key's ID.
    id: String,
    /// What people know the key by.
    name: String,
    /// The beginning of the secret, to tell keys apart by.
    key_prefix: String,
    /// The project that the key is for.
    project_id: String,
    /// The tenant that the project belongs to.
    tenant_id: String,
    /// What the key allows; `['*']` is everything.
    scopes: Vec<String>,
    /// `null` on what `create()` answers: the server does not say it there.
    #[tsify(type = "boolean | null")]
    is_admin_managed: Option<bool>,
    /// Whether the key works, as the server says it.
    is_active: bool,
    /// Not `isActive`.
    revoked: bool,
    /// `expiration` has passed, by the server's clock where its `Date` header can be read.
    expired: bool,
    /// `null`: never expires.
    #[tsify(type = "Date | null")]
    expiration: JsValue,
    /// Who made the key.
    #[tsify(type = "string | null")]
    created_by: Option<String>,
    /// `null`: never used.
    #[tsify(type = "Date | null")]
    last_used_at: JsValue,
    /// When it was made.
    #[tsify(type = "Date")]
    created_at: JsValue,
    /// Only on what `create()` and `recreate()` answer. Kept by that object through its own `reload()`.
    #[tsify(optional)]
    secret: Option<String>,
}
