//! Clerk's resources as JSON, in the format that clerk-js reads.

use serde_json::{Value, json};

use super::request_urls::RequestUrls;
use crate::{
    app::App,
    error::ApiError,
    ids,
    people::{Membership, Organization, User},
    store::{Browser, Session},
    token::{ActiveOrganization, Claims},
};

/// The creation time of the demo users and organizations: 1 January 2025.
const LONG_AGO: i64 = 1_735_689_600_000;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

pub fn client(app: &App, browser: &Browser, urls: &RequestUrls) -> Result<Value, ApiError> {
    let sessions = browser
        .sessions
        .iter()
        .filter_map(|open| open.user().map(|user| session(app, open, user, urls)))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(json!({
        "object": "client",
        "id": browser.id,
        "sessions": sessions,
        "sign_in": null,
        "sign_up": null,
        "last_active_session_id": browser.active_session().map(|session| &session.id),
        "last_authentication_strategy": null,
        "cookie_expires_at": null,
        "captcha_bypass": false,
        "created_at": browser.created_at,
        "updated_at": browser.updated_at,
    }))
}

pub fn session(
    app: &App,
    session: &Session,
    of: &User,
    urls: &RequestUrls,
) -> Result<Value, ApiError> {
    let organization_id = session.organization_id.as_deref();
    Ok(json!({
        "object": "session",
        "id": session.id,
        "status": "active",
        // In the stand-in, only a sign-out ends a session. Each use moves these dates forward.
        "expire_at": session.last_active_at + 7 * DAY_MS,
        "abandon_at": session.last_active_at + 30 * DAY_MS,
        "last_active_at": session.last_active_at,
        "last_active_token": token(app, session, of, organization_id, urls)?,
        "last_active_organization_id": organization_id,
        "factor_verification_age": [0, -1],
        "actor": null,
        "tasks": null,
        "user": user(of),
        "public_user_data": public_user_data(of),
        "created_at": session.created_at,
        "updated_at": session.updated_at,
    }))
}

pub fn token(
    app: &App,
    session: &Session,
    user: &User,
    organization_id: Option<&str>,
    urls: &RequestUrls,
) -> Result<Value, ApiError> {
    let organization = organization_id
        .and_then(|id| user.membership(id))
        .map(|membership| ActiveOrganization {
            id: membership.organization.id.into(),
            rol: membership.role.into(),
            slg: membership.organization.slug.into(),
        });
    let claims = Claims {
        o: organization,
        ..Claims::valid_from_now(
            urls.frontend_api.clone(),
            Some(urls.origin.clone()),
            session.id.clone(),
            user.id.into(),
        )
    };
    let jwt = app.key.sign(&claims).map_err(ApiError::Signing)?;
    Ok(json!({ "object": "token", "jwt": jwt }))
}

pub fn user(user: &User) -> Value {
    let email_id = user.id.replacen("user_", "idn_", 1);
    json!({
        "object": "user",
        "id": user.id,
        "external_id": null,
        "username": null,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "image_url": "",
        "has_image": false,
        "primary_email_address_id": email_id,
        "primary_phone_number_id": null,
        "primary_web3_wallet_id": null,
        "email_addresses": [{
            "object": "email_address",
            "id": email_id,
            "email_address": user.email,
            "verification": { "object": "verification", "status": "verified", "strategy": "admin" },
            "linked_to": [],
            "matches_sso_connection": false,
        }],
        "phone_numbers": [],
        "web3_wallets": [],
        "external_accounts": [],
        "enterprise_accounts": [],
        "passkeys": [],
        "organization_memberships": user
            .memberships
            .iter()
            .map(|of_user| membership(user, of_user))
            .collect::<Vec<_>>(),
        "password_enabled": true,
        "two_factor_enabled": false,
        "totp_enabled": false,
        "backup_code_enabled": false,
        "create_organization_enabled": false,
        "create_organizations_limit": null,
        "delete_self_enabled": false,
        "public_metadata": {},
        "unsafe_metadata": {},
        "last_sign_in_at": null,
        "legal_accepted_at": null,
        "timezone": null,
        "created_at": LONG_AGO,
        "updated_at": LONG_AGO,
    })
}

pub fn membership(user: &User, membership: &Membership) -> Value {
    json!({
        "object": "organization_membership",
        "id": membership.id,
        "role": format!("org:{}", membership.role),
        "role_name": if membership.role == "admin" { "Admin" } else { "Member" },
        "permissions": ["org:sys_api_keys:read", "org:sys_api_keys:manage"],
        "public_metadata": {},
        "organization": organization(membership.organization),
        "public_user_data": public_user_data(user),
        "created_at": LONG_AGO,
        "updated_at": LONG_AGO,
    })
}

pub fn organization(organization: &Organization) -> Value {
    json!({
        "object": "organization",
        "id": organization.id,
        "name": organization.name,
        "slug": organization.slug,
        "image_url": "",
        "has_image": false,
        "public_metadata": {},
        "members_count": organization.members().count(),
        "pending_invitations_count": 0,
        "max_allowed_memberships": 5,
        "admin_delete_enabled": false,
        "created_at": LONG_AGO,
        "updated_at": LONG_AGO,
    })
}

/// A sign-in that is complete after one step.
pub fn completed_sign_in(user: &User, session_id: &str) -> Value {
    json!({
        "object": "sign_in",
        "id": ids::random_id("sia"),
        "status": "complete",
        "supported_identifiers": ["email_address"],
        "supported_first_factors": null,
        "supported_second_factors": null,
        "first_factor_verification": { "object": "verification", "status": "verified", "strategy": "password" },
        "second_factor_verification": null,
        "identifier": user.email,
        "created_session_id": session_id,
        "user_data": {
            "first_name": user.first_name,
            "last_name": user.last_name,
            "image_url": "",
            "has_image": false,
        },
    })
}

fn public_user_data(user: &User) -> Value {
    json!({
        "user_id": user.id,
        "identifier": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "image_url": "",
        "has_image": false,
    })
}
