//! The demo projects and their first keys.
//!
//! The IDs and times are fixed, so that the demo page and the tests can refer to them.

use crate::people::{ADA, ANALYTICAL_ENGINES, GRACE, Organization, User};

/// A project.
#[derive(Debug)]
pub struct Project {
    /// A UUID.
    pub id: &'static str,
    /// The display name.
    pub name: &'static str,
    /// The owner.
    pub tenant: Tenant,
}

/// The owner of a project.
#[derive(Debug)]
pub enum Tenant {
    /// An organization. All its members have access, even if another organization is active in their session.
    Organization(&'static Organization),
    /// One user, who alone has access.
    User(&'static User),
}

/// One of the first keys of a demo project.
#[derive(Debug)]
pub struct SeedKey {
    /// A UUID.
    pub id: &'static str,
    /// The project of the key.
    pub project: &'static Project,
    /// The name.
    pub name: &'static str,
    /// The scopes.
    pub scopes: &'static [&'static str],
    /// The user who created it.
    pub created_by: &'static User,
    /// Whether an administrator manages it.
    pub is_admin_managed: bool,
    /// When it was created, in milliseconds since 1970.
    pub created_at: i64,
    /// When it expires.
    pub expires_at: Option<i64>,
    /// When it was last used.
    pub last_used_at: Option<i64>,
}

/// The project both users are members of.
pub const ENGINE: Project = Project {
    id: "5d8e3f6a-1c2b-4d47-9a1e-0f6b7c8d9e01",
    name: "Engine",
    tenant: Tenant::Organization(&ANALYTICAL_ENGINES),
};

/// Ada's project.
pub const NOTES: Project = Project {
    id: "a7c4b2d9-6e5f-4f83-8b3c-2d1e0f9a8b02",
    name: "Notes",
    tenant: Tenant::User(&ADA),
};

/// Grace's project. It has no keys at first.
pub const COMPILER: Project = Project {
    id: "c3f1e0d8-9b7a-4c65-b5d4-4e3f2a1b0c03",
    name: "Compiler",
    tenant: Tenant::User(&GRACE),
};

/// Every project.
pub const PROJECTS: [&Project; 3] = [&ENGINE, &NOTES, &COMPILER];

const MADE: i64 = 1_709_283_600_000; // 2024-03-01T09:00:00Z
const ENDED: i64 = 1_717_059_600_000; // 2024-05-30T09:00:00Z
const MADE_LATER: i64 = 1_736_929_800_000; // 2025-01-15T08:30:00Z
const USED: i64 = 1_762_170_300_000; // 2025-11-03T11:45:00Z

/// The first keys, oldest first.
pub const KEYS: &[SeedKey] = &[
    SeedKey {
        id: "e1000000-0000-4000-8000-000000000001",
        project: &ENGINE,
        name: "Platform",
        scopes: &["*"],
        created_by: &ADA,
        is_admin_managed: true,
        created_at: MADE,
        expires_at: None,
        last_used_at: Some(USED),
    },
    SeedKey {
        id: "e1000000-0000-4000-8000-000000000002",
        project: &ENGINE,
        name: "Trial",
        scopes: &["read"],
        created_by: &ADA,
        is_admin_managed: false,
        created_at: MADE,
        expires_at: Some(ENDED),
        last_used_at: None,
    },
    SeedKey {
        id: "e1000000-0000-4000-8000-000000000003",
        project: &ENGINE,
        name: "Card reader",
        scopes: &["read", "write"],
        created_by: &GRACE,
        is_admin_managed: false,
        created_at: MADE_LATER,
        expires_at: None,
        last_used_at: None,
    },
    SeedKey {
        id: "a2000000-0000-4000-8000-000000000001",
        project: &NOTES,
        name: "Backup",
        scopes: &["*"],
        created_by: &ADA,
        is_admin_managed: true,
        created_at: MADE,
        expires_at: None,
        last_used_at: None,
    },
    SeedKey {
        id: "a2000000-0000-4000-8000-000000000002",
        project: &NOTES,
        name: "Old printer",
        scopes: &["read"],
        created_by: &ADA,
        is_admin_managed: false,
        created_at: MADE,
        expires_at: Some(ENDED),
        last_used_at: Some(MADE),
    },
];

impl Project {
    /// The project with this ID, in upper or lower case.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        PROJECTS
            .into_iter()
            .find(|project| project.id.eq_ignore_ascii_case(id))
    }

    /// Whether the user has access to the keys of the project.
    pub fn has_member(&self, user: &User) -> bool {
        match self.tenant {
            Tenant::Organization(organization) => user.membership(organization.id).is_some(),
            Tenant::User(owner) => owner.id == user.id,
        }
    }
}

impl Tenant {
    /// Clerk's ID of the organization or the user.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Organization(organization) => organization.id,
            Self::User(user) => user.id,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids;

    #[test]
    fn ids_are_uuids() {
        let projects = PROJECTS.iter().map(|project| project.id);
        for id in projects.chain(KEYS.iter().map(|key| key.id)) {
            assert!(ids::is_uuid(id), "{id}");
        }
    }
}
