/// <reference lib="esnext.disposable" />

export {
  type APIErrorItem,
  type APIKeyResource,
  APIKeys,
  APIKeysError,
  type APIKeysErrorCode,
  type APIKeysOptions,
  APIKeysResponseError,
  type CallOptions,
  type ClerkLike,
  type ClerkPaginatedResponse,
  type ClerkResourceReloadParams,
  type CreateAPIKeyParams,
  CreateOutcomeUnknownError,
  type CreateProjectAPIKeyParams,
  type FromClerkOptions,
  type GetAPIKeysParams,
  type GetProjectAPIKeysParams,
  type GetToken,
  type ProblemDetails,
  type ProjectAPIKeyResource,
  ProjectAPIKeys,
  type ProjectAPIKeysOptions,
  type ReloadAPIKeyParams,
  type ReloadProjectAPIKeyParams,
  type RevokeAPIKeyParams,
  type RevokeProjectAPIKeyParams,
  type RotateAPIKeyParams,
  type UpdateAPIKeyParams,
} from './apikeys_wasm.js';

/**
 * Loads the WebAssembly ahead of the first call. Optional: every method does so itself. Can be
 * called again after it failed; rejects with `wasm_load_failed`.
 */
export declare function load(
  source?: string | URL | Response | BufferSource | WebAssembly.Module,
): Promise<void>;

/** The package's version. */
export declare const version: string;
