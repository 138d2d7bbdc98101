// The public surface, as a user of the package sees it and may rely on it.

/** Per-call options, the last argument of every method. */
export interface CallOptions {
  /** Aborts the call. The promise rejects with `signal.reason`; nothing is retried after it. */
  signal?: AbortSignal;
  /** Milliseconds for one attempt, headers and body. Overrides the object's own. */
  timeoutMs?: number;
}

export interface ClerkPaginatedResponse<T> {
  data: T[];
  total_count: number;
}

export interface ClerkResourceReloadParams {
  rotatingTokenNonce?: string;
}

/** `reload()` on the APIKeys object: without `apiKeyID`, the key that it created, revoked or reloaded last. */
export interface ReloadAPIKeyParams extends ClerkResourceReloadParams {
  apiKeyID?: string;
}

export type GetToken = (options?: {
  skipCache?: boolean;
}) => Promise<string | null> | string | null;

export interface APIKeysOptions {
  /** The Frontend API's origin, or the proxy's URL with its path. `https:`, or `http:` on a loopback host. */
  frontendApi: string;
  /** The host page's session token. Asked before every request; `skipCache: true` asks for a fresh one. */
  getToken: GetToken;
  /** The active organization's ID, else the user's; read at each call. Default: the token's own claims. */
  getSubject?: () => string | null | undefined;
  /** Query parameters added to every request (session ID, client version, development browser). */
  getQuery?: () => Record<string, string>;
  /** Milliseconds for one attempt. Default 30 000. */
  timeoutMs?: number;
  /** Further attempts after the first. Default 2. */
  maxRetries?: number;
}

export interface CreateAPIKeyParams {
  name: string;
  subject?: string | null;
  description?: string | null;
  /** Whole seconds, more than 0; `null` or absent: never expires. */
  secondsUntilExpiration?: number | null;
}

export interface GetAPIKeysParams {
  /** From 1. Default 1. */
  initialPage?: number;
  /** Default 10. */
  pageSize?: number;
  query?: string;
  subject?: string | null;
  /** Revoked and expired keys too. */
  includeInvalid?: boolean;
}

export interface RevokeAPIKeyParams {
  apiKeyID: string;
  revocationReason?: string | null;
}

export interface UpdateAPIKeyParams {
  apiKeyID: string;
  /** `null` takes it away. */
  description: string | null;
}

export interface RotateAPIKeyParams {
  apiKeyID: string;
  /** The new key's name. Default: the old name with the date. */
  name?: string;
  secondsUntilExpiration?: number | null;
  revocationReason?: string | null;
  /** Stores the new secret. The old key is revoked only after this settles; where it rejects, the new key is revoked. */
  onSecret: (key: APIKeyResource) => void | Promise<void>;
}

export interface APIKeyResource {
  readonly pathRoot: string;
  id: string;
  type: string;
  name: string;
  subject: string;
  scopes: string[];
  // biome-ignore lint/suspicious/noExplicitAny: this is Clerk's own type.
  claims: Record<string, any> | null;
  revoked: boolean;
  revocationReason: string | null;
  expired: boolean;
  expiration: Date | null;
  createdBy: string | null;
  description: string | null;
  /** Only on what `create()` and `rotate()` answer. Kept by that object through its own `reload()`. */
  secret?: string;
  lastUsedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** Forces a session token refresh, reads the key again, updates this object and resolves to it. */
  reload(params?: ClerkResourceReloadParams): Promise<this>;
}

/** Structurally what `@clerk/clerk-js` and `useClerk()` give; only these members are read. */
export interface ClerkLike {
  session?: { id: string; getToken: GetToken } | null;
  organization?: { id: string } | null;
  user?: { id: string } | null;
  frontendApi: string;
  proxyUrl?: string;
  /** A satellite's domain. */
  domain?: string;
  isSatellite?: boolean;
  instanceType?: string;
  publishableKey?: string;
  buildUrlWithAuth?(to: string): string;
  version?: string;
}

export class APIKeys {
  constructor(options: APIKeysOptions);
  /** Reads session, organization and user from `clerk` at each call. */
  static fromClerk(clerk: ClerkLike, options?: Partial<APIKeysOptions>): APIKeys;
  /** `fromClerk`, and makes it `clerk.apiKeys`. */
  static attach(clerk: ClerkLike, options?: Partial<APIKeysOptions>): APIKeys;

  create(params: CreateAPIKeyParams, options?: CallOptions): Promise<APIKeyResource>;
  getAll(
    params?: GetAPIKeysParams,
    options?: CallOptions,
  ): Promise<ClerkPaginatedResponse<APIKeyResource>>;
  revoke(params: RevokeAPIKeyParams, options?: CallOptions): Promise<APIKeyResource>;
  reload(params?: ReloadAPIKeyParams, options?: CallOptions): Promise<APIKeyResource>;
  /** Every key, page after page, each ID once. */
  iterate(params?: GetAPIKeysParams, options?: CallOptions): AsyncIterableIterator<APIKeyResource>;
  rotate(params: RotateAPIKeyParams, options?: CallOptions): Promise<APIKeyResource>;
  update(params: UpdateAPIKeyParams, options?: CallOptions): Promise<APIKeyResource>;
}

