//! What the projects' API answers.

use serde::Serialize;

use crate::{clock, demo::Project, store::ProjectKey};

/// What describes an answer, as its member `$schema` names it: a place in the document that this API publishes.
pub fn schema(place: &str) -> String {
    format!("/api/v1/openapi.json#/{place}")
}

/// A key as it is written to the world. What has no value is absent.
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
    /// The answer to a key's creation does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    is_admin_managed: Option<bool>,
    scopes: Vec<String>,
}

impl KeyBody {
    /// A key of this project.
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
    /// A key of this project that was just made.
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

/// That a key is inactive from now on.
#[derive(Debug, Serialize)]
pub struct RevokedBody {
    #[serde(rename = "$schema")]
    schema: String,
    success: bool,
}

impl RevokedBody {
    /// It is.
    pub fn success() -> Self {
        Self {
            // Its schema has no name, only a place.
            schema: schema(concat!(
                "paths/~1projects~1%7BprojectId%7D~1keys~1%7BkeyId%7D/delete/responses/200",
                "/content/application~1json/schema"
            )),
            success: true,
        }
    }
}

/// A project, for the demo page to choose from.
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
