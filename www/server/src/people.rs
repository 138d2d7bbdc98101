//! The demo users and organizations.

/// The password of every demo user.
pub const PASSWORD: &str = "engine-no-1";

/// A user who can sign in.
#[derive(Debug)]
pub struct User {
    /// Clerk's user ID.
    pub id: &'static str,
    /// First name.
    pub first_name: &'static str,
    /// Last name.
    pub last_name: &'static str,
    /// The email address for the sign-in.
    pub email: &'static str,
    /// The memberships in organizations.
    pub memberships: &'static [Membership],
}

/// An organization.
#[derive(Debug)]
pub struct Organization {
    /// Clerk's organization ID.
    pub id: &'static str,
    /// The display name.
    pub name: &'static str,
    /// The name in URLs.
    pub slug: &'static str,
}

/// The membership of a user in an organization.
#[derive(Debug)]
pub struct Membership {
    /// Clerk's membership ID.
    pub id: &'static str,
    /// The organization.
    pub organization: &'static Organization,
    /// The role without its prefix `org:`, as session tokens carry it.
    pub role: &'static str,
}

/// The organization that has both users as members.
pub const ANALYTICAL_ENGINES: Organization = Organization {
    id: "org_2analyticalEngines000000001",
    name: "Analytical Engines",
    slug: "analytical-engines",
};

/// The organization that has only Ada as a member.
pub const DIFFERENCE_WORKS: Organization = Organization {
    id: "org_2differenceWorks00000000002",
    name: "Difference Works",
    slug: "difference-works",
};

/// The user who is signed in to every new browser.
pub const ADA: User = User {
    id: "user_2adaLovelace000000000000001",
    first_name: "Ada",
    last_name: "Lovelace",
    email: "ada@example.com",
    memberships: &[
        Membership {
            id: "orgmem_2adaAnalyticalEngines000001",
            organization: &ANALYTICAL_ENGINES,
            role: "admin",
        },
        Membership {
            id: "orgmem_2adaDifferenceWorks00000002",
            organization: &DIFFERENCE_WORKS,
            role: "admin",
        },
    ],
};

/// The other user.
pub const GRACE: User = User {
    id: "user_2graceHopper000000000000002",
    first_name: "Grace",
    last_name: "Hopper",
    email: "grace@example.com",
    memberships: &[Membership {
        id: "orgmem_2graceAnalyticalEngines0003",
        organization: &ANALYTICAL_ENGINES,
        role: "member",
    }],
};

/// All users.
pub const USERS: [&User; 2] = [&ADA, &GRACE];

impl User {
    /// The user with this ID.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        USERS.into_iter().find(|user| user.id == id)
    }

    /// The user with this email address. Like Clerk, this ignores case.
    pub fn by_email(email: &str) -> Option<&'static Self> {
        USERS
            .into_iter()
            .find(|user| user.email.eq_ignore_ascii_case(email.trim()))
    }

    /// The user's membership in the organization with this ID.
    pub fn membership(&self, organization_id: &str) -> Option<&'static Membership> {
        self.memberships
            .iter()
            .find(|membership| membership.organization.id == organization_id)
    }
}

impl Organization {
    /// The members of the organization, with their memberships.
    pub fn members(&self) -> impl Iterator<Item = (&'static User, &'static Membership)> {
        USERS.into_iter().filter_map(|user| {
            user.membership(self.id)
                .map(|membership| (user, membership))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_clerks_format() {
        let ids = USERS
            .iter()
            .flat_map(|user| {
                let own = [("user_", user.id)].into_iter();
                own.chain(
                    user.memberships
                        .iter()
                        .flat_map(|m| [("orgmem_", m.id), ("org_", m.organization.id)]),
                )
            })
            .collect::<Vec<_>>();
        for (prefix, id) in ids {
            let rest = id
                .strip_prefix(prefix)
                .unwrap_or_else(|| panic!("{id} should begin with {prefix}"));
            assert_eq!(rest.len(), 27, "{id}");
            assert!(
                rest.bytes().all(|byte| byte.is_ascii_alphanumeric()),
                "{id}"
            );
        }
    }
}
