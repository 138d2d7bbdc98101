//! A failure, as the JavaScript error that a promise rejects with.

use js_sys::Object;
use serde::Serialize;
use serde_wasm_bindgen::{Serializer, preserve};
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use crate::failure::{ErrorItem, Failure, ProblemDetails, Refusal};

#[wasm_bindgen(typescript_custom_section)]
const ERRORS: &str = r#"
/** What went wrong, for a program to tell apart. */
export type APIKeysErrorCode =
  | 'invalid_options' | 'invalid_params' | 'insecure_url' | 'invalid_token' | 'no_session_token'
  | 'stale_session_token' | 'host_callback_failed' | 'no_resource'
  | 'api_response_error' | 'invalid_response' | 'network_error' | 'timeout'
  | 'create_outcome_unknown' | 'wasm_load_failed';

/** Every rejection of this package except an abort, which rejects with the signal's reason. */
export class APIKeysError extends Error {
  protected constructor();
  /** What went wrong. The guide on errors has a table of all codes. */
  readonly code: APIKeysErrorCode;
  /** `isClerkError()` of `@clerk/shared` returns `true` for it. */
  readonly clerkError: true;
  /** The option or parameter at fault, for `invalid_options`, `invalid_params` and `insecure_url`. */
  readonly param?: string;
  /** What was thrown, where something was. */
  readonly cause?: unknown;
  /**
   * The new key of a `rotate()` that left a key which should be revoked: the message says which key still works. Not enumerable.
   */
  readonly key?: APIKeyResource;
}

/** The server answered and refused. `isClerkAPIResponseError()` of `@clerk/shared` returns `true` for it. */
export class APIKeysResponseError extends APIKeysError {
  private constructor();
  /** The server refused. */
  readonly code: 'api_response_error';
  /** The HTTP status. */
  readonly status: number;
  /** The reasons that the server gave; empty where it gave none. */
  readonly errors: APIErrorItem[];
  /** Seconds to wait, from the `Retry-After` header of any status. */
  readonly retryAfter?: number;
  /** What Clerk's support asks for. */
  readonly clerkTraceId?: string;
  /** RFC 9457 members, where the body was a problem. */
  readonly problem?: ProblemDetails;
}

/**
 * `create()` or `rotate()` may have created a key whose secret was lost with the response; `cause` is what happened to it.
 * `K` is `ProjectAPIKeyResource` where a project's key was to be created.
 */
export interface CreateOutcomeUnknownError<K = APIKeyResource> extends APIKeysError {
  /** A key may have been created. */
  readonly code: 'create_outcome_unknown';
  /**
   * The keys that this call may have created, and whose secret nobody can have: of this subject, with a name that was sent and
   * not refused, created by this user, between the moment of sending and a minute after the loss, by the server's clock. Never
   * a key that was used, that is revoked, or whose secret this package has given to the page. First waits for a create of the
   * same name that is still under way.
   */
  candidates(options?: CallOptions): Promise<K[]>;
  /**
   * Revokes those, creates again, and resolves to the new key with its secret. After `rotate()` it finishes the rotation:
   * `onSecret`, then the old key is revoked. Where the name is taken, the new key's ends in ` (2)`, ` (3)` and so on, up to
   * ` (10)`. Called twice, it creates one key. Where it rejects, it can be called again: with `invalid_response`, the server's
   * clock is not known, and nothing was revoked.
   */
  recreate(options?: CallOptions): Promise<K>;
}

/** The class. After `instanceof` the error is of a key of either class. */
export const CreateOutcomeUnknownError: abstract new (
  internal: never,
) => CreateOutcomeUnknownError<APIKeyResource> | CreateOutcomeUnknownError<ProjectAPIKeyResource>;
"#;

#[wasm_bindgen(module = "/src/js/errors.js")]
extern "C" {
    // The classes, which the package's entry throws and exports too. Declared as functions,
    // because wasm-bindgen leaves the TypeScript of a re-export to us for functions alone.
    #[allow(dead_code)]
    #[wasm_bindgen(reexport, skip_typescript, js_name = APIKeysError)]
    fn error_class();

    #[allow(dead_code)]
    #[wasm_bindgen(reexport, skip_typescript, js_name = APIKeysResponseError)]
    fn response_error_class();

    #[allow(dead_code)]
    #[wasm_bindgen(reexport, skip_typescript, js_name = CreateOutcomeUnknownError)]
    fn outcome_unknown_error_class();

    #[wasm_bindgen(js_name = newError)]
    fn new_error(details: JsValue) -> JsValue;

    #[wasm_bindgen(js_name = newResponseError)]
    fn new_response_error(details: JsValue) -> JsValue;

    #[wasm_bindgen(js_name = newOutcomeUnknownError)]
    fn new_outcome_unknown_error(details: JsValue, methods: JsValue) -> JsValue;

    #[wasm_bindgen(js_name = withKey)]
    fn with_key(error: JsValue, message: &str, key: JsValue) -> JsValue;
}

