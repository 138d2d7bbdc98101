//! The settings of the Clerk instance.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::request_urls::RequestUrls;
use crate::app::App;

/// The environment. The response has no envelope. A PATCH (clerk-js's "touch") changes nothing.
pub async fn show(State(app): State<App>, RequestUrls { origin, .. }: RequestUrls) -> Json<Value> {
    Json(json!({
        "object": "environment",
        "id": "env_standin",
        "maintenance_mode": false,
        "client_debug_mode": false,
        "partitioned_cookies": false,
        "api_keys_settings": {
            "user_api_keys_enabled": app.user_api_keys,
            "orgs_api_keys_enabled": app.organization_api_keys,
        },
        "auth_config": {
            "object": "auth_config",
            "id": "aconf_standin",
            // Several users may be signed in at once. The host page switches between them with setActive.
            "single_session_mode": false,
            "claimed_at": null,
            "reverification": false,
            "session_minter": false,
        },
        "commerce_settings": {
            "object": "commerce_settings",
            "billing": {
                "stripe_publishable_key": null,
                "organization": { "enabled": false, "has_paid_plans": false },
                "user": { "enabled": false, "has_paid_plans": false },
            },
        },
        "display_config": display_config(&origin),
        "organization_settings": {
            "object": "organization_settings",
            "enabled": true,
            "max_allowed_memberships": 5,
            "force_organization_selection": false,
            "actions": { "admin_delete": false },
            "domains": { "enabled": false, "enrollment_modes": [], "default_role": null },
            "slug": { "disabled": false },
            "organization_creation_defaults": { "enabled": false },
        },
        "protect_config": { "object": "protect_config", "id": "protect_standin" },
        "user_settings": user_settings(),
    }))
}

fn display_config(origin: &str) -> Value {
    let page = format!("{origin}/");
    json!({
        "object": "display_config",
        "id": "display_config_standin",
        "instance_environment_type": "development",
        "application_name": "apikeys-wasm stand-in",
        "theme": {},
        "preferred_sign_in_strategy": "password",
        "logo_image_url": "",
        "favicon_image_url": "",
        "support_email": "",
        "branded": false,
        "show_devmode_warning": false,
        "captcha_public_key": null,
        "captcha_public_key_invisible": null,
        "captcha_widget_type": null,
        "captcha_provider": "turnstile",
        "captcha_oauth_bypass": [],
        "captcha_heartbeat": false,
        "home_url": page,
        "sign_in_url": page,
        "sign_up_url": page,
        "user_profile_url": page,
        "waitlist_url": page,
        "after_sign_in_url": page,
        "after_sign_up_url": page,
        "after_sign_out_all_url": page,
        "after_sign_out_one_url": page,
        "after_switch_session_url": page,
        "after_join_waitlist_url": page,
        "organization_profile_url": page,
        "create_organization_url": page,
        "after_leave_organization_url": page,
        "after_create_organization_url": page,
        "terms_url": "",
        "privacy_policy_url": "",
    })
}

fn user_settings() -> Value {
    let attribute = |enabled: bool, first_factors: &[&str]| {
        json!({
            "enabled": enabled,
            "required": enabled,
            "verifications": [],
            "used_for_first_factor": !first_factors.is_empty(),
            "first_factors": first_factors,
            "used_for_second_factor": false,
            "second_factors": [],
            "verify_at_sign_up": false,
        })
    };
    json!({
        "attributes": {
            "email_address": attribute(true, &["password"]),
            "password": attribute(true, &[]),
            "first_name": attribute(true, &[]),
            "last_name": attribute(true, &[]),
            "username": attribute(false, &[]),
            "phone_number": attribute(false, &[]),
            "web3_wallet": attribute(false, &[]),
            "authenticator_app": attribute(false, &[]),
            "backup_code": attribute(false, &[]),
            "passkey": attribute(false, &[]),
        },
        "actions": { "create_organization": false, "delete_self": false },
        "attack_protection": { "enumeration_protection": { "enabled": false } },
        "enterprise_sso": { "enabled": false, "self_serve_sso": false, "self_serve_directory_sync": false },
        "passkey_settings": { "allow_autofill": false, "show_sign_in_button": false },
        "password_settings": {
            "allowed_special_characters": "",
            "disable_hibp": true,
            "min_length": 8,
            "max_length": 72,
            "require_special_char": false,
            "require_numbers": false,
            "require_uppercase": false,
            "require_lowercase": false,
            "show_zxcvbn": false,
            "min_zxcvbn_strength": 0,
        },
        "sign_in": { "second_factor": { "required": false, "enabled": false } },
        // The stand-in has no sign-up.
        "sign_up": {
            "allowlist_only": false,
            "captcha_enabled": false,
            "legal_consent_enabled": false,
            "mode": "restricted",
            "progressive": true,
        },
        "social": {},
        "username_settings": { "min_length": 4, "max_length": 64 },
    })
}
