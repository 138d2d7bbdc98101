//! The parameters of the requests about API keys, with all their limits.

use crate::{
    error::{ApiError, ParamError, Part},
    fields::{JsonObject, Pairs},
    store::DescriptionChange,
};

const LIMIT_DEFAULT: i64 = 10;
const LIMIT_MAX: i64 = 100;
const NAME_MIN: usize = 3;
const DESCRIPTION_MAX: usize = 255;

/// What a dot in the document's pattern of names does not match.
const LINE_ENDS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];

/// The last JavaScript date is 8.64e15 milliseconds after 1970. A key with this lifetime expires before that.
const LIFETIME_MAX_SECONDS: f64 = 8.6e12;

/// The one type of keys that a browser can create.
const TYPE: &str = "api_key";
const TYPE_MIN: usize = 3;

/// The parameters of a list.
#[derive(Debug)]
pub struct ListParams {
    pub subject: String,
    pub query: String,
    pub limit: i64,
    pub offset: i64,
    pub include_invalid: bool,
    /// Whether the list has keys of the only type that exists.
    pub has_type: bool,
}

impl ListParams {
    const KNOWN: [&str; 6] = [
        "type",
        "subject",
        "query",
        "limit",
        "offset",
        "include_invalid",
    ];

    pub fn read(query: &Pairs) -> Result<Self, ApiError> {
        Self::read_pairs(query).map_err(|error| error.in_part(Part::Query))
    }

    fn read_pairs(query: &Pairs) -> Result<Self, ApiError> {
        // The parameters that clerk-js adds to every request begin with an underscore, except for this nonce.
        let is_from_clerk_js = |name: &str| name.starts_with('_') || name == "rotating_token_nonce";
        if let Some((unknown, _)) = query
            .iter()
            .find(|(name, _)| !is_from_clerk_js(name) && !Self::KNOWN.contains(name))
        {
            return Err(ApiError::param(unknown.to_owned(), ParamError::Unknown));
        }
        let limit = whole(query, "limit")?.unwrap_or(LIMIT_DEFAULT);
        if limit < 1 {
            return Err(ApiError::param(
                "limit",
                ParamError::Value("must be at least 1"),
            ));
        }
        if limit > LIMIT_MAX {
            return Err(ApiError::param("limit", ParamError::TooLarge(LIMIT_MAX)));
        }
        let offset = whole(query, "offset")?.unwrap_or(0);
        if offset < 0 {
            return Err(ApiError::param(
                "offset",
                ParamError::Value("must be at least 0"),
            ));
        }
        let include_invalid = match query.only("include_invalid")? {
            None | Some("false") => false,
            Some("true") => true,
            Some(_) => {
                return Err(ApiError::param(
                    "include_invalid",
                    ParamError::Type("boolean"),
                ));
            }
        };
        let kind = query.only("type")?.unwrap_or(TYPE);
        if kind.chars().count() < TYPE_MIN {
            return Err(ApiError::param("type", ParamError::TooShort(TYPE_MIN)));
        }
        Ok(Self {
            has_type: kind == TYPE,
            subject: subject(query.only("subject")?)?,
            query: query.only("query")?.unwrap_or_default().to_owned(),
            limit,
            offset,
            include_invalid,
        })
    }
}

/// The parameters of a new key.
#[derive(Debug)]
pub struct CreateParams {
    pub subject: String,
    pub name: String,
    pub description: Option<String>,
    pub lifetime_ms: Option<i64>,
}

impl CreateParams {
    pub fn read(body: &JsonObject) -> Result<Self, ApiError> {
        Self::read_body(body).map_err(|error| error.in_part(Part::Body))
    }

    fn read_body(body: &JsonObject) -> Result<Self, ApiError> {
        body.allow_only(&[
            "type",
            "name",
            "subject",
            "description",
            "seconds_until_expiration",
        ])?;
        body.refuse_null(&["type", "name", "subject"])?;
        if body.text("type")?.is_some_and(|kind| kind != TYPE) {
            return Err(ApiError::param(
                "type",
                ParamError::Value("must be api_key"),
            ));
        }
        Ok(Self {
            name: name(body.text("name")?)?,
            subject: subject(body.text("subject")?)?,
            description: description(body.text("description")?)?,
            lifetime_ms: body
                .number("seconds_until_expiration")?
                .map(lifetime_ms)
                .transpose()?,
        })
    }
}

