//! A failure, as the JavaScript error that a promise rejects with.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::failure::{ErrorItem, Failure, Problem, Refusal};

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
    fn with_key(error: JsValue, message: &str, key: &JsValue) -> JsValue;

    #[wasm_bindgen(js_name = newOutcomeUnknownError)]
    fn new_outcome_unknown_error(
        message: &str,
        cause: &JsValue,
        candidates: JsValue,
        recreate: JsValue,
    ) -> JsValue;

    #[wasm_bindgen(js_name = newError)]
    fn new_error(code: &str, message: &str, param: Option<&str>, cause: &JsValue) -> JsValue;

    #[wasm_bindgen(js_name = newResponseError)]
    fn new_response_error(
        message: &str,
        status: u16,
        errors: &Array,
        retry_after: Option<f64>,
        clerk_trace_id: Option<String>,
        problem: &JsValue,
    ) -> JsValue;

    #[wasm_bindgen(js_name = newProblem)]
    fn new_problem(
        kind: &str,
        title: Option<String>,
        status: Option<u32>,
        detail: Option<String>,
        instance: Option<String>,
    ) -> JsValue;

    #[wasm_bindgen(js_name = errorItem)]
    fn error_item(
        code: &str,
        message: &str,
        long_message: Option<String>,
        param_name: Option<String>,
        meta: &JsValue,
    ) -> JsValue;
}

impl From<Failure<JsValue>> for JsValue {
    fn from(failure: Failure<JsValue>) -> Self {
        let message = failure.message();
        if let Failure::RotationHalfDone { cause, key, .. } = failure {
            return with_key(Self::from(*cause), &message, &key);
        }
        let cause = match &failure {
            Failure::Aborted(given) | Failure::Ready(given) => return given.clone(),
            Failure::Refused(refusal) => return response_error(refusal),
            Failure::Unreadable { cause, .. } => cause.clone(),
            Failure::HostCallback { cause, .. } | Failure::Network { cause, .. } => {
                cause.clone().unwrap_or_default()
            }
            _ => JsValue::UNDEFINED,
        };
        new_error(failure.code(), &message, failure.param(), &cause)
    }
}

/// The error of a create that may have made a key, with its two methods.
pub fn outcome_unknown(
    failure: Failure<JsValue>,
    candidates: JsValue,
    recreate: JsValue,
) -> JsValue {
    let message = failure.message();
    let cause = match failure {
        Failure::OutcomeUnknown { cause } => JsValue::from(*cause),
        _ => JsValue::UNDEFINED,
    };
    new_outcome_unknown_error(&message, &cause, candidates, recreate)
}

fn response_error(refusal: &Refusal<JsValue>) -> JsValue {
    let errors: Array = refusal.errors.iter().map(item).collect();
    new_response_error(
        &refusal.message,
        refusal.status,
        &errors,
        refusal.retry_after,
        refusal.clerk_trace_id.clone(),
        &refusal.problem.as_ref().map(problem).unwrap_or_default(),
    )
}

fn problem(problem: &Problem) -> JsValue {
    new_problem(
        &problem.kind,
        problem.title.clone(),
        problem.status,
        problem.detail.clone(),
        problem.instance.clone(),
    )
}

fn item(item: &ErrorItem<JsValue>) -> JsValue {
    error_item(
        &item.code,
        &item.message,
        item.long_message.clone(),
        item.param_name.clone(),
        item.meta.as_ref().unwrap_or(&JsValue::UNDEFINED),
    )
}