export interface ProjectAPIKeysOptions {
  /** Everything before `/projects`, such as `https://api.example.com/api/v1`. */
  baseUrl: string;
  projectId: string;
  getToken: GetToken;
  timeoutMs?: number;
  maxRetries?: number;
}

export interface CreateProjectAPIKeyParams {
  name: string;
  /** At least one. The server takes an absent or empty list for full access, so full access is asked for by name: `['*']`. */
  scopes: string[];
  /** Whole days, more than 0; `null` or absent: never expires. */
  daysUntilExpiration?: number | null;
}

export interface GetProjectAPIKeysParams {
  initialPage?: number;
  pageSize?: number;
  query?: string;
  /** Inactive keys too. Default true: the server lists them. */
  includeInvalid?: boolean;
}

export interface RevokeProjectAPIKeyParams {
  apiKeyID: string;
}

/** Without `apiKeyID`, the key that the object created, revoked or reloaded last. */
export interface ReloadProjectAPIKeyParams {
  apiKeyID?: string;
}

export interface ProjectAPIKeyResource {
  id: string;
  name: string;
  keyPrefix: string;
  projectId: string;
  tenantId: string;
  scopes: string[];
  /** `null` on what `create()` answers: the server does not say it there. */
  isAdminManaged: boolean | null;
  isActive: boolean;
  /** Not `isActive`. */
  revoked: boolean;
  /** `expiration` has passed, by the server's clock where its `Date` header can be read. */
  expired: boolean;
  expiration: Date | null;
  createdBy: string | null;
  lastUsedAt: Date | null;
  createdAt: Date;
  secret?: string;
  reload(): Promise<this>;
}

export class ProjectAPIKeys {
  constructor(options: ProjectAPIKeysOptions);
  create(params: CreateProjectAPIKeyParams, options?: CallOptions): Promise<ProjectAPIKeyResource>;
  getAll(
    params?: GetProjectAPIKeysParams,
    options?: CallOptions,
  ): Promise<ClerkPaginatedResponse<ProjectAPIKeyResource>>;
  revoke(params: RevokeProjectAPIKeyParams, options?: CallOptions): Promise<ProjectAPIKeyResource>;
  reload(params?: ReloadProjectAPIKeyParams, options?: CallOptions): Promise<ProjectAPIKeyResource>;
  iterate(
    params?: GetProjectAPIKeysParams,
    options?: CallOptions,
  ): AsyncIterableIterator<ProjectAPIKeyResource>;
}

export type APIKeysErrorCode =
  | 'invalid_options'
  | 'invalid_params'
  | 'insecure_url'
  | 'invalid_token'
  | 'no_session_token'
  | 'stale_session_token'
  | 'host_callback_failed'
  | 'no_resource'
  | 'api_response_error'
  | 'invalid_response'
  | 'network_error'
  | 'timeout'
  | 'create_outcome_unknown'
  | 'wasm_load_failed';

/** Every rejection of this package except an abort, which rejects with the signal's reason. */
export class APIKeysError extends Error {
  readonly code: APIKeysErrorCode;
  readonly clerkError: true;
  /** The option or parameter at fault, for `invalid_options` and `invalid_params`. */
  readonly param?: string;
  readonly cause?: unknown;
}

export interface APIErrorItem {
  code: string;
  message: string;
  longMessage?: string;
  /** Where in the request: Clerk's `meta.param_name`, a problem's `errors[].location`. */
  paramName?: string;
  /** Empty where the server sent none. */
  meta: Record<string, unknown>;
}

/** The server answered and refused. `isClerkAPIResponseError()` of `@clerk/shared` returns `true` for it. */
export class APIKeysResponseError extends APIKeysError {
  readonly code: 'api_response_error';
  readonly status: number;
  readonly errors: APIErrorItem[];
  /** Seconds. From delta-seconds or an HTTP date, on any status. */
  readonly retryAfter?: number;
  readonly clerkTraceId?: string;
  /** RFC 9457 members, where the body was a problem. */
  readonly problem?: {
    type: string;
    title?: string;
    status?: number;
    detail?: string;
    instance?: string;
  };
}

/** `create()` may have made a key whose secret was lost with the answer. */
export class CreateOutcomeUnknownError extends APIKeysError {
  readonly code: 'create_outcome_unknown';
  /** The keys that this call can have made: same name and subject, new since it began. */
  candidates(options?: CallOptions): Promise<APIKeyResource[]>;
  /** Revokes those, creates again, and resolves to the new key with its secret. */
  recreate(options?: CallOptions): Promise<APIKeyResource>;
}

/** Loads the WebAssembly ahead of the first call. Optional: every method does so itself. Can be called again after it failed. */
export function load(
  source?: string | URL | Response | BufferSource | WebAssembly.Module,
): Promise<void>;
export const version: string;