/// The parameters of a revocation.
#[derive(Debug)]
pub struct RevokeParams {
    pub reason: Option<String>,
}

impl RevokeParams {
    pub fn read(id: &str, body: &JsonObject) -> Result<Self, ApiError> {
        check_id(id)?;
        Self::read_body(body).map_err(|error| error.in_part(Part::Body))
    }

    fn read_body(body: &JsonObject) -> Result<Self, ApiError> {
        body.allow_only(&["revocation_reason"])?;
        Ok(Self {
            reason: body.text("revocation_reason")?.map(str::to_owned),
        })
    }
}

/// The parameters of an update.
#[derive(Debug)]
pub struct UpdateParams {
    pub description: DescriptionChange,
}

impl UpdateParams {
    pub fn read(id: &str, body: &JsonObject) -> Result<Self, ApiError> {
        check_id(id)?;
        Self::read_body(body).map_err(|error| error.in_part(Part::Body))
    }

    fn read_body(body: &JsonObject) -> Result<Self, ApiError> {
        body.allow_only(&["description"])?;
        let given = description(body.text("description")?)?;
        Ok(Self {
            description: if body.has("description") {
                DescriptionChange::To(given)
            } else {
                DescriptionChange::None
            },
        })
    }
}

fn check_id(id: &str) -> Result<(), ApiError> {
    let digits = id
        .strip_prefix("ak_")
        .or_else(|| id.strip_prefix("api_key_"))
        .unwrap_or_default();
    if digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(());
    }
    let rule = ParamError::Format("must be ak_ and 32 hexadecimal digits");
    Err(ApiError::BadRequest(Part::Path, "apiKeyID".into(), rule))
}

fn whole(query: &Pairs, name: &'static str) -> Result<Option<i64>, ApiError> {
    let parse = |text: &str| {
        text.parse()
            .map_err(|_| ApiError::param(name, ParamError::Type("integer")))
    };
    query.only(name)?.map(parse).transpose()
}

fn subject(given: Option<&str>) -> Result<String, ApiError> {
    let subject = given.ok_or_else(|| ApiError::param("subject", ParamError::Missing))?;
    let rest = subject
        .strip_prefix("user_")
        .or_else(|| subject.strip_prefix("org_"))
        .unwrap_or_default();
    if rest.len() != 27
        || !rest
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    {
        return Err(ApiError::param(
            "subject",
            ParamError::Format("must be the ID of a user or an organization"),
        ));
    }
    Ok(subject.to_owned())
}

fn name(given: Option<&str>) -> Result<String, ApiError> {
    let name = given.ok_or_else(|| ApiError::param("name", ParamError::Missing))?;
    if name.trim() != name || name.contains(LINE_ENDS) {
        return Err(ApiError::param(
            "name",
            ParamError::Format("must be one line that does not begin or end with a space"),
        ));
    }
    if name.chars().count() < NAME_MIN {
        return Err(ApiError::param("name", ParamError::TooShort(NAME_MIN)));
    }
    Ok(name.to_owned())
}

fn description(given: Option<&str>) -> Result<Option<String>, ApiError> {
    if given.is_some_and(|description| description.chars().count() > DESCRIPTION_MAX) {
        return Err(ApiError::param(
            "description",
            ParamError::TooLong(DESCRIPTION_MAX),
        ));
    }
    Ok(given.map(str::to_owned))
}

fn lifetime_ms(seconds: f64) -> Result<i64, ApiError> {
    let name = "seconds_until_expiration";
    if seconds <= 0.0 {
        return Err(ApiError::param(
            name,
            ParamError::Value("must be more than 0"),
        ));
    }
    if seconds > LIFETIME_MAX_SECONDS {
        return Err(ApiError::param(
            name,
            ParamError::Value("must end at a date that JavaScript can tell"),
        ));
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it is whole, and less than 2^53"
    )]
    Ok((seconds * 1000.0).ceil() as i64)
}
