//! The organizations of the user who is signed in.

use axum::{Json, extract::Path};
use serde_json::{Value, json};

use super::{identity::SignedIn, resource, resources};
use crate::{
    error::ApiError,
    fields::{Pairs, Query},
    people::Membership,
};

/// The user's memberships.
pub async fn of_user(SignedIn(user): SignedIn, Query(query): Query) -> Json<Value> {
    let memberships = user
        .memberships
        .iter()
        .map(|membership| resources::membership(user, membership));
    page(memberships.collect(), &query)
}

/// A list that is always empty here: invitations, suggestions.
pub async fn none(_: SignedIn, Query(query): Query) -> Json<Value> {
    page(Vec::new(), &query)
}

/// One organization of the user's.
pub async fn show(
    SignedIn(user): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    let membership = user.membership(&id).ok_or(ApiError::NotAMember)?;
    Ok(resource(resources::organization(membership.organization)))
}

/// Who belongs to an organization of the user's.
pub async fn members(
    SignedIn(user): SignedIn,
    Path(id): Path<String>,
    Query(query): Query,
) -> Result<Json<Value>, ApiError> {
    let Membership { organization, .. } = user.membership(&id).ok_or(ApiError::NotAMember)?;
    let members = organization
        .members()
        .map(|(member, membership)| resources::membership(member, membership));
    Ok(page(members.collect(), &query))
}

/// A part of a list, as its query asks for it.
fn page(items: Vec<Value>, query: &Pairs) -> Json<Value> {
    let number = |name| query.get(name).and_then(|text| text.parse::<usize>().ok());
    let total_count = items.len();
    let data: Vec<_> = items
        .into_iter()
        .skip(number("offset").unwrap_or(0))
        .take(number("limit").unwrap_or(10))
        .collect();
    resource(json!({ "data": data, "total_count": total_count }))
}
