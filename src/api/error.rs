//! A failure, as the JavaScript error that a promise rejects with.

use wasm_bindgen::prelude::*;

use crate::{
    failure::{ErrorItem, Failure, Problem, Refusal},
    value::Value,
};

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
  /** What went wrong: the README has a table of them. */
  readonly code: APIKeysErrorCode;
  /** `isClerkError()` of `@clerk/shared` says yes to it. */
  readonly clerkError: true;
  /** The option or parameter at fault, for `invalid_options`, `invalid_params` and `insecure_url`. */
  readonly param?: string;
  /** What was thrown, where something was. */
  readonly cause?: unknown;
  /** The new key of a `rotate()` that could not revoke what it had to: the message says which key still works. */
  readonly key?: APIKeyResource;
}

/** One of the reasons in a server's refusal. */
export interface APIErrorItem {
  /** The server's word for it, for a program to tell apart. */
  code: string;
  /** What it is, for people. */
  message: string;
  /** The same at greater length, to show in a form. */
  longMessage?: string;
  /** Where in the request: Clerk's `meta.param_name`, a problem's `errors[].location`. */
  paramName?: string;
  /** What else the server said, with its names in camelCase. */
  meta?: Record<string, unknown>;
}

/** The server answered and refused. `isClerkAPIResponseError()` of `@clerk/shared` says yes to it. */
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
  readonly problem?: { type: string; title?: string; status?: number; detail?: string; instance?: string };
}

/**
 * `create()` may have made a key whose secret was lost with the answer; `cause` is what happened to it.
 * `K` is `ProjectAPIKeyResource` where a project's key was to be made.
 */
export class CreateOutcomeUnknownError<K = APIKeyResource> extends APIKeysError {
  private constructor();
  /** A key may have been made. */
  readonly code: 'create_outcome_unknown';
  /** The keys that this call can have made: same name and owner, made since it began by the same user, not revoked. */
  candidates(options?: CallOptions): Promise<K[]>;
  /**
   * Revokes those, creates again, and resolves to the new key with its secret. Where the server still counts the
   * name of a revoked key, the new one's ends in ` (2)`, ` (3)` and so on. Called twice, it makes one key.
   */
  recreate(options?: CallOptions): Promise<K>;
}
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

    #[wasm_bindgen(js_name = withKey)]
    fn with_key(error: JsValue, message: JsValue, key: JsValue) -> JsValue;

    #[wasm_bindgen(js_name = newOutcomeUnknownError)]
    fn new_outcome_unknown_error(message: JsValue, cause: JsValue, methods: JsValue) -> JsValue;

    #[wasm_bindgen(js_name = newError)]
    fn new_error(code: JsValue, message: JsValue, param: JsValue, cause: JsValue) -> JsValue;

    #[wasm_bindgen(js_name = newResponseError)]
    fn new_response_error(
        message: JsValue,
        status: f64,
        errors: JsValue,
        retry_after: JsValue,
        clerk_trace_id: JsValue,
        problem: JsValue,
    ) -> JsValue;

    #[wasm_bindgen(js_name = newProblem)]
    fn new_problem(
        kind: JsValue,
        title: JsValue,
        status: JsValue,
        detail: JsValue,
        instance: JsValue,
    ) -> JsValue;

    #[wasm_bindgen(js_name = errorItem)]
    fn error_item(
        code: JsValue,
        message: JsValue,
        long_message: JsValue,
        param_name: JsValue,
        meta: JsValue,
    ) -> JsValue;
}

/// A text as a value. What takes values alone needs no glue in JavaScript.
fn text(text: &str) -> JsValue {
    JsValue::from_str(text)
}

fn optional_text(given: Option<&str>) -> JsValue {
    given.map(text).unwrap_or_default()
}

fn optional_number(given: Option<f64>) -> JsValue {
    given.map(JsValue::from_f64).unwrap_or_default()
}

impl From<Box<Failure<JsValue>>> for JsValue {
    fn from(failure: Box<Failure<JsValue>>) -> Self {
        let message = failure.message();
        let cause = match &*failure {
            Failure::RotationHalfDone { .. } => return half_done(*failure, &message),
            Failure::Aborted(given) | Failure::Ready(given) => return given.clone(),
            Failure::Refused(refusal) => return response_error(refusal),
            Failure::Unreadable { cause, .. } => cause.clone(),
            Failure::HostCallback { cause, .. } | Failure::Network { cause, .. } => {
                cause.clone().unwrap_or_default()
            }
            _ => JsValue::UNDEFINED,
        };
        let (code, param) = (text(failure.code()), optional_text(failure.param()));
        new_error(code, text(&message), param, cause)
    }
}

/// The error of a rotation that left a key, with the new one.
fn half_done(failure: Failure<JsValue>, message: &str) -> JsValue {
    match failure {
        Failure::RotationHalfDone { cause, key, .. } => with_key(cause.into(), text(message), key),
        _ => JsValue::UNDEFINED,
    }
}

/// The error of a create that may have made a key, with its two methods.
pub fn outcome_unknown(failure: Failure<JsValue>, methods: JsValue) -> JsValue {
    let message = failure.message();
    let cause = match failure {
        Failure::OutcomeUnknown { cause } => cause.into(),
        _ => JsValue::UNDEFINED,
    };
    new_outcome_unknown_error(text(&message), cause, methods)
}

fn response_error(refusal: &Refusal<JsValue>) -> JsValue {
    new_response_error(
        text(&refusal.message),
        refusal.status.into(),
        JsValue::array(refusal.errors.iter().map(item).collect()),
        optional_number(refusal.retry_after),
        optional_text(refusal.clerk_trace_id.as_deref()),
        refusal.problem.as_ref().map(problem).unwrap_or_default(),
    )
}

fn problem(problem: &Problem) -> JsValue {
    new_problem(
        text(&problem.kind),
        optional_text(problem.title.as_deref()),
        optional_number(problem.status.map(f64::from)),
        optional_text(problem.detail.as_deref()),
        optional_text(problem.instance.as_deref()),
    )
}

fn item(item: &ErrorItem<JsValue>) -> JsValue {
    error_item(
        text(&item.code),
        text(&item.message),
        optional_text(item.long_message.as_deref()),
        optional_text(item.param_name.as_deref()),
        item.meta.clone().unwrap_or_default(),
    )
}