/// What an APIKeysError is made of.
#[derive(Serialize)]
struct ErrorDetails<'a> {
    code: &'a str,
    message: &'a str,
    param: Option<&'a str>,
    #[serde(with = "preserve")]
    cause: JsValue,
}

/// What an APIKeysResponseError is made of.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResponseErrorDetails<'a> {
    message: &'a str,
    status: u16,
    errors: Vec<APIErrorItem<'a>>,
    retry_after: Option<f64>,
    clerk_trace_id: Option<&'a str>,
    problem: Option<&'a ProblemDetails>,
}

/// One of the reasons in a server's refusal.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct APIErrorItem<'a> {
    /// The server's word for it, for a program to tell apart.
    #[tsify(type = "string")]
    code: &'a str,
    /// What it is, for people.
    #[tsify(type = "string")]
    message: &'a str,
    /// The same at greater length, to show in a form.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "string")]
    long_message: Option<&'a str>,
    /// Where in the request: Clerk's `meta.param_name`, a problem's `errors[].location`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "string")]
    param_name: Option<&'a str>,
    /// What else the server said, with its names in camelCase. Empty where it said nothing.
    #[serde(with = "preserve")]
    #[tsify(type = "Record<string, unknown>")]
    meta: JsValue,
}

impl<'a> APIErrorItem<'a> {
    fn new(item: &'a ErrorItem<JsValue>) -> Self {
        Self {
            code: &item.code,
            message: &item.message,
            long_message: item.long_message.as_deref(),
            param_name: item.param_name.as_deref(),
            meta: item.meta.clone().unwrap_or_else(|| Object::new().into()),
        }
    }
}

impl From<Box<Failure<JsValue>>> for JsValue {
    fn from(failure: Box<Failure<JsValue>>) -> Self {
        match &*failure {
            Failure::Aborted(given) | Failure::Ready(given) => given.clone(),
            Failure::Refused(refusal) => response_error(refusal),
            Failure::RotationHalfDone { cause, key, .. } => {
                with_key(cause.clone().into(), &failure.message(), key.clone())
            }
            failure => error(failure),
        }
    }
}

/// An `APIKeysError`.
fn error(failure: &Failure<JsValue>) -> JsValue {
    let cause = match failure {
        Failure::RevokedUnread { cause } => cause.clone().into(),
        Failure::Unreadable { cause, .. } => cause.clone(),
        Failure::HostCallback { cause, .. } | Failure::Network { cause, .. } => {
            cause.clone().unwrap_or_default()
        }
        _ => JsValue::UNDEFINED,
    };
    new_error(js(&ErrorDetails {
        code: failure.code(),
        message: &failure.message(),
        param: failure.param(),
        cause,
    }))
}

/// The error of a create that may have made a key, with its two methods.
pub fn outcome_unknown(failure: Failure<JsValue>, methods: JsValue) -> JsValue {
    let (code, message) = (failure.code(), failure.message());
    let cause = match failure {
        Failure::OutcomeUnknown { cause } => cause.into(),
        _ => JsValue::UNDEFINED,
    };
    let details = ErrorDetails {
        code,
        message: &message,
        param: None,
        cause,
    };
    new_outcome_unknown_error(js(&details), methods)
}

fn response_error(refusal: &Refusal<JsValue>) -> JsValue {
    new_response_error(js(&ResponseErrorDetails {
        message: &refusal.message,
        status: refusal.status,
        errors: refusal.errors.iter().map(APIErrorItem::new).collect(),
        retry_after: refusal.retry_after,
        clerk_trace_id: refusal.clerk_trace_id.as_deref(),
        problem: refusal.problem.as_ref(),
    }))
}

/// Plain objects, whose absent members are `undefined`.
fn js(details: &impl Serialize) -> JsValue {
    // Texts, numbers and values that are kept: nothing of it can fail.
    details.serialize(&Serializer::new()).unwrap_or_default()
}
