//! The response bodies of the API of the project keys.

use serde::Serialize;

use crate::{clock, demo::Project, store::ProjectKey};

/// The value of a response's `$schema`: a location in the OpenAPI document of this API.
pub fn schema(location: &str) -> String {
    format!("/api/v1/openapi.json#/{location}")
}

/// A key in a response. Members without a value are absent.
#[derive(Debug, Serialize)]
pub struct KeyBody {
    key_id: String,
    project_id: String,
    tenant_id: &'static str,
    name: String,
    key_prefix: String,
    created_by: String,
    created_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used_at: Option<String>,
    is_active: bool,
    /// Absent in the response to the creation of a key.
    #[serde(skip_serializing_if = "Option::is_none")]
    is_admin_managed: Option<bool>,
    scopes: Vec<String>,
}

impl KeyBody {
    /// The body for a key of this project.
    pub fn new(project: &Project, key: ProjectKey) -> Self {
        Self {
            key_id: key.id,
            project_id: key.project_id,
            tenant_id: project.tenant.id(),
            name: key.name,
            key_prefix: key.prefix,
            created_by: key.created_by,
            created_at: clock::rfc3339(key.created_at),
            expires_at: key.expires_at.map(clock::rfc3339),
            last_used_at: key.last_used_at.map(clock::rfc3339),
            is_active: key.is_active,
            is_admin_managed: Some(key.is_admin_managed),
            scopes: key.scopes,
        }
    }
}

/// A key with its secret.
#[derive(Debug, Serialize)]
pub struct CreatedBody {
    #[serde(rename = "$schema")]
    schema: String,
    key: String,
    #[serde(flatten)]
    rest: KeyBody,
}

impl CreatedBody {
    /// The body for a new key of this project.
    pub fn new(project: &Project, key: ProjectKey, secret: String) -> Self {
        Self {
            schema: schema("components/schemas/CreatedAPIKey"),
            key: secret,
            rest: KeyBody {
                is_admin_managed: None,
                ..KeyBody::new(project, key)
            },
        }
    }
}

/// The response to a revocation.
#[derive(Debug, Serialize)]
pub struct RevokedBody {
    #[serde(rename = "$schema")]
    schema: String,
    success: bool,
}

impl RevokedBody {
    /// The key is revoked.
    pub fn success() -> Self {
        Self {
            // This schema has no name in the document, only a location.
            schema: schema(concat!(
                "paths/~1projects~1%7BprojectId%7D~1keys~1%7BkeyId%7D/delete/responses/200",
                "/content/application~1json/schema"
            )),
            success: true,
        }
    }
}

/// A project in the list of the demo page.
#[derive(Debug, Serialize)]
pub struct ProjectBody {
    id: &'static str,
    name: &'static str,
}

impl From<&Project> for ProjectBody {
    fn from(project: &Project) -> Self {
        Self {
            id: project.id,
            name: project.name,
        }
    }
}
