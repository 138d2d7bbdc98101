//! The organizations of the signed-in user.

use axum::{Json, extract::Path};
use serde_json::{Value, json};

use super::{envelope::envelope, identity::SignedIn, resources};
use crate::{
    error::ApiError,
    fields::{Pairs, Query},
    people::Membership,
};

/// Lists the user's memberships.
pub async fn list_memberships(SignedIn(user): SignedIn, Query(query): Query) -> Json<Value> {
    let memberships = user
        .memberships
        .iter()
        .map(|membership| resources::membership(user, membership));
    page(memberships.collect(), &query)
}

/// An empty list. The stand-in has no invitations and no suggestions.
pub async fn empty_list(_: SignedIn, Query(query): Query) -> Json<Value> {
    page(Vec::new(), &query)
}

/// One of the user's organizations.
pub async fn show(
    SignedIn(user): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    let membership = user.membership(&id).ok_or(ApiError::NotAMember)?;
    Ok(envelope(resources::organization(membership.organization)))
}

/// Lists the members of one of the user's organizations.
pub async fn list_members(
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

/// The list page that the query asks for.
fn page(items: Vec<Value>, query: &Pairs) -> Json<Value> {
    let number = |name| query.get(name).and_then(|text| text.parse::<usize>().ok());
    let total_count = items.len();
    let data: Vec<_> = items
        .into_iter()
        .skip(number("offset").unwrap_or(0))
        .take(number("limit").unwrap_or(10))
        .collect();
    envelope(json!({ "data": data, "total_count": total_count }))
}
