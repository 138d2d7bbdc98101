// Checks the package's declarations against the public surface: each name has the same type.

import type * as entry from 'apikeys-wasm';
import type * as surface from './surface.d.ts';

type Assert<T extends true> = T;

/** Identical types, including `readonly` and `?`, however they are written. */
type Same<A, B> =
  (<T>() => T extends Flat<A> ? 1 : 2) extends <T>() => T extends Flat<B> ? 1 : 2 ? true : false;
type Flat<T> = T extends (...args: never) => unknown ? T : { [K in keyof T]: T[K] };

/** Each type is assignable to the other. */
type Mutual<A, B> = [A, B] extends [B, A] ? true : false;

export type Interfaces = [
  Assert<Same<entry.CallOptions, surface.CallOptions>>,
  Assert<Same<entry.ClerkPaginatedResponse<1>, surface.ClerkPaginatedResponse<1>>>,
  Assert<Same<entry.ClerkResourceReloadParams, surface.ClerkResourceReloadParams>>,
  Assert<Same<entry.ReloadAPIKeyParams, surface.ReloadAPIKeyParams>>,
  Assert<Same<entry.GetToken, surface.GetToken>>,
  Assert<Same<entry.APIKeysOptions, surface.APIKeysOptions>>,
  Assert<Same<entry.CreateAPIKeyParams, surface.CreateAPIKeyParams>>,
  Assert<Same<entry.GetAPIKeysParams, surface.GetAPIKeysParams>>,
  Assert<Same<entry.RevokeAPIKeyParams, surface.RevokeAPIKeyParams>>,
  Assert<Same<entry.RotateAPIKeyParams, surface.RotateAPIKeyParams>>,
  Assert<Same<entry.UpdateAPIKeyParams, surface.UpdateAPIKeyParams>>,
  Assert<Same<entry.APIKeyResource, surface.APIKeyResource>>,
  Assert<Mutual<entry.APIKeyResource, surface.APIKeyResource>>,
  Assert<Same<entry.ClerkLike, surface.ClerkLike>>,
  Assert<Same<entry.ProjectAPIKeysOptions, surface.ProjectAPIKeysOptions>>,
  Assert<Same<entry.CreateProjectAPIKeyParams, surface.CreateProjectAPIKeyParams>>,
  Assert<Same<entry.GetProjectAPIKeysParams, surface.GetProjectAPIKeysParams>>,
  Assert<Same<entry.RevokeProjectAPIKeyParams, surface.RevokeProjectAPIKeyParams>>,
  Assert<Same<entry.ReloadProjectAPIKeyParams, surface.ReloadProjectAPIKeyParams>>,
  Assert<Same<entry.ProjectAPIKeyResource, surface.ProjectAPIKeyResource>>,
  Assert<Mutual<entry.ProjectAPIKeyResource, surface.ProjectAPIKeyResource>>,
  Assert<Same<entry.APIErrorItem, surface.APIErrorItem>>,
  Assert<Mutual<entry.APIKeysErrorCode, surface.APIKeysErrorCode>>,
];

export type Errors = [
  // The package's errors also have `key`, the key of a failed rotation.
  Assert<Same<Omit<entry.APIKeysError, 'key'>, Omit<surface.APIKeysError, 'key'>>>,
  Assert<Same<Omit<entry.APIKeysResponseError, 'key'>, Omit<surface.APIKeysResponseError, 'key'>>>,
  Assert<Mutual<entry.CreateOutcomeUnknownError, surface.CreateOutcomeUnknownError>>,
  Assert<Same<entry.APIKeysError['key'], entry.APIKeyResource | undefined>>,
  Assert<
    Same<
      Awaited<ReturnType<entry.CreateOutcomeUnknownError<entry.ProjectAPIKeyResource>['recreate']>>,
      entry.ProjectAPIKeyResource
    >
  >,
  Assert<entry.APIKeysResponseError extends entry.APIKeysError ? true : false>,
  Assert<entry.APIKeysError extends Error ? true : false>,
];

export type Module = [
  Assert<Same<typeof entry.load, typeof surface.load>>,
  Assert<Same<typeof entry.version, typeof surface.version>>,
];

type Problem<E extends { problem?: unknown }> = NonNullable<E['problem']>;

export type Problems = [
  Assert<Same<Problem<entry.APIKeysResponseError>, Problem<surface.APIKeysResponseError>>>,
  Assert<undefined extends entry.APIKeysResponseError['problem'] ? true : false>,
];

type Entry = typeof entry.APIKeys;
type Surface = typeof surface.APIKeys;

type Method = keyof surface.APIKeys;
type Static = 'fromClerk' | 'attach';

type Call = (...args: never) => unknown;
type WithoutNull<T> = { [K in keyof T]: Exclude<T[K], null> };

/** Both accept the same arguments. Ours may also accept null. */
type SameParameters<A extends Call, B extends Call> = Mutual<
  WithoutNull<Parameters<A>>,
  Parameters<B>
>;

export type Class = [
  Assert<Mutual<ConstructorParameters<Entry>, ConstructorParameters<Surface>>>,
  Assert<{ [S in Static]: SameParameters<Entry[S], Surface[S]> }[Static]>,
  Assert<{ [S in Static]: Mutual<ReturnType<Entry[S]>, entry.APIKeys> }[Static]>,
  Assert<{ [M in Method]: SameParameters<entry.APIKeys[M], surface.APIKeys[M]> }[Method]>,
  Assert<
    { [M in Method]: Mutual<ReturnType<entry.APIKeys[M]>, ReturnType<surface.APIKeys[M]>> }[Method]
  >,
  // One direction only: the package's class also has `free`.
  Assert<entry.APIKeys extends surface.APIKeys ? true : false>,
];

type ProjectMethod = keyof surface.ProjectAPIKeys;

export type ProjectClass = [
  Assert<
    Mutual<
      ConstructorParameters<typeof entry.ProjectAPIKeys>,
      ConstructorParameters<typeof surface.ProjectAPIKeys>
    >
  >,
  Assert<
    {
      [M in ProjectMethod]: SameParameters<entry.ProjectAPIKeys[M], surface.ProjectAPIKeys[M]>;
    }[ProjectMethod]
  >,
  Assert<
    {
      [M in ProjectMethod]: Mutual<
        ReturnType<entry.ProjectAPIKeys[M]>,
        ReturnType<surface.ProjectAPIKeys[M]>
      >;
    }[ProjectMethod]
  >,
  Assert<entry.ProjectAPIKeys extends surface.ProjectAPIKeys ? true : false>,
];
